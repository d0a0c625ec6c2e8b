package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.grad.ReverseMode;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.JoinedRows;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Statement;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stores the gradient of the residual in the pass that computes it first, for sums, and lets later passes read it there
 * rather than compute it again. What it is computed from, such as the output that an activation has left, is then read once.
 *
 * <p>This gradient may lie in the place of any other tensor but the layer's input, so later passes must read nothing else
 * of what the caller gave. And no element may be summed twice, as the last ones are of rows that are no number of whole
 * vectors.
 */
public final class StoreEarly implements Rewrite {

    private static final String STORED = ReverseMode.gradientOf(LayerAlgorithm.RESIDUAL);

    @Override
    public String title() {
        return "store early";
    }

    @Override
    public Program apply(Program program) {
        return early(program).map(early -> early.apply(program)).orElse(program);
    }

    /**
     * What is stored early.
     *
     * @param local what it is called where it is computed
     * @param first the nest that computes it first
     */
    private record Early(String local, Nest first) {

        Program apply(Program program) {
            List<Step> steps = new ArrayList<>();
            boolean isLater = false;
            for (Step step : program.steps()) {
                boolean isFirst = step instanceof Step.Run run && run.nest().equals(first);
                steps.add(isFirst ? new Step.Run(storing()) : isLater ? reading(step) : step);
                isLater |= isFirst;
            }
            return program.withSteps(steps);
        }

        private Nest storing() {
            List<Statement> body = new ArrayList<>(first.body());
            body.add(new Statement.Store(STORED, new Expr.Ref(local)));
            return first.withBody(body);
        }

        private Step reading(Step step) {
            return step instanceof Step.Run run ? new Step.Run(reading(run.nest())) : step;
        }

        private Nest reading(Nest nest) {
            if (!defines(nest, local)) {
                return nest;
            }
            List<Statement> body = new ArrayList<>();
            for (Statement statement : nest.body()) {
                if (!isStore(statement)) {
                    body.add(
                            isDefinition(statement, local)
                                    ? new Statement.Define(local, new Expr.Ref(STORED))
                                    : statement);
                }
            }
            return nest.withBody(body).withoutUnused();
        }
    }

    private static Optional<Early> early(Program program) {
        if (hasPartsOfVectors(program)) {
            return Optional.empty();
        }
        return program.nests().stream()
                .flatMap(nest -> nest.body().stream())
                .filter(StoreEarly::isStore)
                .filter(store -> store.value() instanceof Expr.Ref ref && !program.hasBuffer(ref.name()))
                .findFirst()
                .flatMap(store -> early(((Expr.Ref) store.value()).name(), program));
    }

    private static boolean isStore(Statement statement) {
        return statement instanceof Statement.Store store && store.target().equals(STORED);
    }

    /** Whether rows of channels are no number of whole vectors; other layouts have runs of elements that are summed once. */
    private static boolean hasPartsOfVectors(Program program) {
        return !JoinedRows.areWholeVectors(program.layout().rowElements());
    }

    private static Optional<Early> early(String local, Program program) {
        return program.nests().stream()
                .filter(nest -> defines(nest, local))
                .findFirst()
                .filter(nest -> nest.isReduction()
                        && nest.loops().size() == program.layout().dims().size())
                .map(nest -> new Early(local, nest))
                .filter(early -> readsNothingElse(early, program));
    }

    /** Whether what comes behind reads no other tensor that the gradient may lie over. */
    private static boolean readsNothingElse(Early early, Program program) {
        List<Nest> nests = early.apply(program).nests();
        int behind = program.nests().indexOf(early.first()) + 1;
        return nests.subList(behind, nests.size()).stream()
                .flatMap(nest -> nest.body().stream())
                .flatMap(statement -> statement.reads().stream())
                .filter(name -> program.hasBuffer(name) && program.buffer(name).kind() == Buffer.Kind.TENSOR)
                .allMatch(name -> name.equals(STORED) || name.equals(LayerAlgorithm.INPUT));
    }

    private static boolean defines(Nest nest, String local) {
        return nest.body().stream().anyMatch(statement -> isDefinition(statement, local));
    }

    private static boolean isDefinition(Statement statement, String name) {
        return statement instanceof Statement.Define define && define.name().equals(name);
    }
}
