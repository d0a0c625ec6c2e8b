package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;

/**
 * Writes a map over the rows of a tile with vectors that start where lines of the cache start, {@link #LEAD} elements
 * behind the start of each row, so that the last vector of a row runs on into the next: rows are taken to begin there,
 * which leaves the loops over channels a length that the JIT compiler knows. Where rows come in pairs, two are taken at
 * once, half of the tile apart; then what is left of the rows; then the elements in front of the first vector and behind the last,
 * which together are one for each lane of the widest vector.
 */
final class RowPairsEmitter {

    /** The local that holds how many elements stand in front of the first vector of a row. */
    static final String LEAD = "lead";

    /** Writes the statements that stand in a number of loops. */
    interface Statements {
        void at(int depth, Mode mode);
    }

    private final Loop rows;
    private final Dim channels;
    private final LaneTarget target;
    private final ElementType type;
    private final CodeBlock.Builder code;
    private final String row;
    private final String channel;
    private final String count;

    RowPairsEmitter(Loop rows, Dim channels, LaneTarget target, ElementType type, CodeBlock.Builder code) {
        this.rows = rows;
        this.channels = channels;
        this.target = target;
        this.type = type;
        this.code = code;
        this.row = rows.dim().index();
        this.channel = channels.index();
        this.count = JavaNames.count(channels);
    }

    void emit(Buffer aligned, Statements statements) {
        String first = Loops.from(rows);
        String last = Loops.to(rows);
        code.addStatement(
                "int $L = $T.lead($L, $L + $L * $L)",
                LEAD,
                JavaTypes.ALIGNMENT,
                aligned.array(),
                JavaNames.offset(aligned.name()),
                first,
                count);
        boolean inPairs = rows.kind() == Loop.Kind.PAIRS;
        if (inPairs) {
            pairs(first, last, statements);
        }
        String rest = inPairs ? first + " + 2 * pairs" : first;
        code.beginControlFlow("for (int $1L = $2L; $1L < $3L; $1L++)", row, rest, last);
        statements.at(1, single());
        code.addStatement("int end = $1L < $2L - 1 ? $3L : $3L - SUM_LANES", row, last, count);
        vectors("end");
        statements.at(2, Mode.of(target, 1));
        code.endControlFlow();
        code.endControlFlow();

        code.beginControlFlow("for (int edge = 0; edge < SUM_LANES; edge++)");
        code.addStatement("int $L = edge < $L ? $L : $L - 1", row, LEAD, first, last);
        code.addStatement("int $1L = edge < $2L ? edge - $2L : $3L - SUM_LANES + edge - $2L", channel, LEAD, count);
        statements.at(1, single());
        statements.at(2, single());
        code.endControlFlow();
    }

    private void pairs(String first, String last, Statements statements) {
        code.addStatement("int pairs = ($L - $L - 1) / 2", last, first);
        code.addStatement("int apart = pairs * $L", count);
        code.beginControlFlow("for (int $1L = $2L; $1L < $2L + pairs; $1L++)", row, first);
        statements.at(1, single());
        vectors(count);
        statements.at(2, Mode.across(target, rows.dim(), 2, "apart"));
        code.endControlFlow();
        code.endControlFlow();
    }

    private void vectors(String end) {
        code.beginControlFlow("for (int $1L = 0; $1L < $2L; $1L += $3L)", channel, end, target.lanes());
    }

    private Mode single() {
        return Mode.single(new ScalarTarget(type));
    }
}
