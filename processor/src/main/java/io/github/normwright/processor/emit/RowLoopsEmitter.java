package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Loop;
import java.util.function.Consumer;

/** Writes loops over rows that take several neighbouring rows at once. */
final class RowLoopsEmitter {

    private final LaneTarget target;
    private final CodeBlock.Builder code;

    RowLoopsEmitter(LaneTarget target, CodeBlock.Builder code) {
        this.target = target;
        this.code = code;
    }

    /**
     * Several rows, then single ones, each for the lanes that a mode has.
     *
     * @param several how many rows share the loop, at least 2
     * @param apart how many elements lie between two rows, as Java
     * @param body writes what stands in the loop
     */
    void inBlock(Loop rows, int several, String apart, Mode mode, Consumer<Mode> body) {
        String row = rows.dim().index();
        String last = Loops.to(rows);
        code.addStatement("int $L = $L", row, Loops.from(rows));
        code.beginControlFlow("for (; $1L <= $2L - $3L; $1L += $3L)", row, last, several);
        for (int behind = 0; behind < several; behind++) {
            body.accept(mode.behind(rows.dim(), behind, apart));
        }
        code.endControlFlow();
        code.beginControlFlow("for (; $1L < $2L; $1L++)", row, last);
        body.accept(mode);
        code.endControlFlow();
    }

    /**
     * Groups of rows, then single ones.
     *
     * @param channels the loop inside, over the elements of a row
     * @param most how many rows a group has where the target bears as many
     * @param body writes what stands in the loop
     */
    void groups(Loop rows, Loop channels, int most, Consumer<Mode> body) {
        String row = rows.dim().index();
        String last = Loops.to(rows);
        String apart = JavaNames.count(channels.dim());
        code.addStatement("int $L = $L", row, Loops.from(rows));
        int several = target.rowsAtOnce(most);
        code.beginControlFlow("for (; $1L <= $2L - $3L; $1L += $3L)", row, last, several);
        body.accept(Mode.across(target, rows.dim(), several, apart));
        code.endControlFlow();
        code.beginControlFlow("for (; $1L < $2L; $1L++)", row, last);
        body.accept(Mode.across(target, rows.dim(), 1, apart));
        code.endControlFlow();
    }
}
