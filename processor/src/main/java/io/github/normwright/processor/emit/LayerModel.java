package io.github.normwright.processor.emit;

import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.ir.grad.ReverseMode;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that is needed to write a layer.
 *
 * @param names what its classes are called
 * @param title what kind of layer it is, such as {@code batch normalization}
 * @param specification the annotation, line by line, for the reader of the generated code
 * @param type its arithmetic
 * @param plan what it does
 * @param hasVectorKernel whether a kernel that uses the Vector API is written too
 */
public record LayerModel(
        LayerNames names,
        String title,
        List<String> specification,
        ElementType type,
        LayerPlan plan,
        boolean hasVectorKernel) {

    public LayerModel {
        specification = List.copyOf(specification);
        if (!plan.costs().elements().equals(type.elementBytes())) {
            // It may rely on tensors to hold all digits.
            throw new IllegalArgumentException(
                    "the plan is one for " + plan.costs().elements() + ", not for " + type);
        }
    }

    /** Whether replicas of the layer share their statistics. */
    boolean isSynchronized() {
        return plan.algorithm().isSynchronized();
    }

    /** Whether there is a second input. */
    boolean hasResidual() {
        return plan.algorithm().training().operands().stream()
                .anyMatch(operand -> operand.name().equals(LayerAlgorithm.RESIDUAL));
    }

    /** Whether the gradient with respect to the second input is another one than that with respect to the output. */
    boolean hasResidualGradient() {
        return plan.trainingGradient().algorithm().outputs().size() > 1;
    }

    /** The inputs. */
    List<String> inputs() {
        return hasResidual() ? List.of(LayerAlgorithm.INPUT, LayerAlgorithm.RESIDUAL) : List.of(LayerAlgorithm.INPUT);
    }

    /** The tensors of a forward call. */
    TensorParameters forwardTensors() {
        return new TensorParameters(
                Stream.concat(inputs().stream(), Stream.of(LayerAlgorithm.OUTPUT))
                        .toList(),
                type);
    }

    /** The tensors that backward fills. */
    List<String> gradients() {
        return plan.trainingGradient().algorithm().outputs().stream()
                .map(Result.Output::target)
                .toList();
    }

    /** The tensors of a backward call. */
    TensorParameters backwardTensors() {
        return new TensorParameters(
                Stream.concat(Stream.of(ReverseMode.OUTPUT_GRADIENT), gradients().stream())
                        .toList(),
                type);
    }

    /** The tensors of a forward call that the backward call after it reads. */
    List<String> keptTensors() {
        return forwardTensors().names().stream()
                .filter(name -> Stream.of(plan.trainingGradient(), plan.inferenceGradient())
                        .anyMatch(gradient -> gradient.algorithm().operands().stream()
                                .anyMatch(operand -> operand.name().equals(name))))
                .toList();
    }

    /** Whether something is computed only where variables have changed. */
    boolean computesFromVariables() {
        return !computedFor().isEmpty();
    }

    /**
     * The fields that say for which version of the variables a program has computed what depends on nothing else, by the
     * names of those programs.
     */
    Map<String, String> computedFor() {
        Map<String, String> fields = new LinkedHashMap<>();
        plan.programs().stream()
                .filter(program -> program.steps().stream().anyMatch(Step.WhenVariablesChanged.class::isInstance))
                .forEach(program -> fields.put(program.name(), FreeNames.like("computedFor", fields::containsValue)));
        return fields;
    }

    /** The names of the sizes given at run time, in the order of the shape. */
    List<String> dynamicSizes() {
        return extents()
                .filter(Extent.Dynamic.class::isInstance)
                .map(extent -> ((Extent.Dynamic) extent).name())
                .toList();
    }

    /** What the caller gives along with the input of training, along axes of the layer's shape. */
    List<Operand> arguments() {
        return plan.training().algorithm().operands().stream()
                .filter(operand -> operand.role() == Operand.Role.ARGUMENT)
                .map(operand -> new Operand(
                        operand.name(), operand.axes().in(plan.algorithm().space()), operand.role()))
                .toList();
    }

    /** The product of the static sizes. */
    int staticElements() {
        return extents()
                .filter(Extent.Fixed.class::isInstance)
                .mapToInt(extent -> ((Extent.Fixed) extent).size())
                .reduce(1, Math::multiplyExact);
    }

    private Stream<Extent> extents() {
        return plan.algorithm().space().list().stream().map(Axis::extent);
    }
}
