package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Layout;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Size;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.Tiling;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a program that sums nothing, and whose innermost dimension is reduced, into tiles of neighbouring elements for
 * threads to share. No result depends on how they are cut, so statistics may be kept along a dimension that is: tiles are
 * samples, or channels of one that is large, or a range of all its few channels.
 */
public final class TileMaps implements Rewrite {

    /** How many neighbours in a row a tile should have, if it is cut out of the innermost dimension. */
    private static final int LONG_RUN = 4096;

    private final int elements;

    /**
     * @param elements how many elements a tile has
     */
    public TileMaps(int elements) {
        this.elements = elements;
    }

    @Override
    public String title() {
        return "tile what sums nothing, " + elements + " elements";
    }

    /** Whether a program has no sums, and planes rather than rows. */
    public static boolean appliesTo(Program program) {
        return !program.layout().innermost().isKept()
                && program.nests().stream().noneMatch(Nest::isReduction);
    }

    @Override
    public Program apply(Program program) {
        List<Dim> dims = program.layout().dims();
        Tiling tiling = tiling(program.layout());
        return program.flatMapRuns(nest -> {
            boolean isWhole = nest.loops().stream().map(Loop::dim).toList().containsAll(dims);
            return List.of(isWhole ? Step.ForTiles.of(tiling, nest) : new Step.Run(nest));
        });
    }

    private Tiling tiling(Layout layout) {
        List<Dim> dims = layout.dims();
        List<Dim> within = dims.subList(1, dims.size());
        Optional<Dim> inner = within.isEmpty()
                ? Optional.empty()
                : Optional.of(runsAreLong(dims) ? layout.innermost() : within.get(0));
        return new Tiling(dims.get(0), within, inner, elements);
    }

    /** Whether a tile that is cut out of the innermost dimension still has long runs of neighbours. */
    private boolean runsAreLong(List<Dim> dims) {
        long runs = dims.subList(1, dims.size() - 1).stream()
                .map(Dim::size)
                .mapToLong(Size::constant)
                .reduce(1, Math::multiplyExact);
        return elements / runs >= LONG_RUN;
    }
}
