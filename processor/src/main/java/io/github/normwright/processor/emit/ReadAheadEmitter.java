package io.github.normwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import java.util.List;

/**
 * Writes what reads the next group of rows while one is summed: one element of each line of the cache, or two of it if
 * vectors are narrow, in the order of memory, as many lines for each vector of channels as the vectors of all rows have. Where no whole
 * group is left, the last rows are read once more.
 */
final class ReadAheadEmitter {

    private static final String LINES = "linesAhead";

    private final Loop rows;
    private final Dim channels;
    private final List<Buffer> tensors;
    private final ElementType type;
    private final CodeBlock.Builder code;

    ReadAheadEmitter(Loop rows, Dim channels, List<Buffer> tensors, ElementType type, CodeBlock.Builder code) {
        this.rows = rows;
        this.channels = channels;
        this.tensors = tensors;
        this.type = type;
        this.code = code;
    }

    /** What stands in front of the loop over the rows. */
    void start() {
        code.addStatement("$T $L = 0", type.primitive(), LINES);
    }

    /** What stands in front of the loop over the channels of a group of rows. */
    void group(int several) {
        String row = rows.dim().index();
        String next = JavaNames.ahead(row);
        code.addStatement("int $1L = Math.min($2L + $4L, $3L - $4L)", next, row, Loops.to(rows), several);
        for (Buffer tensor : tensors) {
            code.addStatement(
                    "int $L = $L",
                    JavaNames.ahead(tensor.name()),
                    Indexing.ofStart(tensor, dim -> dim.equals(rows.dim()) ? next : dim.index()));
        }
    }

    /** What stands in the loop over the channels of a group of rows. */
    void lines(int several, LaneTarget target) {
        // Between constants, so that the JIT compiler unrolls the loop before it looks at the one around it.
        code.beginControlFlow("for (int line = 0; line < $L * $L; line += SUM_LANES)", several, target.lanes());
        for (Buffer tensor : tensors) {
            code.addStatement(
                    "$L += $L[$L + $L * $L + line]",
                    LINES,
                    tensor.array(),
                    JavaNames.ahead(tensor.name()),
                    several,
                    channels.index());
        }
        code.endControlFlow();
    }

    /** What stands behind the loops. */
    void end() {
        code.addStatement("$T.use($L)", JavaTypes.READ_AHEAD, LINES);
    }
}
