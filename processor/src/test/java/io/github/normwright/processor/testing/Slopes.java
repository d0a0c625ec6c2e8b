package io.github.normwright.processor.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Finite differences of what a layer trains, beside the gradients that its backward pass gives.
 *
 * @param layer the layer
 * @param use the context of its calls
 * @param variables its variables before each call
 * @param x the input
 * @param dy the gradient of the output
 */
public record Slopes(TestedLayer layer, TestedLayer.Use use, Map<String, double[]> variables, double[] x, double[] dy) {

    private static final double STEP = 1e-5;

    /** Checks the slopes of a layer in plain Java, and that vectors compute the same gradients bit for bit. */
    public static void check(LayerSource source, Function<Kernels, Slopes> slopes) {
        Slopes scalar = slopes.apply(Kernels.SCALAR);
        scalar.check();
        // Slopes by vectors, which are slow before they are compiled, would show no more.
        Map<String, double[]> ofVectors = slopes.apply(Kernels.VECTOR_512).gradients();
        scalar.gradients()
                .forEach((name, gradient) -> assertArrayEquals(gradient, ofVectors.get(name), source + ": d" + name));
    }

    /** Those of the input, under {@code x}, and of all parameters. */
    private Map<String, double[]> gradients() {
        layer.set(variables);
        use.train(x);
        Map<String, double[]> gradients = new LinkedHashMap<>();
        gradients.put("x", use.backward(dy));
        parameters().forEach(name -> gradients.put(name, use.gradient(name)));
        return gradients;
    }

    private List<String> parameters() {
        return layer.layer().variables().stream()
                .filter(Variable::isParameter)
                .map(Variable::name)
                .toList();
    }

    private void check() {
        Map<String, double[]> gradients = gradients();
        assertSlopes("x", x, gradients.get("x"), this::lossOfInput);
        parameters()
                .forEach(name ->
                        assertSlopes(name, variables.get(name), gradients.get(name), values -> lossOf(name, values)));
    }

    private double lossOfInput(double[] input) {
        layer.set(variables);
        return loss(use.train(input));
    }

    private double lossOf(String parameter, double[] values) {
        layer.set(variables).set(parameter, values);
        return loss(use.train(x));
    }

    private double loss(double[] y) {
        double loss = 0;
        for (int i = 0; i < y.length; i++) {
            loss += y[i] * dy[i];
        }
        return loss;
    }

    private static void assertSlopes(
            String name, double[] values, double[] gradient, ToDoubleFunction<double[]> lossOf) {
        assertEquals(values.length, gradient.length);
        for (int i = 0; i < values.length; i++) {
            double slope =
                    (lossOf.applyAsDouble(shifted(values, i, STEP)) - lossOf.applyAsDouble(shifted(values, i, -STEP)))
                            / (2 * STEP);
            assertEquals(slope, gradient[i], 1e-7 * Math.max(1, Math.abs(slope)), "d" + name + "[" + i + "]");
        }
    }

    private static double[] shifted(double[] values, int position, double step) {
        double[] shifted = values.clone();
        shifted[position] += step;
        return shifted;
    }
}
