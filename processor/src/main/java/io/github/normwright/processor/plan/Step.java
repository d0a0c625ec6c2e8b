package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Definition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A part of a program. */
public sealed interface Step {

    /** Runs a loop nest: one method of a kernel. */
    record Run(Nest nest) implements Step {}

    /**
     * Merges the tiles of shifted sums into a mean and a biased variance, by Chan's rule, in the order of the tiles.
     *
     * @param pivot the partial buffer of the values subtracted before summing
     * @param deviations the partial buffer of the sums of deviations from the pivot
     * @param squares the partial buffer of the sums of squared deviations
     * @param weights the partial buffer of the sums of weights, if values have weights
     * @param members the innermost dimensions of the sums, whose elements are merged as well
     * @param moments what they become
     */
    record MergeMoments(
            String pivot,
            String deviations,
            String squares,
            Optional<String> weights,
            List<Dim> members,
            Definition.Moments moments)
            implements Step {
        public MergeMoments {
            members = List.copyOf(members);
        }
    }

    /**
     * Sums a small value along some of its dimensions, which lie next to each other.
     *
     * @param source the value
     * @param dims the dimensions of its array, outermost first
     * @param summed those that it is summed along
     * @param sum receives the sum; it has the other dimensions
     */
    record SumValues(String source, List<Dim> dims, List<Dim> summed, String sum) implements Step {
        public SumValues {
            dims = List.copyOf(dims);
            summed = List.copyOf(summed);
        }
    }

    /**
     * Copies a small value of groups, once for each member of a group.
     *
     * @param source the value or variable
     * @param members the dimension of the members
     * @param spread receives the copies, those of a group side by side
     */
    record Spread(String source, Dim members, String spread) implements Step {}

    /**
     * Copies a small value, with its first elements along the innermost dimension once more behind the last, so that vectors may run
     * on from one row into the next.
     *
     * @param source the value or variable
     * @param wrapped receives the copy
     */
    record Wrap(String source, String wrapped) implements Step {}

    /**
     * Sums a small value over all replicas of the layer.
     *
     * @param source the value
     * @param sum receives the sum
     */
    record SumReplicas(String source, String sum) implements Step {}

