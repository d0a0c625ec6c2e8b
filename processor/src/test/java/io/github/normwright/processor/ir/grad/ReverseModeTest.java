package io.github.normwright.processor.ir.grad;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Formulas;
import io.github.normwright.processor.ir.Interpreter;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.testing.Formula;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Oracle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derived gradients are the slopes of the formulas they were derived from. */
class ReverseModeTest {

    private static final double STEP = 1e-5;

    static Stream<Arguments> layers() {
        LayerSource last = LayerSource.of(shape(DYNAMIC, 2, 3), -1).as(DType.FLOAT64);
        LayerSource first = LayerSource.of(shape(DYNAMIC, 3, 2), 1).as(DType.FLOAT64);
        return Stream.of(
                Arguments.of("channels last", last.algorithm()),
                Arguments.of("channels first", first.algorithm()),
                Arguments.of(
                        "two axes",
                        LayerSource.of(shape(DYNAMIC, 2, 2, 3), 1, 3).algorithm()),
                Arguments.of("no gamma", last.with("scale", false).algorithm()),
                Arguments.of("no beta", last.with("center", false).algorithm()),
                Arguments.of(
                        "neither",
                        last.with("center", false).with("scale", false).algorithm()),
                Arguments.of("torch", first.with("profile", Profile.TORCH).algorithm()),
                Arguments.of("frozen", first.with("trainable", false).algorithm()),
                Arguments.of("residual", first.with("residual", true).algorithm()),
                Arguments.of(
                        "residual and rectifier",
                        last.with("residual", true)
                                .with("activation", Activation.LEAKY_RELU)
                                .algorithm()),
                Arguments.of(
                        "residual and gate",
                        last.with("residual", true)
                                .with("activation", Activation.GELU)
                                .algorithm()),
                Arguments.of("leaky", Formula.LEAKY_OFFSET.layer(last)),
                Arguments.of("gated", Formula.GATED.layer(last)),
                Arguments.of("root mean square", Formula.ROOT_MEAN_SQUARE.layer(first)),
                Arguments.of("absolute deviation", Formula.ABSOLUTE_DEVIATION.layer(first)),
                Arguments.of("clipped", Formula.CLIPPED.layer(last)),
                Arguments.of("saturated", Formula.SATURATED.layer(last)),
                Arguments.of("unsaturated", Formula.UNSATURATED.layer(first)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void gradientsAreSlopes(String name, LayerAlgorithm layer) {
        for (boolean isTraining : new boolean[] {true, false}) {
            LayerRun.Input input = LayerRun.Input.random(layer, 11, isTraining, 3);
            LayerRun run = Oracle.run(layer, input, 3);
            checkSlopes(layer, input, "x", input.x(), run.values().get("dx"));
            input.residual()
                    .ifPresent(residual -> checkSlopes(
                            layer, input, "residual", residual, run.values().get("dResidual")));
            layer.variables().stream()
                    .filter(variable -> variable.isParameter())
                    .forEach(variable -> checkSlopes(
                            layer,
                            input,
                            variable.name(),
                            input.variables().get(variable.name()),
                            run.values().get("d" + variable.name())));
        }
    }

    private static void checkSlopes(
            LayerAlgorithm layer, LayerRun.Input input, String name, double[] value, double[] gradient) {
        for (int i = 0; i < value.length; i++) {
            double above = loss(layer, input, name, shifted(value, i, STEP));
            double below = loss(layer, input, name, shifted(value, i, -STEP));
            double slope = (above - below) / (2 * STEP);
            assertEquals(slope, gradient[i], 1e-7 * Math.max(1, Math.abs(slope)), "d" + name + "[" + i + "]");
        }
    }

    private static double[] shifted(double[] value, int position, double step) {
        double[] shifted = value.clone();
        shifted[position] += step;
        return shifted;
    }

    /** The output, weighted by the upstream gradient. */
    private static double loss(LayerAlgorithm layer, LayerRun.Input input, String name, double[] replacement) {
        Map<String, double[]> operands = new LinkedHashMap<>(input.variables());
        operands.put("x", input.x());
        input.residual().ifPresent(residual -> operands.put("residual", residual));
        operands.put(name, replacement);
        Algorithm forward = input.isTraining() ? layer.training() : layer.inference();
        double[] y = Interpreter.run(forward, Oracle.sizes(layer, 3), operands).get("y");
        double loss = 0;
        for (int i = 0; i < y.length; i++) {
            loss += y[i] * input.dy()[i];
        }
        return loss;
    }

    @Test
    void batchNormalizationNeedsTwoSumsOnly() {
        LayerAlgorithm layer = LayerSource.of(shape(DYNAMIC, 8), -1).algorithm();
        Algorithm backward = ReverseMode.differentiate(layer.training(), layer.variables());
        assertEquals("""
                trainingGradient(dy[axis0, axis1], x[axis0, axis1], mean[axis1], gamma[axis1], scale[axis1], inverseStddev[axis1])
                    scaleGradient = sum(dy * (x - mean)) over axis0
                    inverseStddevGradient = scaleGradient * gamma
                    betaGradient = sum(dy) over axis0
                    meanGradientShare = -(betaGradient * scale / count(axis0))
                    varianceGradientShare = -(inverseStddevGradient * inverseStddev * inverseStddev * inverseStddev / count(axis0))
                    gammaGradient = scaleGradient * inverseStddev
                    dx = dy * scale + (meanGradientShare + varianceGradientShare * (x - mean))
                    dgamma = gammaGradient
                    dbeta = betaGradient
                """, String.join("\n", Formulas.of(backward)) + "\n");
    }

    @Test
    void constantsToTheGradientGetNone() {
        LayerAlgorithm layer = Formula.STOPPED.layer(LayerSource.of(shape(DYNAMIC, 4), -1));
        Algorithm backward = ReverseMode.differentiate(layer.training(), layer.variables());
        assertEquals(
                List.of("dx = dy * scale", "dgamma = gammaGradient"),
                backward.results().stream().map(Formulas::of).toList());
    }
}
