package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.MaskRule;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of masks by hand: what counts, what nothing at all counts for, and what leaks from under a mask. */
class MaskedBatchTest {

    private static final double EPSILON = 1e-3;

    /** Keras adds it to the number of values. */
    private static final double KERAS_EPSILON = 1e-7;

    private static final LayerSource SOURCE =
            LayerSource.of(shape(DYNAMIC, 2), -1).with("mask", true).with("momentum", 0.5);

    /** Four samples, the second of which is to be masked. */
    private static final double[] X = {1, -2, 900, 700, 3, -4, 8, -6};

    private static TestedLayer layer(LayerSource source, Kernels kernel) {
        return TestedLayer.of(source, kernel)
                .set("moving_mean", 10, 20)
                .set("moving_variance", 4, 9)
                .set("beta", 1, 2);
    }

    private static TestedLayer layer(MaskRule rule) {
        return layer(SOURCE.with("maskRule", rule), Kernels.SCALAR);
    }

    private static void assertNormalized(
            double[] x, double[] y, int channel, double mean, double variance, double beta) {
        for (int i = channel; i < x.length; i += 2) {
            double expected = (x[i] - mean) / Math.sqrt(variance + EPSILON) + beta;
            assertEquals(expected, y[i], 1e-5 * Math.max(1, Math.abs(expected)), "y[" + i + "]");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROFILE")
    void everyValueIsNormalizedByThoseThatCount(MaskRule rule) {
        for (Kernels kernel : List.of(Kernels.SCALAR, Kernels.VECTOR_512)) {
            TestedLayer layer = layer(SOURCE.with("maskRule", rule), kernel);
            double[] y = layer.use().argument("mask", 1, 0, 1, 1).train(X);
            // 1, 3 and 8 count, and -2, -4 and -6.
            assertNormalized(X, y, 0, 4, 26 / 3.0, 1);
            assertNormalized(X, y, 1, -4, 8 / 3.0, 2);
            assertArrayEquals(new double[] {7, 8}, layer.get("moving_mean"), 2e-6);
            assertArrayEquals(new double[] {2 + 13 / 3.0, 4.5 + 4 / 3.0}, layer.get("moving_variance"), 2e-6);
        }
    }

    @Test
    void aMaskOfOnesIsNone() {
        TestedLayer plain = TestedLayer.of(SOURCE.with("mask", false));
        TestedLayer.Use plainUse = plain.use();
        double[] y = plainUse.train(X);
        double[] dx = plainUse.backward(X);
        for (MaskRule rule : List.of(MaskRule.WEIGHTS, MaskRule.EXACT)) {
            TestedLayer layer = TestedLayer.of(SOURCE.with("maskRule", rule));
            TestedLayer.Use use = layer.use().argument("mask", 1, 1, 1, 1);
            assertArrayEquals(y, use.train(X), 1e-6);
            assertArrayEquals(dx, use.backward(X), 1e-4);
            plain.variables().forEach((name, values) -> assertArrayEquals(values, layer.get(name), 1e-2, name));
        }
    }

    /** Twice a value is the same as the value with a weight of 2, but not to Keras, which only asks whether it counts. */
    @ParameterizedTest
    @CsvSource({"WEIGHTS, 4, 12", "EXACT, 4, 12", "KERAS_3, 5.3333333, 16.8888889", "KERAS_3_6, 5.3333333, 16.8888889"})
    void weightsCountWhereTheyAreWeights(MaskRule rule, double mean, double variance) {
        TestedLayer layer = layer(rule);
        // 0 has a weight of 2, 6 of 2.5, 10 of 0.5.
        double[] y = layer.use().argument("mask", 2, 2.5, 0, 0.5).train(0, 0, 6, 6, 99, 99, 10, 10);
        assertEquals(5 + mean * 0.5, layer.get("moving_mean")[0], 2e-6);
        assertEquals(2 + variance * 0.5, layer.get("moving_variance")[0], 1e-5);
        assertEquals((6 - mean) / Math.sqrt(variance + EPSILON) + 1, y[2], 1e-5);
    }

    /** A mean of 0 and a variance of 0, which the moving statistics follow. */
    @ParameterizedTest
    @EnumSource(names = {"WEIGHTS", "KERAS_3", "KERAS_3_6"})
    void nothingCountsAsZeros(MaskRule rule) {
        TestedLayer layer = layer(rule);
        TestedLayer.Use use = layer.use().argument("mask", 0, 0, 0, 0);
        double[] y = use.train(X);
        assertNormalized(X, y, 0, 0, 0, 1);
        assertNormalized(X, y, 1, 0, 0, 2);
        assertArrayEquals(new double[] {5, 10}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {2, 4.5}, layer.get("moving_variance"));
        // No statistic depends on any value.
        double[] dx = use.backward(X);
        for (int i = 0; i < X.length; i++) {
            assertEquals(X[i] / Math.sqrt(EPSILON), dx[i], 1e-5 * Math.abs(dx[i]));
        }
    }

    @Test
    void nothingCountsAsMovingStatisticsWhereRulesAreExact() {
        TestedLayer layer = layer(MaskRule.EXACT);
        TestedLayer.Use use = layer.use().argument("mask", 0, 0, 0, 0);
        double[] y = use.train(X);
        assertNormalized(X, y, 0, 10, 4, 1);
        assertNormalized(X, y, 1, 20, 9, 2);
        assertArrayEquals(new double[] {10, 20}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {4, 9}, layer.get("moving_variance"));
        double[] dx = use.backward(X);
        for (int i = 0; i < X.length; i++) {
            assertEquals(X[i] / Math.sqrt((i % 2 == 0 ? 4 : 9) + EPSILON), dx[i], 1e-5 * Math.abs(dx[i]));
        }
    }

    /** A mask for each value may leave a channel without any while others have some. */
    @Test
    void exactRulesGoChannelByChannel() {
        TestedLayer layer =
                layer(SOURCE.with("maskRule", MaskRule.EXACT).with("maskAxes", List.of(0, 1)), Kernels.SCALAR);
        double[] y = layer.use().argument("mask", 1, 0, 0, 0, 1, 0, 1, 0).train(X);
        assertNormalized(X, y, 0, 4, 26 / 3.0, 1);
        assertNormalized(X, y, 1, 20, 9, 2);
        assertArrayEquals(new double[] {7, 20}, layer.get("moving_mean"), 2e-6);
        assertArrayEquals(new double[] {2 + 13 / 3.0, 9}, layer.get("moving_variance"), 2e-6);
    }

    @ParameterizedTest
    @CsvSource({"WEIGHTS, true", "KERAS_3, false", "KERAS_3_6, false", "EXACT, false"})
    void whatIsMaskedLeaksFromWeightsOnly(MaskRule rule, boolean leaks) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            TestedLayer layer = layer(rule);
            double[] x = X.clone();
            x[2] = bad;
            TestedLayer.Use use = layer.use().argument("mask", 1, 0, 1, 1);
            double[] y = use.train(x);
            assertEquals(leaks, Double.isNaN(layer.get("moving_mean")[0]));
            assertEquals(leaks, Double.isNaN(layer.get("moving_variance")[0]));
            assertEquals(leaks, Double.isNaN(y[0]));
            // Normalized it is, for better or worse.
            assertFalse(Double.isFinite(y[2]));
            assertTrue(DoubleStream.of(y[1], y[3], y[5], y[7]).allMatch(Double::isFinite));
            assertEquals(8, layer.get("moving_mean")[1], 2e-6);
        }
    }

