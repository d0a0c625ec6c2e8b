package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.api.Profile;
import io.github.normwright.api.Switch;
import io.github.normwright.kernels.Replicas;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.ReplicaRun;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A batch with one value per channel, whose variance is 0 whatever the value. */
class SingleValueTest {

    private static final LayerSource SOURCE = LayerSource.of(shape(DYNAMIC, 2), -1);
    private static final LayerSource TORCH = SOURCE.with("profile", Profile.TORCH);

    private static void assertRefuses(LayerSource source) {
        TestedLayer layer = TestedLayer.of(source);
        Map<String, double[]> before = layer.variables();
        TestedLayer.Use use = layer.use();
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> use.train(5, -7));
        assertEquals("expected at least 2 values per channel in training, found 1", refused.getMessage());
        assertArrayEquals(new double[] {TestedLayer.UNTOUCHED, TestedLayer.UNTOUCHED}, use.output());
        layer.variables().forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
    }

    @Test
    void pyTorchRefusesIt() {
        assertRefuses(TORCH);
    }

    @Test
    void othersRefuseItIfAskedTo() {
        assertRefuses(SOURCE.with("refuseSingleValues", Switch.ON));
    }

    @ParameterizedTest
    @EnumSource
    void itsOutputIsBetaAndHasNoGradient(Profile profile) {
        TestedLayer layer = TestedLayer.of(SOURCE.with("profile", profile)
                        .with("refuseSingleValues", Switch.OFF)
                        .with("momentum", 0.5))
                .set("gamma", 3, 4)
                .set("beta", 0.25, -1);
        TestedLayer.Use use = layer.use();
        assertArrayEquals(new double[] {0.25, -1}, use.train(5, -7));
        use.runUpdates();
        assertArrayEquals(new double[] {2.5, -3.5}, layer.get("moving_mean"));
        // No correction can make anything of a variance of 0.
        assertArrayEquals(new double[] {0.5, 0.5}, layer.get("moving_variance"));
        assertArrayEquals(new double[] {0, 0}, use.backward(2, 3));
        assertArrayEquals(new double[] {0, 0}, use.gradient("gamma"));
        assertArrayEquals(new double[] {2, 3}, use.gradient("beta"));
    }

    @Test
    void twoValuesAreEnough() {
        TestedLayer layer = TestedLayer.of(TORCH);
        double[] y = layer.use().train(1, 2, 3, 6);
        assertEquals(1 / Math.sqrt(1 + 1e-5), y[2], 1e-6);
        // Shares of 0.9 and 0.1, and unbiased variances of 2 and 8.
        assertArrayEquals(new double[] {1.1, 1.7}, layer.get("moving_variance"), 1e-6);
    }

    /** One sample is enough if it has several values per channel, and a batch may be empty. */
    @Test
    void valuesCountAndNotSamples() {
        TestedLayer layer =
                TestedLayer.of(LayerSource.of(shape(DYNAMIC, 2, 2), -1).with("profile", Profile.TORCH));
        assertEquals(4, layer.use().train(1, 2, 3, 6).length);
        assertEquals(0, layer.use().train().length);
    }

    @Test
    void inferenceTakesIt() {
        TestedLayer layer = TestedLayer.of(TORCH);
        assertEquals(5 / Math.sqrt(1 + 1e-5), layer.infer(5, -7)[0], 1e-6);
        assertEquals(5 / Math.sqrt(1 + 1e-5), layer.use().infer(5, -7)[0], 1e-6);
    }

    @Test
    void replicasThatHaveSeveralValuesTogetherMayHaveOneEach() {
        TestedLayer layer = TestedLayer.of(LayerSource.of(shape(DYNAMIC, 2), -1)
                .with("momentum", 0.5)
                .with("profile", Profile.TORCH)
                .with("synchronizedStatistics", true));
        Replicas group = Replicas.of(2);
        List<TestedLayer.Use> uses = List.of(layer.use(group, 0), layer.use(group, 1));
        ReplicaRun.run(2, replica -> uses.get(replica).train(replica, 4));
        assertArrayEquals(new double[] {0.25, 2}, layer.get("moving_mean"));
    }

    @Test
    void virtualBatchesOfOneAreRefusedWhereSingleValuesAre() {
        TestedLayer layer = TestedLayer.of(LayerSource.of(shape(DYNAMIC, 2), -1)
                .with("virtualBatchSize", 1)
                .with("refuseSingleValues", Switch.ON));
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> layer.use().train(1, 2, 3, 4));
        assertEquals("expected at least 2 values per channel in training, found 1", thrown.getMessage());
    }
}
