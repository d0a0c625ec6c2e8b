package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.JoinedRows;
import io.github.normwright.processor.plan.Layout;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import java.util.List;

/**
 * Takes several rows as one in sums over rows of so few channels that one row fills no vector. A tile then has a sum of
 * each channel for each of these rows, and adds them up at its end; what belongs to a channel is there for each of them.
 */
public final class JoinRows implements Rewrite {

    @Override
    public String title() {
        return "join rows";
    }

    /** Whether all sums of a program are over rows of few channels, and nothing in them belongs to a row. */
    public static boolean appliesTo(Program program) {
        List<Nest> sums = program.nests().stream().filter(Nest::isReduction).toList();
        return JoinedRows.ofSums(program.layout()) > 1
                && !sums.isEmpty()
                && sums.stream().allMatch(nest -> isOverRows(nest, program));
    }

    private static boolean isOverRows(Nest nest, Program program) {
        Layout layout = program.layout();
        Dim row = layout.dims().get(0);
        return nest.loops().size() == 2
                && RowLoops.buffers(nest, program).allMatch(buffer -> switch (buffer.kind()) {
                    case TENSOR -> buffer.dims().equals(layout.dims());
                    case ARGUMENT -> false;
                    case VARIABLE, VALUE, WRAPPED, PARTIAL, LANES, ROW_LANES ->
                        !buffer.dims().contains(row);
                });
    }

    @Override
    public Program apply(Program program) {
        if (!appliesTo(program)) {
            return program;
        }
        int rows = JoinedRows.ofSums(program.layout());
        Program joined = program.withBuffers(program.buffers().stream()
                .map(buffer -> buffer.isPartial() ? buffer.joining(rows) : buffer)
                .toList());
        return new WrapValues(joined, rows).apply(Nest::isReduction, nest -> joined(nest, rows));
    }

    private static Nest joined(Nest nest, int rows) {
        return nest.withLoops(
                nest.loops().stream().map(loop -> loop.joining(rows)).toList());
    }
}
