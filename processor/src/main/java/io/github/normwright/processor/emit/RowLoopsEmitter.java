package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Loop;
import java.util.function.Consumer;

/** Writes loops over rows that take several neighbouring rows at once. */
final class RowLoopsEmitter {

    /** With more rows, methods grow beyond what the JIT compiler inlines the operations of vectors into. */
    private static final int ROWS = 4;

    private final LaneTarget target;
    private final CodeBlock.Builder code;

    RowLoopsEmitter(LaneTarget target, CodeBlock.Builder code) {
        this.target = target;
        this.code = code;
    }

    /**
     * Groups of rows, then single ones.
     *
     * @param body writes what stands in the loop
     */
    void groups(Loop rows, Consumer<Mode> body) {
        String row = rows.dim().index();
        String last = Loops.to(rows);
        code.addStatement("int $L = $L", row, Loops.from(rows));
        code.beginControlFlow("for (; $1L <= $2L - $3L; $1L += $3L)", row, last, ROWS);
        body.accept(Mode.across(target, rows.dim(), ROWS, "CHANNELS"));
        code.endControlFlow();
        code.beginControlFlow("for (; $1L < $2L; $1L++)", row, last);
        body.accept(Mode.across(target, rows.dim(), 1, "CHANNELS"));
        code.endControlFlow();
    }
}
