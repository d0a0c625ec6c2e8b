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
 * Does everything for some indices of the outermost kept dimension before the next ones, so that the second pass over their
 * elements finds them in the cache. Steps that do not run along that dimension go before or behind the common loop; where
 * one would have to stand in the middle, nothing is changed. Where a second kept dimension follows and all steps run along
 * it as well, such as the groups of a sample, parts may be some of its indices only.
 */
public final class FuseOverKept implements Rewrite {

    @Override
    public String title() {
        return "fuse over the outermost kept dimension";
    }

    @Override
    public Program apply(Program program) {
        return parts(program).map(parts -> fused(program, parts)).orElse(program);
    }

    /** Whether all steps along the outermost kept dimension fit into one loop, the reductions among them. */
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
            boolean runsAlong = runsAlong(step, program.layout().outermostKept(), program);
            if (runsAlong && needs(step, computedBehind)) {
                return Optional.empty();
            }
            if (runsAlong) {
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
        List<Dim> cut = cut(program, parts);
        List<Step> inside =
                parts.inside().stream().map(step -> inPart(step, cut)).toList();
        List<Step> steps = new ArrayList<>(parts.before());
        steps.add(new Step.ForParts(cut, inside));
        steps.addAll(parts.behind());
        return program.withSteps(steps);
    }

    /** The dimensions that are cut: rows are taken whole, for they are gone through in the order of memory. */
    private static List<Dim> cut(Program program, Parts parts) {
        Dim outermost = program.layout().outermostKept();
        int next = program.layout().dims().indexOf(outermost) + 1;
        Dim second = program.layout()
                .dims()
                .get(Math.min(next, program.layout().dims().size() - 1));
        boolean isCut = second.isKept()
                && !second.equals(outermost)
                && !program.layout().innermost().isKept()
                && parts.inside().stream().allMatch(step -> runsAlong(step, second, program));
        return isCut ? List.of(outermost, second) : List.of(outermost);
    }

    /** Replicas wait for one another, so what they share is not computed index by index. */
    private static boolean runsAlong(Step step, Dim kept, Program program) {
        if (isShared(step) || step instanceof Step.SumReplicas) {
            return false;
        }
        boolean keeps = step.results().stream()
                .filter(program::hasBuffer)
                .map(program::buffer)
                .allMatch(buffer -> buffer.isCallers() || buffer.dims().contains(kept));
        return keeps
                && step.nests().stream()
                        .allMatch(nest -> nest.loops().stream()
                                .anyMatch(loop -> loop.dim().equals(kept)));
    }

    private static boolean isShared(Step step) {
        return step instanceof Step.MergeMoments merge && merge.moments().isSynchronized()
                || step.nests().stream()
                        .flatMap(nest -> nest.body().stream())
                        .anyMatch(statement -> statement instanceof Statement.Reduce reduce
                                && reduce.definition() instanceof Definition.Moments moments
                                && moments.isSynchronized());
    }

    /** A step for the indices of a part: sums with the loops along kept dimensions outside, maps in the order of memory. */
    private static Step inPart(Step step, List<Dim> cut) {
        if (step instanceof Step.Run run) {
            Nest nest = run.nest().isReduction() ? run.nest().keptLoopsOutside() : run.nest();
            return new Step.Run(nest.withLoops(nest.loops().stream()
                    .map(loop -> cut.contains(loop.dim()) ? loop.tiled() : loop)
                    .toList()));
        }
        return step.withInner(
                step.inner().stream().map(inner -> inPart(inner, cut)).toList());
    }

    private static boolean needs(Step step, Set<String> names) {
        return step.reads().stream().anyMatch(names::contains);
    }

    private static boolean updatesVariables(Step step, Program program) {
        return step.results().stream().anyMatch(name -> program.buffer(name).kind() == Buffer.Kind.VARIABLE);
    }
}