    /**
     * Does steps again for a tile if a pivot turns out to be far from the mean of its values, so that most digits of the
     * squared deviations would cancel; the mean takes the pivot's place.
     *
     * @param pivot the partial buffer of the values subtracted before summing
     * @param deviations the partial buffer of the sums of deviations from the pivot
     * @param squares the partial buffer of the sums of squared deviations
     * @param weights the partial buffer of the sums of weights, if values have weights
     * @param steps what is done again
     */
    record RefinePivots(String pivot, String deviations, String squares, Optional<String> weights, List<Step> steps)
            implements Step {
        public RefinePivots {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Lets the call fail unless a small value is zero.
     *
     * @param source the value, a single number
     * @param what what is checked, in words
     */
    record Check(String source, String what) implements Step {}

    /**
     * Merges the tiles of a sum, in their order.
     *
     * @param partial the partial buffer
     * @param sum receives the sum
     */
    record MergeSum(String partial, String sum) implements Step {}

    /**
     * Does steps for every tile: of the reduced dimensions, or of all of them where nothing is summed.
     *
     * @param tiling the tiles
     * @param isBack whether the last tile comes first
     * @param steps what is done
     */
    record ForTiles(Tiling tiling, boolean isBack, List<Step> steps) implements Step {
        public ForTiles {
            steps = List.copyOf(steps);
        }

        /** From the first tile to the last. */
        public ForTiles(Tiling tiling, List<Step> steps) {
            this(tiling, false, steps);
        }

        /** Runs a nest, with its loops along dimensions that are cut over a tile each time. */
        public static ForTiles of(Tiling tiling, Nest nest) {
            List<Loop> loops = nest.loops().stream()
                    .map(loop -> tiling.cuts(loop.dim()) ? loop.tiled() : loop)
                    .toList();
            return new ForTiles(tiling, List.of(new Run(nest.withLoops(loops))));
        }
    }

    /**
     * Does steps only if a variable has changed since they were done last: nothing else goes into them.
     *
     * @param steps what is done
     */
    record WhenVariablesChanged(List<Step> steps) implements Step {
        public WhenVariablesChanged {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Does steps for every part of the outermost kept dimension, or of the two outermost ones: some indices, whose elements
     * fit into a cache together. A part of two dimensions has whole elements of the outer one, or some of one of them.
     *
     * @param dims the dimensions that are cut, outermost first
     * @param steps what is done
     */
    record ForParts(List<Dim> dims, List<Step> steps) implements Step {
        public ForParts {
            dims = List.copyOf(dims);
            steps = List.copyOf(steps);
        }

        /**
         * Whether threads that outnumber the parts can share tiles instead, one pass after the other over all indices at once:
         * every pass along reduced dimensions is cut into tiles, of which there may be several.
         */
        public boolean hasTilesToShare() {
            boolean hasSeveral = steps.stream()
                    .anyMatch(step ->
                            step instanceof ForTiles tiles && !tiles.tiling().isSingle());
            return hasSeveral
                    && steps.stream()
                            .filter(Run.class::isInstance)
                            .flatMap(step -> step.nests().stream())
                            .flatMap(nest -> nest.loops().stream())
                            .allMatch(loop -> loop.dim().isKept());
        }
    }

    /**
     * Does steps for each row of a part before the next row, in one method of a kernel: what the first of them has read, the
     * others find in the first-level cache. The nests in it stand inside the loops over the rows.
     *
     * @param rows the loops over the rows: along all kept dimensions, outermost first
     * @param steps what is done
     */
    record ForRows(List<Loop> rows, List<Step> steps) implements Step {
        public ForRows {
            rows = List.copyOf(rows);
            steps = List.copyOf(steps);
        }

        /** The dimensions that tell rows apart. */
        public List<Dim> dims() {
            return rows.stream().map(Loop::dim).toList();
        }
    }

    /** The steps that this one consists of, if it consists of steps. */
    default List<Step> inner() {
        if (this instanceof ForRows rows) {
            return rows.steps();
        }
        if (this instanceof ForTiles tiles) {
            return tiles.steps();
        }
        if (this instanceof ForParts parts) {
            return parts.steps();
        }
        if (this instanceof RefinePivots refine) {
            return refine.steps();
        }
        return this instanceof WhenVariablesChanged changed ? changed.steps() : List.of();
    }

    /** The same step, consisting of other steps; itself if it consists of none. */
    default Step withInner(List<Step> steps) {
        if (this instanceof ForRows rows) {
            return new ForRows(rows.rows(), steps);
        }
        if (this instanceof ForTiles tiles) {
            return new ForTiles(tiles.tiling(), tiles.isBack(), steps);
        }
        if (this instanceof ForParts parts) {
            return new ForParts(parts.dims(), steps);
        }
        if (this instanceof RefinePivots refine) {
            return new RefinePivots(refine.pivot(), refine.deviations(), refine.squares(), refine.weights(), steps);
        }
        return this instanceof WhenVariablesChanged ? new WhenVariablesChanged(steps) : this;
    }

    /** The names of everything that it reads, apart from what its own nests define. */
    default Set<String> reads() {
        Set<String> names = new LinkedHashSet<>();
        if (this instanceof MergeMoments merge) {
            names.addAll(List.of(merge.pivot(), merge.deviations(), merge.squares()));
            merge.weights().ifPresent(names::add);
        } else if (this instanceof MergeSum merge) {
            names.add(merge.partial());
        } else if (this instanceof SumValues sum) {
            names.add(sum.source());
        } else if (this instanceof Spread spread) {
            names.add(spread.source());
        } else if (this instanceof SumReplicas sum) {
            names.add(sum.source());
        } else if (this instanceof Wrap wrap) {
            names.add(wrap.source());
        } else if (this instanceof Check check) {
            names.add(check.source());
        }
        nests().forEach(nest -> names.addAll(nest.reads()));
        return names;
    }

    /** The names of the values, variables and tensors that it computes. */
    default Set<String> results() {
        Set<String> names = new LinkedHashSet<>();
        if (this instanceof MergeMoments merge) {
            names.addAll(merge.moments().names());
        } else if (this instanceof MergeSum merge) {
            names.add(merge.sum());
        } else if (this instanceof SumValues sum) {
            names.add(sum.sum());
        } else if (this instanceof Spread spread) {
            names.add(spread.spread());
        } else if (this instanceof SumReplicas sum) {
            names.add(sum.sum());
        } else if (this instanceof Wrap wrap) {
            names.add(wrap.wrapped());
        } else if (this instanceof Run run) {
            names.addAll(run.nest().results());
        }
        inner().forEach(step -> names.addAll(step.results()));
        return names;
    }

    /** What a kernel has a method for, in the order in which it first runs: single nests, and what is done row by row. */
    default List<Step> passes() {
        return this instanceof Run || this instanceof ForRows
                ? List.of(this)
                : inner().stream().flatMap(step -> step.passes().stream()).toList();
    }

    /** The nests in it, in the order in which they first run. */
    default List<Nest> nests() {
        return this instanceof Run run
                ? List.of(run.nest())
                : inner().stream().flatMap(step -> step.nests().stream()).toList();
    }
}