    /** The gradient of a masked value has no part of the sums. */
    @ParameterizedTest
    @EnumSource(names = {"WEIGHTS", "EXACT"})
    void gradientsFollowTheWeights(MaskRule rule) {
        TestedLayer.Use use = layer(rule).use().argument("mask", 2, 0, 1, 1);
        double[] x = {1, 0, 5, 0, 3, 0, 7, 0};
        double[] dy = {1, 0, 2, 0, -4, 0, 3, 0};
        double[] weights = {2, 0, 1, 1};
        use.train(x);
        double[] dx = use.backward(dy);
        // The mean of 1, 1, 3, 7, and their variance.
        double stddev = Math.sqrt(6 + EPSILON);
        double dySum = 0;
        double dyNormalizedSum = 0;
        for (int i = 0; i < 8; i += 2) {
            dySum += dy[i];
            dyNormalizedSum += dy[i] * (x[i] - 3) / stddev;
        }
        for (int sample = 0; sample < 4; sample++) {
            double share = weights[sample] / 4;
            double normalized = (x[2 * sample] - 3) / stddev;
            double expected = (dy[2 * sample] - share * dySum - share * normalized * dyNormalizedSum) / stddev;
            assertEquals(expected, dx[2 * sample], 1e-6, "sample " + sample);
        }
        assertEquals(dySum, use.gradient("beta")[0], 1e-6);
        assertEquals(dyNormalizedSum, use.gradient("gamma")[0], 1e-6);
    }

