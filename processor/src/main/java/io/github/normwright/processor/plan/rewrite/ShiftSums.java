package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces reductions by sums that are taken tile by tile and merged. Mean and variance become the sums of the deviations
 * from a pivot and of their squares: the first value of the tile, so that a large mean cancels before anything is squared
 * (Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983). Where the first value was far from the
 * others after all, the tile is done again with a better pivot. A pivot that is infinite or not a number would spoil the
 * sums of its whole tile; zero takes its place.
 */
public final class ShiftSums implements Rewrite {

    @Override
    public String title() {
        return "shift sums";
    }

    @Override
    public Program apply(Program program) {
        Shift shift = new Shift(program);
        List<Step> steps = new ArrayList<>();
        for (Step step : program.steps()) {
            if (step.nests().stream().anyMatch(Nest::isReduction)) {
                steps.addAll(shift.replace((Step.ForTiles) step));
            } else {
                steps.add(step);
            }
        }
        return program.withSteps(steps).withBuffers(shift.buffers);
    }

    private static final class Shift {

        private final Program program;
        private final List<Buffer> buffers;

        Shift(Program program) {
            this.program = program;
            this.buffers = new ArrayList<>(program.buffers());
        }

        List<Step> replace(Step.ForTiles tiles) {
            Nest nest = tiles.nests().get(0);
            List<Statement> sums = new ArrayList<>();
            List<Statement> pivots = new ArrayList<>();
            List<Step> merges = new ArrayList<>();
            for (Statement statement : nest.body()) {
                if (!(statement instanceof Statement.Reduce reduce)) {
                    sums.add(statement);
                    pivots.add(statement);
                } else if (reduce.definition() instanceof Definition.Moments moments) {
                    merges.add(moments(moments, members(nest, moments), pivots, sums));
                } else {
                    merges.add(sum((Definition.Sum) reduce.definition(), sums));
                }
            }
            Step run = new Step.Run(nest.withBody(sums));
            List<Step> inTile = new ArrayList<>();
            if (merges.stream().anyMatch(Step.MergeMoments.class::isInstance)) {
                inTile.add(new Step.Run(pivots(nest, pivots)));
            }
            inTile.add(run);
            for (Step merge : merges) {
                if (merge instanceof Step.MergeMoments moments) {
                    inTile.add(new Step.RefinePivots(
                            moments.pivot(), moments.deviations(), moments.squares(), moments.weights(), List.of(run)));
                }
            }
            List<Step> steps = new ArrayList<>();
            steps.add(new Step.ForTiles(tiles.tiling(), inTile));
            steps.addAll(merges);
            return steps;
        }

        private static Nest pivots(Nest nest, List<Statement> body) {
            List<Loop> loops = nest.loops().stream()
                    .map(loop -> loop.dim().isKept() ? loop : loop.as(Loop.Kind.FIRST))
                    .toList();
            return new Nest("pivots", loops, body);
        }

        private Step sum(Definition.Sum sum, List<Statement> body) {
            String partial =
                    partial(sum.name() + "Part", program.buffer(sum.name()).dims());
            body.add(new Statement.Accumulate(partial, sum.value()));
            return new Step.MergeSum(partial, sum.name());
        }

        /** What loops keep sums for, but the moments are not kept for. */
        private List<Dim> members(Nest nest, Definition.Moments moments) {
            List<Dim> kept = program.buffer(moments.mean()).dims();
            return nest.loops().stream()
                    .map(Loop::dim)
                    .filter(dim -> dim.isKept() && !kept.contains(dim))
                    .toList();
        }

        private Step moments(
                Definition.Moments moments, List<Dim> members, List<Statement> pivots, List<Statement> sums) {
            String prefix = moments.mean().equals("mean") ? "" : moments.mean();
            String first = named(prefix, "first");
            String deviation = named(prefix, "deviation");
            List<Dim> kept = program.buffer(moments.mean()).dims();
            List<Dim> dims = program.layout().dims().stream()
                    .filter(dim -> kept.contains(dim) || members.contains(dim))
                    .toList();
            String pivot = partial(named(prefix, "pivot"), dims);
            String deviations = partial(named(prefix, "deviationSum"), dims);
            String squares = partial(named(prefix, "squareSum"), dims);
            Expr difference = new Ref(first).minus(new Ref(first));
            pivots.add(new Statement.Define(first, moments.value()));
            pivots.add(new Statement.Store(
                    pivot, new Expr.Select(Comparison.EQUAL, difference, Expr.ZERO, new Ref(first), Expr.ZERO)));
            sums.add(new Statement.Define(deviation, moments.value().minus(new Ref(pivot))));
            Expr weighted = new Ref(deviation);
            Optional<String> weights = Optional.empty();
            if (moments.weight().isPresent()) {
                String weight = named(prefix, "weight");
                weighted =
                        define(named(prefix, "weighted"), moments.weight().get().times(weighted), sums);
                weights = Optional.of(partial(weight + "Sum", dims));
                sums.add(
                        new Statement.Accumulate(weights.get(), moments.weight().get()));
            }
            sums.add(new Statement.Accumulate(deviations, weighted));
            sums.add(new Statement.Accumulate(squares, weighted.times(new Ref(deviation))));
            return new Step.MergeMoments(pivot, deviations, squares, weights, members, moments);
        }

        private static Expr define(String name, Expr value, List<Statement> body) {
            body.add(new Statement.Define(name, value));
            return new Ref(name);
        }

        private String partial(String name, List<Dim> dims) {
            buffers.add(new Buffer(name, Buffer.Kind.PARTIAL, dims));
            return name;
        }

        private static String named(String prefix, String name) {
            return prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }
    }
}
