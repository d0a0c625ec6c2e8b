package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.ir.grad.ReverseMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scheduled programs of a layer.
 *
 * @param algorithm the layer's forward mathematics
 * @param layout how its tensors lie in memory
 * @param training what {@code train} does
 * @param trainingGradient what {@code backward} does after {@code train}
 * @param inference what {@code infer} does
 * @param inferenceGradient what {@code backward} does after {@code infer}
 */
public record LayerPlan(
        LayerAlgorithm algorithm,
        Layout layout,
        Scheduled training,
        Scheduled trainingGradient,
        Scheduled inference,
        Scheduled inferenceGradient) {

    /**
     * A program with what it came from.
     *
     * @param algorithm the mathematics
     * @param program the schedule
     */
    public record Scheduled(Algorithm algorithm, Program program) {}

    /**
     * Plans a layer.
     *
     * @param algorithm the layer's mathematics
     * @param kept the axes along which statistics are kept
     */
    public static LayerPlan of(LayerAlgorithm algorithm, Axes kept) {
        Layout layout = Layout.of(algorithm.space(), kept);
        Algorithm training = algorithm.training();
        Algorithm inference = algorithm.inference();
        Algorithm trainingGradient = ReverseMode.differentiate(training, algorithm.variables());
        Algorithm inferenceGradient = ReverseMode.differentiate(inference, algorithm.variables());
        return new LayerPlan(
                algorithm,
                layout,
                schedule(training, layout, saved(trainingGradient)),
                schedule(trainingGradient, layout, gradients(trainingGradient)),
                schedule(inference, layout, saved(inferenceGradient)),
                schedule(inferenceGradient, layout, gradients(inferenceGradient)));
    }

    /** The four programs: training, its gradient, inference, its gradient. */
    public List<Program> programs() {
        return List.of(
                training.program(), trainingGradient.program(), inference.program(), inferenceGradient.program());
    }

    private static Scheduled schedule(Algorithm algorithm, Layout layout, Set<String> usedElsewhere) {
        Program plain = Lowering.lower(algorithm, layout);
        return new Scheduled(algorithm, Schedule.of(plain, usedElsewhere).apply(plain));
    }

    private static Set<String> saved(Algorithm gradient) {
        Set<String> names = new LinkedHashSet<>();
        for (Operand operand : gradient.operands()) {
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
