package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Continuation;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.ir.grad.ReverseMode;
import io.github.normwright.processor.plan.cost.CostModel;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.plan.rewrite.RowByRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The scheduled programs of a layer.
 *
 * @param algorithm the layer's forward mathematics
 * @param costs what schedules were chosen by
 * @param training what {@code train} does
 * @param updates what updates the variables, where {@code train} itself does not
 * @param trainingGradient what {@code backward} does after {@code train}
 * @param inference what {@code infer} does
 * @param inferenceGradient what {@code backward} does after {@code infer}
 */
public record LayerPlan(
        LayerAlgorithm algorithm,
        CostModel costs,
        Scheduled training,
        Optional<Scheduled> updates,
        Scheduled trainingGradient,
        Scheduled inference,
        Scheduled inferenceGradient) {

    /**
     * Programs with what they came from.
     *
     * @param algorithm the mathematics
     * @param parts the schedules of its parts, in the order in which they run
     */
    public record Scheduled(Algorithm algorithm, List<Part> parts) {
        public Scheduled {
            parts = List.copyOf(parts);
        }

        /** The programs of the parts. */
        public List<Program> programs() {
            return parts.stream().map(Part::program).toList();
        }

        /** The programs, if they are done together, tile of rows by tile of rows. */
        public Optional<SharedRows> sharedRows() {
            return SharedRows.of(programs());
        }

        /** The first program, which is the only one of a forward algorithm. */
        public Program program() {
            return parts.get(0).program();
        }

        /** How the first program came from the plain one. */
        public Schedule schedule() {
            return parts.get(0).schedule();
        }
    }

    /**
     * A part of an algorithm.
     *
     * @param program what is done
     * @param schedule how it came from the plain program, but for {@link SumsInOnePass} and {@link RowByRow}
     */
    public record Part(Program program, Schedule schedule) {}

    /** Plans a layer in float32. */
    public static LayerPlan of(LayerAlgorithm layer) {
        return of(layer, Scheduler.STANDARD);
    }

    /**
     * Plans a layer.
     *
     * @param layer the mathematics
     * @param scheduler decides between schedules
     */
    public static LayerPlan of(LayerAlgorithm layer, Scheduler scheduler) {
        boolean isSeparate = layer.updates() != LayerAlgorithm.Updates.DURING_TRAINING
                && !layer.training().updates().isEmpty();
        Optional<Algorithm> updates = isSeparate ? Optional.of(updates(layer.training())) : Optional.empty();
        Set<String> savedForUpdates = updates.map(LayerPlan::saved).orElse(Set.of());
        Algorithm training = isSeparate
                ? layer.training().withResults(result -> !isUpdate(result)).withoutUnused(savedForUpdates)
                : layer.training();
        Algorithm trainingGradient = ReverseMode.differentiate(training, layer.variables());
        Algorithm inferenceGradient = ReverseMode.differentiate(layer.inference(), layer.variables());

        List<Algorithm> all =
                new ArrayList<>(List.of(training, trainingGradient, layer.inference(), inferenceGradient));
        updates.ifPresent(all::add);
        Layouts layouts = Layouts.of(
                all.stream().flatMap(algorithm -> Parts.of(algorithm).stream()).toList());
        Set<String> savedByTraining = saved(trainingGradient);
        savedByTraining.addAll(savedForUpdates);
        LayerPlan plan = new LayerPlan(
                layer,
                scheduler.model(),
                schedule(training, layouts, savedByTraining, scheduler),
                updates.map(algorithm -> schedule(algorithm, layouts, Set.of(), scheduler)),
                schedule(trainingGradient, layouts, gradients(trainingGradient), scheduler),
                schedule(layer.inference(), layouts, saved(inferenceGradient), scheduler),
                schedule(inferenceGradient, layouts, gradients(inferenceGradient), scheduler));
        plan.updates().ifPresent(updating -> Verifier.verifySaved(updating, plan.training()));
        Verifier.verifySaved(plan.trainingGradient(), plan.training());
        Verifier.verifySaved(plan.inferenceGradient(), plan.inference());
        return plan;
    }

    private static boolean isUpdate(Result result) {
        return result instanceof Result.Update || result instanceof Result.Check;
    }

    private static Algorithm updates(Algorithm training) {
        List<Result> updates =
                training.results().stream().filter(LayerPlan::isUpdate).toList();
        return Continuation.of(training, "updates", List.of(), List.of(), updates);
    }

    /** All scheduled programs: training, updates, the gradient of training, inference, its gradient. */
    public List<Scheduled> scheduled() {
        List<Scheduled> all = new ArrayList<>(List.of(training));
        updates.ifPresent(all::add);
        all.addAll(List.of(trainingGradient, inference, inferenceGradient));
        return all;
    }

    /** The programs, in the same order. */
    public List<Program> programs() {
        return scheduled().stream()
                .flatMap(scheduled -> scheduled.programs().stream())
                .toList();
    }

    /** The dimensions of all programs, each once. */
    public List<Dim> dims() {
        return programs().stream()
                .flatMap(program -> program.dims().stream())
                .distinct()
                .toList();
    }

    private static Scheduled schedule(
            Algorithm algorithm, Layouts layouts, Set<String> usedElsewhere, Scheduler scheduler) {
        List<Part> parts = new ArrayList<>();
        for (Algorithm part : Parts.of(algorithm)) {
            Program plain = Lowering.lower(part, layouts.of(part));
            Schedule schedule = Schedule.of(plain, usedElsewhere, scheduler);
            parts.add(new Part(schedule.apply(plain), schedule));
        }
        return rowByRow(withSumsInOnePass(new Scheduled(algorithm, parts), scheduler.model()), scheduler.model());
    }

    private static Scheduled rowByRow(Scheduled scheduled, CostModel costs) {
        RowByRow rewrite = new RowByRow(costs);
        List<Part> parts = new ArrayList<>();
        for (Part part : scheduled.parts()) {
            Program program = rewrite.apply(part.program());
            Verifier.verify(program, rewrite.title());
            parts.add(new Part(program, part.schedule()));
        }
        return new Scheduled(scheduled.algorithm(), parts);
    }

    private static Scheduled withSumsInOnePass(Scheduled scheduled, CostModel costs) {
        return scheduled
                .sharedRows()
                .flatMap(rows -> SumsInOnePass.of(rows, costs))
                .map(rows -> new Scheduled(
                        scheduled.algorithm(),
                        List.of(
                                new Part(rows.sums(), scheduled.parts().get(0).schedule()),
                                new Part(rows.perRow(), scheduled.parts().get(1).schedule()))))
                .orElse(scheduled);
    }

    private static Set<String> saved(Algorithm continuation) {
        Set<String> names = new LinkedHashSet<>();
        for (Operand operand : continuation.operands()) {
            if (operand.role() == Operand.Role.SAVED) {
                names.add(operand.name());
            }
        }
        return names;
    }

    private static Set<String> gradients(Algorithm gradient) {
        Set<String> names = new LinkedHashSet<>();
        for (Result.ParameterGradient result : gradient.parameterGradients()) {
            names.add(((Expr.Ref) result.value()).name());
        }
        return names;
    }
}
