package io.github.normwright.processor.testing;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.Interpreter;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.ir.grad.ReverseMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a layer should compute: its formulas, interpreted in double precision. */
public final class Oracle {

    private Oracle() {}

    /** Runs a layer's formulas forward and backward. */
    public static LayerRun run(LayerAlgorithm layer, LayerRun.Input input, int... dynamic) {
        return run(layer, input, Optional.empty(), dynamic);
    }

    /**
     * Runs a layer's formulas forward and backward.
     *
     * @param stored the output as the backward formulas find it, which may be rounded; empty for what the forward ones gave
     */
    static LayerRun run(LayerAlgorithm layer, LayerRun.Input input, Optional<double[]> stored, int... dynamic) {
        Algorithm forward = input.isTraining() ? layer.training() : layer.inference();
        Map<String, Integer> sizes = sizes(layer, dynamic);
        Map<String, double[]> operands = new LinkedHashMap<>(input.variables());
        operands.putAll(input.arguments());
        operands.put("x", input.x());
        input.residual().ifPresent(residual -> operands.put(LayerAlgorithm.RESIDUAL, residual));
        Map<String, double[]> computed = Interpreter.run(forward, sizes, operands);

        // The backward algorithm uses variables as they were before the forward run updated them.
        Map<String, double[]> saved = new LinkedHashMap<>(computed);
        saved.putAll(operands);
        saved.put("dy", input.dy());
        stored.ifPresent(y -> saved.put("y", y));
        Algorithm backward = ReverseMode.differentiate(forward, layer.variables());
        Map<String, double[]> gradients = Interpreter.run(backward, sizes, saved);

        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("y", computed.get("y"));
        values.put("dx", gradients.get("dx"));
        if (input.residual().isPresent()) {
            // Without an activation it is the gradient of the output.
            values.put("dResidual", gradients.getOrDefault("dResidual", input.dy()));
        }
        for (Result.ParameterGradient gradient : backward.parameterGradients()) {
            values.put("d" + gradient.target(), gradients.get("d" + gradient.target()));
        }
        layer.variables()
                .forEach(variable -> values.put(
                        variable.name(),
                        forward.updates().stream()
                                        .anyMatch(update -> update.target().equals(variable.name()))
                                ? computed.get(variable.name())
                                : input.variables().get(variable.name())));
        return new LayerRun(values);
    }

    /** The dynamic sizes by name, from the sizes of all dynamic dimensions in order. */
    public static Map<String, Integer> sizes(LayerAlgorithm layer, int... dynamic) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Axis axis : layer.space().list()) {
            if (axis.extent() instanceof Extent.Dynamic extent) {
                sizes.put(extent.name(), dynamic[sizes.size()]);
            }
        }
        return sizes;
    }

    /** The names of the dynamic sizes, in the order of the shape. */
    static List<String> dynamicNames(Algorithm algorithm) {
        List<String> names = new ArrayList<>();
        for (Axis axis : algorithm.space().list()) {
            if (axis.extent() instanceof Extent.Quotient quotient) {
                names.add(quotient.name());
            } else if (axis.extent() instanceof Extent.Dynamic dynamic) {
                names.add(dynamic.name());
            }
        }
        return names;
    }

    /** The number of elements of the input. */
    public static int elements(LayerAlgorithm layer, int... dynamic) {
        Map<String, Integer> sizes = sizes(layer, dynamic);
        int elements = 1;
        for (Axis axis : layer.space().list()) {
            elements *= axis.extent() instanceof Extent.Fixed fixed
                    ? fixed.size()
                    : sizes.get(axis.extent().toString());
        }
        return elements;
    }

    /** The number of elements of a variable. */
    static int size(Axes axes) {
        return axes.list().stream()
                .mapToInt(axis -> ((Extent.Fixed) axis.extent()).size())
                .reduce(1, Math::multiplyExact);
    }
}
