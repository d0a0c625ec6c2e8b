package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces reductions by sums that can be taken tile by tile. Mean and variance become the sums of the deviations from a
 * pivot and of their squares: the first value of the tile, so that a large mean cancels before anything is squared
 * (Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983). A pivot that is infinite or not a
 * number would spoil the sums of its whole tile; zero takes its place.
 */
public final class ShiftSums implements Rewrite {

    @Override
    public String title() {
        return "shift sums";
    }

    @Override
    public Program apply(Program program) {
        Shift shift = new Shift(program);
        Program shifted = program.flatMapRuns(shift::replace);
        return shifted.withBuffers(shift.buffers);
    }

    private static final class Shift {

        private final Program program;
        private final List<Buffer> buffers;

        Shift(Program program) {
            this.program = program;
            this.buffers = new ArrayList<>(program.buffers());
        }

        List<Step> replace(Nest nest) {
            List<Statement> body = new ArrayList<>();
            List<Step> merges = new ArrayList<>();
            for (Statement statement : nest.body()) {
                if (!(statement instanceof Statement.Reduce reduce)) {
                    body.add(statement);
                } else if (reduce.definition() instanceof Definition.Moments moments) {
                    merges.add(moments(moments, body));
                } else {
                    merges.add(sum((Definition.Sum) reduce.definition(), body));
                }
            }
            List<Step> steps = new ArrayList<>();
            steps.add(new Step.Run(nest.withBody(body)));
            steps.addAll(merges);
            return steps;
        }

        private Step sum(Definition.Sum sum, List<Statement> body) {
            String partial = partial(sum.name() + "Part", sum.name());
            body.add(new Statement.Accumulate(partial, sum.value()));
            return new Step.MergeSum(partial, sum.name());
        }

        private Step moments(Definition.Moments moments, List<Statement> body) {
            String prefix = moments.mean().equals("mean") ? "" : moments.mean();
            String first = named(prefix, "first");
            String deviation = named(prefix, "deviation");
            String pivot = partial(named(prefix, "pivot"), moments.mean());
            String deviations = partial(named(prefix, "deviationSum"), moments.mean());
            String squares = partial(named(prefix, "squareSum"), moments.mean());
            Expr difference = new Ref(first).minus(new Ref(first));
            body.add(new Statement.First(first, moments.value()));
            body.add(new Statement.Define(
                    pivot, new Expr.Select(Comparison.EQUAL, difference, Expr.ZERO, new Ref(first), Expr.ZERO)));
            body.add(new Statement.Store(pivot, new Ref(pivot)));
            body.add(new Statement.Define(deviation, moments.value().minus(new Ref(pivot))));
            body.add(new Statement.Accumulate(deviations, new Ref(deviation)));
            body.add(new Statement.Accumulate(squares, new Ref(deviation).times(new Ref(deviation))));
            return new Step.MergeMoments(pivot, deviations, squares, moments.mean(), moments.variance());
        }

        private String partial(String name, String like) {
            buffers.add(
                    new Buffer(name, Buffer.Kind.PARTIAL, program.buffer(like).dims()));
            return name;
        }

        private static String named(String prefix, String name) {
            return prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }
    }
}
