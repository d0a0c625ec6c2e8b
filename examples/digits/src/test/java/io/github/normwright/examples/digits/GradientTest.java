package io.github.normwright.examples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Compares the gradients of a whole network with finite differences of its loss. */
class GradientTest {

    private static final int BATCH = 12;
    private static final int INPUTS = 5;
    private static final int CLASSES = 3;

    /** Small enough for the loss to be nearly straight, large enough to rise above the rounding of float. */
    private static final float STEP = 1f / 256;

    private static final double TOLERANCE = 2e-5;

    private final Random random = new Random(1);
    private final DenseLayer first = new DenseLayer(INPUTS, HiddenNorm.UNITS, random);
    private final BatchNormalizationLayer normalization = new BatchNormalizationLayer();
    private final DenseLayer last = new DenseLayer(HiddenNorm.UNITS, CLASSES, random);
    private final Network network = new Network(List.of(first, normalization, new SigmoidLayer(), last));

    private final FMatrixRMaj x = randomMatrix(BATCH, INPUTS);
    private final int[] labels = random.ints(BATCH, 0, CLASSES).toArray();
    private final FMatrixRMaj dx =
            network.backward(CrossEntropy.of(network.train(x), labels).gradient());

    @Test
    void inputGradient() {
        assertGradient(x.data, dx.data);
    }

    @Test
    void gradientsOfTheFirstLayerPassThroughTheNormalization() {
        assertGradient(first.weights.data, first.weightsGradient.data);
    }

    /** The normalization subtracts what the bias adds. */
    @Test
    void aBiasBeforeANormalizationHasNoGradient() {
        for (float gradient : first.biasGradient.data) {
            assertEquals(0, gradient, 1e-7);
        }
    }

    @Test
    void gradientsOfTheLastLayer() {
        assertGradient(last.weights.data, last.weightsGradient.data);
        assertGradient(last.bias.data, last.biasGradient.data);
    }

    @Test
    void gradientOfGamma() {
        float[] gamma = randomMatrix(1, HiddenNorm.UNITS).data;
        normalization.norm.gamma().set(gamma);
        network.backward(CrossEntropy.of(network.train(x), labels).gradient());
        float[] gradient = normalization.context.gammaGradient().clone();
        assertGradient(gamma, gradient, () -> normalization.norm.gamma().set(gamma));
    }

    @Test
    void gradientOfBeta() {
        float[] beta = normalization.norm.beta().values();
        float[] gradient = normalization.context.betaGradient().clone();
        assertGradient(beta, gradient, () -> normalization.norm.beta().set(beta));
    }

    private void assertGradient(float[] values, float[] gradient) {
        assertGradient(values, gradient, () -> {});
    }

    /**
     * Compares each number of a gradient.
     *
     * @param values what the loss depends on
     * @param changed is run after each change of a value
     */
    private void assertGradient(float[] values, float[] gradient, Runnable changed) {
        assertEquals(values.length, gradient.length);
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            values[i] = value + STEP;
            changed.run();
            double above = loss();
            values[i] = value - STEP;
            changed.run();
            double below = loss();
            values[i] = value;
            changed.run();
            assertEquals((above - below) / (2 * STEP), gradient[i], TOLERANCE, "of value " + i);
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        assertTrue(largest > 300 * TOLERANCE, "the largest one is " + largest);
    }

    private double loss() {
        return CrossEntropy.of(network.train(x), labels).loss();
    }

    private FMatrixRMaj randomMatrix(int rows, int columns) {
        FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
