package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Puts nests of the same name and loops into one, so that several reductions read the data once, and several small
 * formulas share a loop. A nest moves up to an earlier one only past nests that it does not depend on; one that needs a
 * reduction stays behind it, for that value is complete only after the loops.
 */
public final class FuseNests implements Rewrite {

    @Override
    public String title() {
        return "fuse nests";
    }

    @Override
    public Program apply(Program program) {
        List<Step> fused = new ArrayList<>();
        for (Step step : program.steps()) {
            OptionalInt partner = step instanceof Step.Run run ? partner(run, fused) : OptionalInt.empty();
            if (partner.isPresent()) {
                Nest earlier = ((Step.Run) fused.get(partner.getAsInt())).nest();
                fused.set(partner.getAsInt(), new Step.Run(fuse(earlier, ((Step.Run) step).nest())));
            } else {
                fused.add(step);
            }
        }
        return program.withSteps(fused);
    }

    private static OptionalInt partner(Step.Run run, List<Step> earlier) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            if (earlier.get(i) instanceof Step.Run candidate
                    && areAlike(candidate.nest(), run.nest())
                    && !needs(run, reductions(candidate.nest()))) {
                return OptionalInt.of(i);
            }
            if (needs(run, earlier.get(i).results())) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    private static boolean areAlike(Nest first, Nest second) {
        return first.name().equals(second.name()) && first.loops().equals(second.loops());
    }

    private static boolean needs(Step step, Set<String> names) {
        return step.reads().stream().anyMatch(names::contains);
    }

    private static Set<String> reductions(Nest nest) {
        return nest.isReduction() ? nest.results() : Set.of();
    }

    private static Nest fuse(Nest first, Nest second) {
        // A value as large as the tensor may be defined in both.
        Set<Statement> body = new LinkedHashSet<>(first.body());
        body.addAll(second.body());
        return first.withBody(List.copyOf(body));
    }
}
