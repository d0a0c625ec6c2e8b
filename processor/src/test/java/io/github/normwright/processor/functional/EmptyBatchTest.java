package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.normwright.api.Fused;
import io.github.normwright.api.MaskRule;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.Profile;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A batch without samples, whose mean is 0 / 0 in every system. */
class EmptyBatchTest {

    /** Of rank 4, so that TensorFlow's fused kernel runs. */
    private static final LayerSource SOURCE =
            LayerSource.of(shape(DYNAMIC, 1, 1, 2), -1).with("momentum", 0.5);

    private static final double[] NANS = {Double.NaN, Double.NaN};

    @ParameterizedTest
    @EnumSource
    void spoilsMovingStatisticsInEachSystem(Profile profile) {
        for (Kernels kernel : List.of(Kernels.SCALAR, Kernels.VECTOR_512)) {
            assertSpoils(TestedLayer.of(SOURCE.with("profile", profile), kernel));
        }
    }

    @Test
    void spoilsThemWithoutTheFusedKernelToo() {
        assertSpoils(TestedLayer.of(SOURCE.with("profile", Profile.TF_KERAS).with("fused", Fused.FORBIDDEN)));
    }

    private static void assertSpoils(TestedLayer layer) {
        TestedLayer.Use use = layer.use();
        assertEquals(0, use.train().length);
        use.runUpdates();
        assertArrayEquals(NANS, layer.get("moving_mean"));
        assertArrayEquals(NANS, layer.get("moving_variance"));
        assertEquals(0, use.backward().length);
        assertArrayEquals(new double[] {0, 0}, use.gradient("beta"));
    }

    @Test
    void doesNotIfBatchesThatAreNotFiniteAreSkipped() {
        assertKeeps(SOURCE.with("nonFinite", NonFinite.SKIP));
    }

    @Test
    void doesNotWhereAMaskIsExact() {
        assertKeeps(SOURCE.with("mask", true).with("maskRule", MaskRule.EXACT));
    }

    /** There is no virtual batch that could follow the others. */
    @Test
    void doesNotWhereVirtualBatchesFollowOneAnother() {
        assertKeeps(SOURCE.with("virtualBatchSize", 2).with("virtualBatchUpdates", VirtualBatchUpdates.SEQUENTIAL));
    }

    private static void assertKeeps(LayerSource source) {
        TestedLayer layer = TestedLayer.of(source);
        Map<String, double[]> before = layer.variables();
        TestedLayer.Use use = layer.use();
        if (source.settings().containsKey("mask")) {
            use.argument("mask");
        }
        assertEquals(0, use.train().length);
        layer.variables().forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
        assertEquals(0, use.backward().length);
        assertArrayEquals(new double[] {0, 0}, use.gradient("beta"));
    }

    @Test
    void inferenceDoesNotMind() {
        TestedLayer layer = TestedLayer.of(SOURCE);
        TestedLayer.Use use = layer.use();
        assertEquals(0, layer.infer().length);
        assertEquals(0, use.infer().length);
        assertEquals(0, use.backward().length);
        assertArrayEquals(new double[] {0, 0}, use.gradient("gamma"));
        assertArrayEquals(new double[] {0, 0}, use.gradient("beta"));
        assertFalse(Double.isNaN(layer.get("moving_mean")[0]));
    }
}
