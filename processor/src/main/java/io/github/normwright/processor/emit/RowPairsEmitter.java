package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Loop;

/**
 * Writes a map over the rows of a tile with vectors that start where lines of the cache start, {@link #LEAD} elements
 * behind the start of each row, so that the last vector of a row runs on into the next: rows are taken to begin there,
 * which leaves the loops over channels a length that the JIT compiler knows. Where rows come in pairs, two are taken at
 * once, half of the tile apart, and where they come in fours, four, a quarter of it apart; then what is left of the rows;
 * then the elements in front of the first vector and behind the last. Where rows are joined, a row in this sense is all of those that are taken as one.
 */
final class RowPairsEmitter {

    /** The local that holds how many elements stand in front of the first vector of a row. */
    static final String LEAD = "lead";

    /** Writes the statements that stand in the loop over rows, for 1, or in that over channels as well, for 2. */
    interface Statements {
        void at(int inside, Mode mode);
    }

    private final Loop rows;
    private final LaneTarget target;
    private final ElementType type;
    private final CodeBlock.Builder code;
    private final Loops loops;
    private final String row;
    private final String first;
    private final String channel;
    private final String count;
    private final String width;
    private final String number;

    RowPairsEmitter(Loop rows, Loop channels, LaneTarget target, ElementType type, CodeBlock.Builder code) {
        this.rows = rows;
        this.target = target;
        this.type = type;
        this.code = code;
        this.loops = new Loops(code);
        this.row = rows.dim().index();
        this.first = Loops.from(rows);
        this.channel = channels.dim().index();
        this.count = JavaNames.count(channels.dim());
        this.width = JavaNames.count(channels.dim(), channels.joined());
        this.number = rows.kind() == Loop.Kind.FOURS ? "fours" : "pairs";
    }

    void emit(Buffer aligned, Statements statements) {
        code.addStatement("int elements = $L * $L", fromFirst(Loops.to(rows)), count);
        code.addStatement(
                "int $L = Math.min($T.lead($L, $L), elements)",
                LEAD,
                JavaTypes.ALIGNMENT,
                aligned.array(),
                Indexing.ofStart(aligned, dim -> dim.equals(rows.dim()) ? first : dim.index()));
        code.addStatement("int aligned = (elements - $L) / SUM_LANES * SUM_LANES", LEAD);
        String left = first;
        if (rows.rowsAtOnce() > 1) {
            atOnce(statements);
            left = afterFirst(rows.rowsAtOnce() + " * " + ofEach());
        }
        loops.sequential(rows, left, Loops.to(rows), () -> {
            statements.at(1, single());
            code.addStatement("int end = Math.min($L, aligned - $L * $L)", width, fromFirst(row), count);
            vectors("end");
            statements.at(2, Mode.of(target, 1));
            code.endControlFlow();
        });
        edges(statements);
    }

    private void atOnce(Statements statements) {
        code.addStatement("int $L = aligned / ($L * $L)", number, rows.rowsAtOnce(), width);
        code.addStatement("int apart = $L * $L", number, width);
        loops.sequential(rows, first, afterFirst(ofEach()), () -> {
            statements.at(1, single());
            vectors(width);
            statements.at(2, Mode.across(target, rows.dim(), rows.rowsAtOnce(), "apart"));
            code.endControlFlow();
        });
    }

    /** How many rows there are from the first one to another. */
    private String fromFirst(String other) {
        return startsAtZero() ? other : "(" + other + " - " + first + ")";
    }

    /** The row that stands some rows behind the first one. */
    private String afterFirst(String number) {
        return startsAtZero() ? number : first + " + " + number;
    }

    private boolean startsAtZero() {
        return first.equals("0");
    }

    /** How many rows there are in one half of the pairs, or in one quarter of the fours. */
    private String ofEach() {
        return rows.isJoined() ? number + " * " + JavaNames.joinedRows() : number;
    }

    private void vectors(String end) {
        code.beginControlFlow("for (int $1L = 0; $1L < $2L; $1L += $3L)", channel, end, target.lanes());
    }

    private void edges(Statements statements) {
        code.beginControlFlow("for (int edge = 0; edge < elements - aligned; edge++)");
        code.addStatement("int element = edge < $L ? edge : aligned + edge", LEAD);
        String before = "element / " + width + (rows.isJoined() ? " * " + JavaNames.joinedRows() : "");
        code.addStatement("int $L = $L", row, afterFirst(before));
        code.addStatement("int $L = element % $L - $L", channel, width, LEAD);
        statements.at(1, single());
        statements.at(2, single());
        code.endControlFlow();
    }

    private Mode single() {
        return Mode.single(new ScalarTarget(type));
    }
}
