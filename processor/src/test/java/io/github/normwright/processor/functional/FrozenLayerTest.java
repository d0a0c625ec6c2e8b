package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Profile;
import io.github.normwright.api.Switch;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a layer that does not learn still does, in each system, and how each point of it can be had alone. */
class FrozenLayerTest {

    private static final double EPSILON = 1e-3;
    private static final LayerSource SOURCE =
            LayerSource.of(shape(DYNAMIC, 2), -1).with("momentum", 0.5);

    /** A mean of 2 and a variance of 1 in the first channel, of 4 and 4 in the second. */
    private static final double[] X = {1, 2, 3, 6};

    private static final double[] DY = {1, 2, 4, 8};

    private static TestedLayer layer(LayerSource source) {
        return TestedLayer.of(source)
                .set("gamma", 2, 4)
                .set("beta", 0.5, 1)
                .set("moving_mean", 10, 20)
                .set("moving_variance", 9, 16);
    }

    /** One step of training, and what came of it. */
    private static final class Step {

        final TestedLayer layer;
        final TestedLayer.Use use;
        final double[] y;
        final boolean hadUpdates;
        final Set<String> changed = new LinkedHashSet<>();

        Step(LayerSource source) {
            layer = layer(source);
            use = layer.use();
            Map<String, double[]> before = layer.variables();
            y = use.train(X);
            hadUpdates = use.runUpdates();
            layer.variables().forEach((name, values) -> {
                if (!Arrays.equals(values, before.get(name))) {
                    changed.add(name);
                }
            });
        }

        Step assertNormalizesByTheBatch() {
            return assertNormalizesBy(2, 1, 4, 4);
        }

        Step assertNormalizesByMovingStatistics() {
            return assertNormalizesBy(10, 9, 20, 16);
        }

        private Step assertNormalizesBy(double mean0, double variance0, double mean1, double variance1) {
            for (int i = 0; i < X.length; i += 2) {
                assertEquals((X[i] - mean0) / Math.sqrt(variance0 + EPSILON) * 2 + 0.5, y[i], 1e-5);
                assertEquals((X[i + 1] - mean1) / Math.sqrt(variance1 + EPSILON) * 4 + 1, y[i + 1], 1e-5);
            }
            return this;
        }

        Step assertChanges(String... names) {
            assertEquals(Set.of(names), changed);
            return this;
        }

        Step assertTrainable(boolean isTrainable) {
            assertEquals(isTrainable, layer.variable("gamma").isTrainable());
            assertEquals(isTrainable, layer.variable("beta").isTrainable());
            assertEquals(false, layer.variable("moving_mean").isTrainable());
            assertEquals(true, layer.variable("gamma").isParameter());
            return this;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KERAS_3, false, false",
        "TF_KERAS, false, false",
        "TF_KERAS_V1, true, false",
        "TF_LAYERS, true, false",
        "TF_LAYERS_1_4, true, true"
    })
    void eachSystemFreezesInItsOwnWay(Profile profile, boolean usesBatch, boolean updates) {
        Step step = new Step(SOURCE.with("profile", profile).with("trainable", false)).assertTrainable(false);
        if (usesBatch) {
            step.assertNormalizesByTheBatch();
        } else {
            step.assertNormalizesByMovingStatistics();
        }
        step.assertChanges(updates ? new String[] {"moving_mean", "moving_variance"} : new String[0]);
        assertEquals(updates, step.hadUpdates);
    }

    /** The class of TensorFlow 1.15 keeps its renorm statistics going; nobody else does, except 1.4, where all go on. */
    @ParameterizedTest
    @CsvSource({
        "TF_KERAS_V1, renorm_mean renorm_stddev",
        "TF_LAYERS, ''",
        "TF_LAYERS_1_4, moving_mean moving_variance renorm_mean renorm_stddev renorm_mean_weight renorm_stddev_weight"
    })
    void renormStatisticsOfAFrozenLayer(Profile profile, String changed) {
        Step step = new Step(
                SOURCE.with("profile", profile).with("trainable", false).with("renorm", true));
        step.assertChanges(changed.isEmpty() ? new String[0] : changed.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"KERAS_3", "TF_KERAS"})
    void aFrozenLayerWithMovingStatisticsDoesNotRenormalize(Profile profile) {
        new Step(SOURCE.with("profile", profile).with("trainable", false).with("renorm", true))
                .assertNormalizesByMovingStatistics()
                .assertChanges();
    }

    @Test
    void gradientsFlowThroughMovingStatistics() {
        Step step = new Step(SOURCE.with("trainable", false));
        double[] dx = step.use.backward(DY);
        double inverse0 = 1 / Math.sqrt(9 + EPSILON);
        double inverse1 = 1 / Math.sqrt(16 + EPSILON);
        double[] expected = {DY[0] * 2 * inverse0, DY[1] * 4 * inverse1, DY[2] * 2 * inverse0, DY[3] * 4 * inverse1};
        assertArrayEquals(expected, dx, 1e-6);
        double[] dgamma = {
            (DY[0] * (X[0] - 10) + DY[2] * (X[2] - 10)) * inverse0,
            (DY[1] * (X[1] - 20) + DY[3] * (X[3] - 20)) * inverse1
        };
        assertArrayEquals(dgamma, step.use.gradient("gamma"), 1e-5);
        assertArrayEquals(new double[] {5, 10}, step.use.gradient("beta"));
    }

    @Test
    void frozenParametersAreOnlyMarked() {
        new Step(SOURCE.with("freezeParameters", Switch.ON))
                .assertTrainable(false)
                .assertNormalizesByTheBatch()
                .assertChanges("moving_mean", "moving_variance");
        new Step(SOURCE.with("freezeParameters", Switch.OFF).with("trainable", false))
                .assertTrainable(true)
                .assertNormalizesByMovingStatistics()
                .assertChanges();
        Step step = new Step(SOURCE.with("freezeParameters", Switch.ON));
        step.use.backward(DY);
        assertArrayEquals(new double[] {5, 10}, step.use.gradient("beta"));
    }

    @Test
    void frozenStatisticsAreLeftAlone() {
        new Step(SOURCE.with("freezeStatistics", Switch.ON))
                .assertTrainable(true)
                .assertNormalizesByTheBatch()
                .assertChanges();
        new Step(SOURCE.with("freezeStatistics", Switch.OFF).with("trainable", false))
                .assertTrainable(false)
                .assertNormalizesByMovingStatistics()
                .assertChanges("moving_mean", "moving_variance");
        new Step(SOURCE.with("freezeStatistics", Switch.ON)
                        .with("trainable", false)
                        .with("profile", Profile.TF_KERAS_V1)
                        .with("renorm", true))
                .assertChanges();
    }

    @Test
    void movingStatisticsTakeThePlaceOfTheBatch() {
        Step step = new Step(SOURCE.with("useMovingStatistics", Switch.ON))
                .assertTrainable(true)
                .assertNormalizesByMovingStatistics()
                .assertChanges("moving_mean", "moving_variance");
        assertArrayEquals(new double[] {6, 12}, step.layer.get("moving_mean"));
        assertArrayEquals(new double[] {5, 10}, step.layer.get("moving_variance"));
        // Those that training has used, which are no longer those of the layer.
        double[] dx = step.use.backward(DY);
        assertEquals(DY[0] * 2 / Math.sqrt(9 + EPSILON), dx[0], 1e-6);
        new Step(SOURCE.with("useMovingStatistics", Switch.OFF).with("trainable", false))
                .assertTrainable(false)
                .assertNormalizesByTheBatch()
                .assertChanges();
    }
}
