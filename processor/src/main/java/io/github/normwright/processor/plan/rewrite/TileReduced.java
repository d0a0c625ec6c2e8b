package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Layout;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.Tiling;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the reduced dimensions into tiles: sums are taken within a tile and merged in the order of the tiles, which bounds
 * their rounding errors, and lets threads share the work without changing a result.
 */
public final class TileReduced implements Rewrite {

    private final int elements;
    private final int most;
    private final boolean includesMaps;

    /** Tiles of one size. */
    public TileReduced(int elements, boolean includesMaps) {
        this(elements, elements, includesMaps);
    }

    /**
     * @param elements how many reduced elements a tile has for each kept one
     * @param most how many rows a tile may have instead, where there would be too many tiles to merge
     * @param includesMaps whether nests without sums are cut as well
     */
    public TileReduced(int elements, int most, boolean includesMaps) {
        this.elements = elements;
        this.most = most;
        this.includesMaps = includesMaps;
    }

    @Override
    public String title() {
        return "tile the reduced dimensions, " + elements + " elements";
    }

    @Override
    public Program apply(Program program) {
        Dim outer = program.layout().reduced().get(0);
        Tiling tiling = tiling(program.layout(), elements, most);
        return program.flatMapRuns(
                nest -> isTiled(nest, outer) ? List.of(tiles(nest, tiling, program.layout())) : keep(nest));
    }

    /** Where one tile has all elements of a run, loops over it end where the run does, which is known when code is generated. */
    private static Step tiles(Nest nest, Tiling tiling, Layout layout) {
        return tiling.isSingle() && !layout.innermost().isKept()
                ? new Step.ForTiles(tiling, List.of(new Step.Run(nest)))
                : Step.ForTiles.of(tiling, nest);
    }

    /** How the reduced dimensions of a layout are cut into tiles of one size. */
    public static Tiling tiling(Layout layout, int elements) {
        return tiling(layout, elements, elements);
    }

    private static Tiling tiling(Layout layout, int elements, int most) {
        List<Dim> reduced = layout.reduced();
        Dim last = reduced.get(reduced.size() - 1);
        boolean cutsRuns = reduced.size() > 1
                && last.equals(layout.innermost())
                && !(last.size().isStatic() && last.size().constant() <= elements);
        Optional<Dim> inner = cutsRuns ? Optional.of(last) : Optional.empty();
        boolean isOfRows = reduced.size() == 1 && layout.innermost().isKept();
        return new Tiling(
                reduced.get(0), reduced.subList(1, reduced.size()), inner, elements, isOfRows ? most : elements);
    }

    private boolean isTiled(Nest nest, Dim outer) {
        boolean runsAlong = nest.loops().stream().anyMatch(loop -> loop.dim().equals(outer));
        return runsAlong && (includesMaps || nest.isReduction());
    }

    private static List<Step> keep(Nest nest) {
        return List.of(new Step.Run(nest));
    }
}
