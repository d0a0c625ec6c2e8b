package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.Profile;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import org.junit.jupiter.api.Test;

/** The moving statistics of instance normalization, by hand. */
class InstanceStatisticsTest {

    private static final LayerSource SOURCE = LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 1, 2), 1)
            .with("trackRunningStats", true)
            .with("momentum", 0.5);
    private static final LayerSource SINGLE =
            LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 1), 1).with("profile", Profile.KERAS_3);

    @Test
    void followTheAveragesOfTheSamples() {
        TestedLayer layer = TestedLayer.of(SOURCE);
        TestedLayer.Use use = layer.use();
        // Means 2 and 6, unbiased variances 2 and 8: averages of 4 and 5.
        use.train(1, 3, 4, 8);
        assertArrayEquals(new double[] {2}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {3}, layer.get("moving_variance"));
        use.train(0, 4);
        assertArrayEquals(new double[] {2}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {5.5}, layer.get("moving_variance"));
        double[] expected = {1 / Math.sqrt(5.5 + 1e-5), -2 / Math.sqrt(5.5 + 1e-5)};
        assertArrayEquals(expected, layer.infer(3, 0), 1e-6);
        assertArrayEquals(expected, use.infer(3, 0), 1e-6);
        assertArrayEquals(new double[] {5.5}, layer.get("moving_variance"));
    }

    @Test
    void momentumIsTheShareThatIsKeptWhereTheProfileHasItSo() {
        TestedLayer layer =
                TestedLayer.of(SOURCE.with("profile", Profile.KERAS_3).with("momentum", 0.75));
        layer.use().train(1, 3, 4, 8);
        assertArrayEquals(new double[] {1}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {2}, layer.get("moving_variance"));
    }

    @Test
    void aSingleValueHasNoVarianceToCorrect() {
        TestedLayer layer =
                TestedLayer.of(SINGLE.with("trackRunningStats", true).with("momentum", 0.5));
        assertArrayEquals(new double[] {0, 0}, layer.use().train(5, 7));
        assertArrayEquals(new double[] {3}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {0.5}, layer.get("moving_variance"));
    }

    /** A size that is known only at run time is checked then. */
    @Test
    void pyTorchRefusesSingleValuesBeforeAnythingChanges() {
        LayerSource source = LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 1, DYNAMIC), 1)
                .with("trackRunningStats", true);
        NormalizationLayer<?, ?> layer =
                Kernels.SCALAR.create(Compiled.withoutVectors(source), source.className(), Threads.callingThread());
        LayerRun.Input input = LayerRun.Input.random(source.algorithm(), 1, true, 2, 1);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> LayerRun.of(layer, input, 2, 1));
        assertEquals("expected at least 2 values per channel in training, found 1", refused.getMessage());
    }

    @Test
    void withoutThemInferenceUsesTheSamples() {
        LayerSource source = LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 1, 2), 1);
        TestedLayer layer = TestedLayer.of(source);
        assertEquals(2, layer.variables().size());
        assertArrayEquals(layer.use().train(1, 3, 4, 8), layer.infer(1, 3, 4, 8));
    }
}
