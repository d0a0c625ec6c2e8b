package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.SharedRows;
import io.github.normwright.processor.plan.cost.ElementBytes;

/**
 * Lets reductions over rows take the rows of a tile from four places in turn, a quarter of the tile apart. Each of the four is
 * then read in the order of memory, as processors expect it, though four rows are summed together (docs/schedules.md, table 17).
 * That changes the order of sums, so it depends on the program and its elements alone, and holds for all of its schedules.
 *
 * <p>A program that does nothing but sum may be handed a few rows of a tile at a time, by {@link SharedRows}, and keeps their order.
 *
 * @param elements the sizes of elements. Those that are converted are computed with for longer than they are waited for
 */
public record RowsApart(ElementBytes elements) implements Rewrite {

    /** Rows of fewer channels are summed by blocks of channels, which takes no longer than reading in the order of memory. */
    private static final int FEWEST_CHANNELS = 256;

    @Override
    public String title() {
        return "rows a quarter of the tile apart";
    }

    @Override
    public Program apply(Program program) {
        long channels = program.layout().rowElements();
        boolean onlySums = program.nests().stream().allMatch(Nest::isReduction);
        boolean pays = !onlySums
                && elements.areAlike()
                && channels >= FEWEST_CHANNELS
                && channels * elements.tensor() <= RowLoops.LONGEST_TOGETHER_BYTES;
        return pays ? program.mapNests(nest -> isOverRows(nest, program) ? apart(nest) : nest) : program;
    }

    private static boolean isOverRows(Nest nest, Program program) {
        return nest.isReduction() && RowLoops.isOverRows(nest, program) && RowLoops.hasTensorsOnly(nest, program);
    }

    private static Nest apart(Nest nest) {
        return nest.withLoops(nest.loops().stream()
                .map(loop -> loop.dim().isKept() ? loop : loop.as(Loop.Kind.QUARTERS))
                .toList());
    }
}
