package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Does the leading steps of a program only when a variable has changed, if nothing but variables goes into them: the
 * coefficients of inference. A program that updates variables would gain nothing.
 */
public final class ComputeOnce implements Rewrite {

    @Override
    public String title() {
        return "compute once";
    }

    @Override
    public Program apply(Program program) {
        Set<String> known = new HashSet<>();
        List<Step> once = new ArrayList<>();
        for (Step step : program.steps()) {
            if (!dependsOnVariablesOnly(step, known, program)) {
                break;
            }
            once.add(step);
        }
        if (once.isEmpty() || updatesVariables(program)) {
            return program;
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.WhenVariablesChanged(once));
        steps.addAll(program.steps().subList(once.size(), program.steps().size()));
        return program.withSteps(steps);
    }

    private static boolean dependsOnVariablesOnly(Step step, Set<String> known, Program program) {
        if (step instanceof Step.Wrap wrap) {
            known.add(wrap.wrapped());
            return known.contains(wrap.source()) || isVariable(wrap.source(), program);
        }
        return step instanceof Step.Run run && dependsOnVariablesOnly(run.nest(), known, program);
    }

    private static boolean isVariable(String name, Program program) {
        return program.buffer(name).kind() == Buffer.Kind.VARIABLE;
    }

    private static boolean dependsOnVariablesOnly(Nest nest, Set<String> known, Program program) {
        Set<String> inNest = new HashSet<>(known);
        for (Statement statement : nest.body()) {
            for (String name : statement.reads()) {
                if (!inNest.contains(name) && !isVariable(name, program)) {
                    return false;
                }
            }
            if (statement instanceof Statement.Define define) {
                inNest.add(define.name());
            } else if (statement instanceof Statement.Store store) {
                inNest.add(store.target());
            }
        }
        known.addAll(inNest);
        return true;
    }

    private static boolean updatesVariables(Program program) {
        return program.nests().stream()
                .flatMap(nest -> nest.body().stream())
                .anyMatch(
                        statement -> statement instanceof Statement.Store store && isVariable(store.target(), program));
    }
}
