package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The backward pass of generated layers with an activation and a residual gives the slopes of their own forward pass, with
 * respect to all that is learned and given.
 */
class ActivationSlopesTest {

    private static final double STEP = 1e-5;
    private static final int BATCH = 4;

    @ParameterizedTest
    @EnumSource
    void backwardGivesTheSlopesOfForwardCalls(Activation activation) {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 2, 3), -1)
                .as(DType.FLOAT64)
                .with("activation", activation)
                .with("residual", true);
        NormalizationLayer<?, ?> layer =
                Kernels.SCALAR.create(Compiled.withoutVectors(source), source.className(), Threads.callingThread());
        for (boolean isTraining : new boolean[] {true, false}) {
            LayerRun.Input input = LayerRun.Input.random(source.algorithm(), 21, isTraining, BATCH);
            Slopes slopes = new Slopes(layer, input, LayerRun.of(layer, input, BATCH));
            slopes.check("dx", input.x(), input::withX);
            slopes.check("dResidual", input.residual().orElseThrow(), input::withResidual);
            slopes.check("dgamma", input.variables().get("gamma"), gamma -> input.withVariable("gamma", gamma));
            slopes.check("dbeta", input.variables().get("beta"), beta -> input.withVariable("beta", beta));
        }
    }

    private record Slopes(NormalizationLayer<?, ?> layer, LayerRun.Input input, LayerRun run) {

        void check(String gradient, double[] values, Function<double[], LayerRun.Input> replaced) {
            double[] found = run.values().get(gradient);
            assertEquals(values.length, found.length);
            for (int i = 0; i < values.length; i++) {
                double above = loss(replaced.apply(shifted(values, i, STEP)));
                double below = loss(replaced.apply(shifted(values, i, -STEP)));
                double slope = (above - below) / (2 * STEP);
                assertEquals(slope, found[i], 1e-7 * Math.max(1, Math.abs(slope)), gradient + "[" + i + "]");
            }
        }

        private double loss(LayerRun.Input changed) {
            double[] y = LayerRun.of(layer, changed, BATCH).values().get("y");
            double loss = 0;
            for (int i = 0; i < y.length; i++) {
                loss += y[i] * input.dy()[i];
            }
            return loss;
        }

        private static double[] shifted(double[] values, int position, double step) {
            double[] shifted = values.clone();
            shifted[position] += step;
            return shifted;
        }
    }
}
