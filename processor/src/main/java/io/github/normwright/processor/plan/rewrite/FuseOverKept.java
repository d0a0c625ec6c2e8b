package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Exprs;
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
import java.util.Set;

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
        List<Dim> kept = program.layout().kept();
        List<Step> before = new ArrayList<>();
        List<Step> inside = new ArrayList<>();
        List<Step> behind = new ArrayList<>();
        Set<String> computedInside = new LinkedHashSet<>();
        Set<String> computedBehind = new LinkedHashSet<>();
        for (Step step : program.steps()) {
            boolean runsAlongKept = runsAlong(step, kept, program);
            if (runsAlongKept && needs(step, computedBehind)) {
                return program;
            }
            if (runsAlongKept) {
                inside.add(without(step, kept));
                computedInside.addAll(results(step));
            } else if (needs(step, computedInside) || updatesVariables(step, program)) {
                behind.add(step);
                computedBehind.addAll(results(step));
            } else {
                before.add(step);
            }
        }
        for (int i = kept.size() - 1; i >= 0; i--) {
            inside = List.of(new Step.ForEach(kept.get(i), inside));
        }
        before.addAll(inside);
        before.addAll(behind);
        return program.withSteps(before);
    }

    private static boolean runsAlong(Step step, List<Dim> kept, Program program) {
        if (step instanceof Step.MergeMoments merge) {
            return program.buffer(merge.mean()).dims().containsAll(kept);
        }
        if (step instanceof Step.MergeSum merge) {
            return program.buffer(merge.sum()).dims().containsAll(kept);
        }
        return step.nests().stream()
                .allMatch(nest -> kept.stream()
                        .allMatch(dim -> nest.loops().stream()
                                .anyMatch(loop -> loop.dim().equals(dim))));
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
        return step.nests().stream()
                .flatMap(nest -> nest.body().stream())
                .flatMap(statement -> Exprs.names(statement.value()).stream())
                .anyMatch(names::contains);
    }

    private static boolean updatesVariables(Step step, Program program) {
        return results(step).stream().anyMatch(name -> program.buffer(name).kind() == Buffer.Kind.VARIABLE);
    }

    private static Set<String> results(Step step) {
        Set<String> results = new LinkedHashSet<>();
        if (step instanceof Step.MergeMoments merge) {
            results.addAll(List.of(merge.mean(), merge.variance()));
        } else if (step instanceof Step.MergeSum merge) {
            results.add(merge.sum());
        }
        for (Nest nest : step.nests()) {
            for (Statement statement : nest.body()) {
                if (statement instanceof Statement.Store store) {
                    results.add(store.target());
                }
            }
        }
        return results;
    }
}
