package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Profile;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an infinity or a value that is not a number does to its channel, and that it does nothing to the others. */
class NonFiniteValuesTest {

    private static final int CHANNELS = 18;
    private static final int BATCH = 4;
    private static final int BAD = 5;
    private static final LayerSource SOURCE =
            LayerSource.of(shape(DYNAMIC, CHANNELS), -1).with("momentum", 0.5);

    /** Finite, except for one value of one channel. */
    private static double[] with(double bad) {
        double[] x = new double[BATCH * CHANNELS];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * 37 % 11 - 5;
        }
        x[CHANNELS + BAD] = bad;
        return x;
    }

    /** A step of training by name: the output, gradients, variables. */
    private static Map<String, double[]> step(LayerSource source, Kernels kernel, double bad) {
        TestedLayer layer = TestedLayer.of(source, kernel);
        TestedLayer.Use use = layer.use();
        double[] y = use.train(with(bad));
        double[] dx = use.backward(with(1));
        use.runUpdates();
        Map<String, double[]> results = layer.variables();
        results.put("y", y);
        results.put("dx", dx);
        results.put("dgamma", use.gradient("gamma"));
        return results;
    }

    private static void assertOnlyOneChannelDiffers(LayerSource source, Kernels kernel, double bad) {
        Map<String, double[]> expected = step(source, kernel, 3);
        step(source, kernel, bad).forEach((name, values) -> {
            for (int i = 0; i < values.length; i++) {
                boolean isPerChannel = values.length >= CHANNELS;
                if (!isPerChannel || i % CHANNELS != BAD) {
                    assertEquals(expected.get(name)[i], values[i], name + "[" + i + "]");
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void otherChannelsDoNotNotice(double bad) {
        for (Kernels kernel : new Kernels[] {Kernels.SCALAR, Kernels.VECTOR_512}) {
            assertOnlyOneChannelDiffers(SOURCE, kernel, bad);
            assertOnlyOneChannelDiffers(SOURCE.with("renorm", true), kernel, bad);
            assertOnlyOneChannelDiffers(SOURCE.with("virtualBatchSize", 2), kernel, bad);
        }
    }

    @Test
    void allOutputsOfTheChannelAreSpoilt() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Map<String, double[]> step = step(SOURCE, Kernels.SCALAR, bad);
            for (int sample = 0; sample < BATCH; sample++) {
                assertTrue(Double.isNaN(step.get("y")[sample * CHANNELS + BAD]));
                assertTrue(Double.isNaN(step.get("dx")[sample * CHANNELS + BAD]));
            }
        }
    }

    /** Other samples are in the other virtual batch. */
    @Test
    void outputsOfOtherVirtualBatchesAreNot() {
        double[] y = step(SOURCE.with("virtualBatchSize", 2), Kernels.SCALAR, Double.NaN)
                .get("y");
        assertTrue(Double.isNaN(y[CHANNELS + BAD]));
        assertTrue(Double.isNaN(y[3 * CHANNELS + BAD]));
        assertTrue(Double.isFinite(y[BAD]));
        assertTrue(Double.isFinite(y[2 * CHANNELS + BAD]));
    }

    @ParameterizedTest
    @EnumSource
    void movingStatisticsAreSpoiltInEachSystem(Profile profile) {
        LayerSource source = SOURCE.with("profile", profile);
        Map<String, double[]> step = step(source, Kernels.SCALAR, Double.NaN);
        assertTrue(Double.isNaN(step.get("moving_mean")[BAD]));
        assertTrue(Double.isNaN(step.get("moving_variance")[BAD]));
        for (double infinity : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Map<String, double[]> infinite = step(source, Kernels.SCALAR, infinity);
            assertEquals(infinity, infinite.get("moving_mean")[BAD]);
            assertTrue(Double.isNaN(infinite.get("moving_variance")[BAD]));
        }
    }

    /** Nothing of the batch is taken, and nothing times an infinity is not a number. */
    @ParameterizedTest
    @EnumSource(names = {"KERAS_3", "TF_KERAS", "TORCH"})
    void aMomentumThatTakesNothingDoesNotProtect(Profile profile) {
        LayerSource source = SOURCE.with("profile", profile).with("momentum", profile == Profile.TORCH ? 0.0 : 1.0);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Map<String, double[]> step = step(source, Kernels.SCALAR, bad);
            assertTrue(Double.isNaN(step.get("moving_mean")[BAD]));
            assertTrue(Double.isNaN(step.get("moving_variance")[BAD]));
            assertEquals(0, step.get("moving_mean")[0]);
        }
    }

    @Test
    void inferenceSpoilsSingleValuesOnly() {
        TestedLayer layer = TestedLayer.of(SOURCE);
        double[] expected = layer.infer(with(3));
        double[] found = layer.infer(with(Double.NaN));
        expected[CHANNELS + BAD] = Double.NaN;
        assertArrayEquals(expected, found);
    }
}
