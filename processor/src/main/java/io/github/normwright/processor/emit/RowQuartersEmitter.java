package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Loop;
import java.util.function.Consumer;

/**
 * Writes loops over the rows of a tile of which four belong together, a quarter of the tile apart, and then over the rows that are
 * left. Where a tile has few rows, these are neighbours, and the loop over a quarter has a single row.
 */
final class RowQuartersEmitter {

    private static final int QUARTERS = 4;

    private static final String ROWS_APART = "rowsApart";
    private static final String ELEMENTS_APART = "apart";
    private static final String START = "quartersStart";
    private static final String FIRST = "firstOfFour";

    private final Loop rows;
    private final String row;
    private final String last;
    private final CodeBlock.Builder code;
    private final Loops loops;

    RowQuartersEmitter(Loop rows, CodeBlock.Builder code) {
        this.rows = rows;
        this.row = rows.dim().index();
        this.last = Loops.to(rows);
        this.code = code;
        this.loops = new Loops(code);
    }

    /**
     * Four rows at once, with the sums in memory.
     *
     * @param channels the loop inside, over the elements of a row
     * @param target writes what stands in the loops
     * @param body writes what stands in the loop over rows
     */
    void inGroups(Loop channels, LaneTarget target, Consumer<Mode> body) {
        distance();
        code.addStatement("int $L = $L * $L", ELEMENTS_APART, ROWS_APART, JavaNames.count(channels.dim()));
        quarters();
        loops.sequential(
                rows,
                START,
                START + " + " + ROWS_APART,
                () -> body.accept(Mode.across(target, rows.dim(), QUARTERS, ELEMENTS_APART)));
        code.endControlFlow();
        loops.sequential(rows, START, last, () -> body.accept(Mode.across(target, rows.dim(), 1, ELEMENTS_APART)));
    }

    /**
     * One row after the other, in the same order.
     *
     * @param body writes what stands in the loop over rows
     */
    void inBlock(Runnable body) {
        distance();
        quarters();
        code.beginControlFlow("for (int $1L = $2L; $1L < $2L + $3L; $1L++)", FIRST, START, ROWS_APART);
        code.beginControlFlow(
                "for (int $1L = $2L; $1L < $2L + $3L * $4L; $1L += $4L)", row, FIRST, QUARTERS, ROWS_APART);
        body.run();
        code.endControlFlow();
        code.endControlFlow();
        code.endControlFlow();
        loops.sequential(rows, START, last, body);
    }

    private void distance() {
        code.addStatement("int $L = $T.apart($L - $L)", ROWS_APART, JavaTypes.QUARTERS, last, Loops.from(rows));
    }

    private void quarters() {
        code.addStatement("int $L = $L", START, Loops.from(rows));
        code.beginControlFlow("for (; $1L <= $2L - $3L * $4L; $1L += $3L * $4L)", START, last, QUARTERS, ROWS_APART);
    }
}
