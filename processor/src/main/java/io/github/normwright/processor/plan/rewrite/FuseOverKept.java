package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Does everything for one index of the kept dimensions before the next, so that the second pass over its elements finds
 * them in the cache. Steps that do not run along the kept dimensions go before or behind the common loop; where one would
 * have to stand in the middle, nothing is changed.
 */
public final class FuseOverKept implements Rewrite {

    @Override
    public String title() {
        return "fuse over the kept dimensions";
    }

    @Override
    public Program apply(Program program) {
        return parts(program).map(parts -> fused(program, parts)).orElse(program);
    }

    /** Whether all steps along the kept dimensions fit into one loop, the reductions among them. */
    public static boolean appliesTo(Program program) {
        return parts(program)
                .filter(parts -> Stream.concat(parts.before().stream(), parts.behind().stream())
                        .flatMap(step -> step.nests().stream())
                        .noneMatch(Nest::isReduction))
                .isPresent();
    }

    private record Parts(List<Step> before, List<Step> inside, List<Step> behind) {}

    private static Optional<Parts> parts(Program program) {
        Parts parts = new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> computedInside = new LinkedHashSet<>();
        Set<String> computedBehind = new LinkedHashSet<>();
        for (Step step : program.steps()) {
            boolean runsAlongKept = runsAlong(step, program);
            if (runsAlongKept && needs(step, computedBehind)) {
                return Optional.empty();
            }
            if (runsAlongKept) {
                parts.inside().add(step);
                computedInside.addAll(step.results());
            } else if (needs(step, computedInside) || needs(step, computedBehind) || updatesVariables(step, program)) {
                parts.behind().add(step);
                computedBehind.addAll(step.results());
            } else {
                parts.before().add(step);
            }
        }
        return Optional.of(parts);
    }

    private static Program fused(Program program, Parts parts) {
        List<Dim> kept = program.layout().kept();
        List<Step> inside =
                parts.inside().stream().map(step -> without(step, kept)).toList();
        for (int i = kept.size() - 1; i >= 0; i--) {
            inside = List.of(new Step.ForEach(kept.get(i), inside));
        }
        List<Step> steps = new ArrayList<>(parts.before());
        steps.addAll(inside);
        steps.addAll(parts.behind());
        return program.withSteps(steps);
    }

    /** Replicas wait for one another, so what they share is not computed index by index. */
    private static boolean runsAlong(Step step, Program program) {
        List<Dim> kept = program.layout().kept();
        if (isShared(step) || step instanceof Step.SumReplicas || step instanceof Step.SumValues) {
            return false;
        }
        boolean keepsAll = step.results().stream()
                .filter(program::hasBuffer)
                .map(program::buffer)
                .allMatch(buffer -> buffer.isCallers() || buffer.dims().containsAll(kept));
        return keepsAll
                && step.nests().stream()
                        .allMatch(nest -> kept.stream()
                                .allMatch(dim -> nest.loops().stream()
                                        .anyMatch(loop -> loop.dim().equals(dim))));
    }

    private static boolean isShared(Step step) {
        return step instanceof Step.MergeMoments merge && merge.moments().isSynchronized()
                || step.nests().stream()
                        .flatMap(nest -> nest.body().stream())
                        .anyMatch(statement -> statement instanceof Statement.Reduce reduce
                                && reduce.definition() instanceof Definition.Moments moments
                                && moments.isSynchronized());
    }

    private static Step without(Step step, List<Dim> kept) {
        if (step instanceof Step.Run run) {
            Nest nest = run.nest();
            return new Step.Run(nest.withLoops(nest.loops().stream()
                    .filter(loop -> !kept.contains(loop.dim()))
                    .toList()));
        }
        return step.withInner(
                step.inner().stream().map(inner -> without(inner, kept)).toList());
    }

    private static boolean needs(Step step, Set<String> names) {
        return step.reads().stream().anyMatch(names::contains);
    }

    private static boolean updatesVariables(Step step, Program program) {
        return step.results().stream().anyMatch(name -> program.buffer(name).kind() == Buffer.Kind.VARIABLE);
    }
}