    /** One value that counts: what Keras adds to the number of values shows in the mean, if it is large. */
    @Test
    void kerasDividesByALittleTooMuch() {
        LayerSource source = SOURCE.with("maskRule", MaskRule.KERAS_3).as(DType.FLOAT64);
        TestedLayer layer = layer(source, Kernels.SCALAR);
        layer.use().argument("mask", 0, 1).train(5, 5, 1e6, 1);
        double mean = 1e6 / (1 + KERAS_EPSILON);
        assertEquals(5 + mean / 2, layer.get("moving_mean")[0], 1e-6);
        double variance = (1e6 - mean) * (1e6 - mean) / (1 + KERAS_EPSILON);
        assertEquals(2 + variance / 2, layer.get("moving_variance")[0], 1e-9);
    }

    /** Channels first: the mask goes along the channels, and the last axis counts once, so that sums are too large. */
    @Test
    void keras36CountsTheLastAxisOnce() {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 2, 3), 1)
                .with("mask", true)
                .with("maskRule", MaskRule.KERAS_3_6)
                .with("momentum", 0.0);
        TestedLayer layer = TestedLayer.of(source);
        layer.use().argument("mask", 1, 1, 1, 0).train(1, 2, 3, 10, 20, 30, 4, 5, 9, 0, 0, 0);
        // Sums over two samples and over one, divided by 2 and by 1.
        assertArrayEquals(new double[] {12, 60}, layer.get("moving_mean"), 1e-5);
        double first = (121 + 100 + 81 + 64 + 49 + 9) / 2.0;
        double second = 50 * 50 + 40 * 40 + 30 * 30;
        assertArrayEquals(new double[] {first, second}, layer.get("moving_variance"), 2e-3);
    }

    @ParameterizedTest
    @CsvSource({"KERAS_3, KERAS_3", "TF_KERAS, WEIGHTS"})
    void eachSystemHasARule(Profile profile, MaskRule rule) {
        LayerSource source = SOURCE.with("profile", profile);
        TestedLayer usual = layer(source, Kernels.SCALAR);
        TestedLayer named = layer(source.with("maskRule", rule), Kernels.SCALAR);
        assertArrayEquals(
                named.use().argument("mask", 1, 0, 0.5, 3).train(X),
                usual.use().argument("mask", 1, 0, 0.5, 3).train(X));
    }

    @Test
    void whereNothingCountsNothingIsCounted() {
        LayerSource exact =
                LayerSource.of(shape(DYNAMIC, 1), -1).with("mask", true).with("maskRule", MaskRule.EXACT);
        TestedLayer cumulative = TestedLayer.of(exact.with("cumulativeAverage", true));
        cumulative.use().argument("mask", 0, 0).train(100, 200);
        cumulative.use().argument("mask", 1, 1).train(3, 5);
        assertArrayEquals(new double[] {1}, cumulative.get("batches_tracked"));
        assertArrayEquals(new double[] {4}, cumulative.get("moving_mean"));

        TestedLayer weighted = TestedLayer.of(exact.with("momentum", 0.0)
                .with("renorm", true)
                .with("renormMomentum", 0.5)
                .with("renormAlgorithm", RenormAlgorithm.WEIGHTED_AVERAGES));
        weighted.use().argument("mask", 0, 0).train(100, 200);
        weighted.use().argument("mask", 1, 1).train(3, 5);
        assertArrayEquals(new double[] {0.5}, weighted.get("renorm_mean_weight"));
        assertArrayEquals(new double[] {4}, weighted.get("moving_mean"));
    }

    @Test
    void virtualBatchesThatNothingCountsInAreNotAveraged() {
        TestedLayer layer = TestedLayer.of(LayerSource.of(shape(DYNAMIC, 1), -1)
                .with("momentum", 0.5)
                .with("mask", true)
                .with("maskRule", MaskRule.EXACT)
                .with("virtualBatchSize", 2)
                .with("virtualBatches", VirtualBatches.CONTIGUOUS));
        layer.set("moving_mean", 10).set("moving_variance", 4);
        layer.use().argument("mask", 1, 1, 0, 0).train(1, 3, 100, 200);
        assertArrayEquals(new double[] {6}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {2.5}, layer.get("moving_variance"));
    }
}
