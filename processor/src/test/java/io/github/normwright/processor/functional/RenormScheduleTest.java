package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.normwright.api.DType;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits of batch renormalization that move with the steps of training, made visible by batches that always reach them:
 * {@code y = r * xhat + d} is {@code d - r} and {@code d + r} for a channel with two values.
 */
class RenormScheduleTest {

    private static final LayerSource PLAIN = LayerSource.of(shape(DYNAMIC, 1), -1)
            .as(DType.FLOAT64)
            .with("renorm", true)
            .with("epsilon", 1e-12);

    /** A large r and a large d. */
    private static final double[] WIDE = {0, 2000};

    /** A small r, where the renorm deviation is 1, and a d that is negative. */
    private static final double[] NARROW = {-10.1, -9.9};

    private static TestedLayer layer(LayerSource source, int steps) {
        return TestedLayer.of(source).set("renorm_steps", steps);
    }

    private static double r(double[] y) {
        return (y[1] - y[0]) / 2;
    }

    private static double d(double[] y) {
        return (y[0] + y[1]) / 2;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "19, 1", "20, 1", "21, 1.05", "30, 1.5", "59, 2.95", "60, 3", "61, 3", "100000, 3"})
    void rmaxRisesFromOne(int steps, double expected) {
        LayerSource source = PLAIN.with("renormClipping.rmax", 3.0)
                .with("renormClipping.rmaxSchedule.firstStep", 20)
                .with("renormClipping.rmaxSchedule.lastStep", 60);
        assertEquals(expected, r(layer(source, steps).use().train(WIDE)), 1e-8);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 0.9", "3, 0.8", "5, 0.6", "6, 0.5", "7, 0.5", "900, 0.5"})
    void rminFallsFromOne(int steps, double expected) {
        LayerSource source = PLAIN.with("renormClipping.rmin", 0.5)
                .with("renormClipping.rminSchedule.firstStep", 1)
                .with("renormClipping.rminSchedule.lastStep", 6);
        assertEquals(expected, r(layer(source, steps).use().train(NARROW)), 1e-8);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "10, 0", "15, 2.5", "19, 4.5", "20, 5", "25, 5"})
    void dmaxRisesFromZeroOnBothSides(int steps, double expected) {
        LayerSource source = PLAIN.with("renormClipping.dmax", 5.0)
                .with("renormClipping.dmaxSchedule.firstStep", 10)
                .with("renormClipping.dmaxSchedule.lastStep", 20);
        assertEquals(expected, d(layer(source, steps).use().train(WIDE)), 1e-8);
        assertEquals(-expected, d(layer(source, steps).use().train(NARROW)), 1e-8);
    }

    /** Three steps of training under a schedule, the limits of the others being constant. */
    @Test
    void eachStepOfTrainingCounts() {
        LayerSource source = PLAIN.with("renormClipping.rmax", 4.0)
                .with("renormClipping.rmaxSchedule.lastStep", 3)
                .with("renormClipping.dmax", 0.25);
        TestedLayer layer = TestedLayer.of(source);
        TestedLayer.Use use = layer.use();
        for (int step = 0; step < 5; step++) {
            assertArrayEquals(new double[] {step}, layer.get("renorm_steps"));
            // Each time anew, for the renorm statistics follow the batches.
            layer.set("renorm_mean", 0).set("renorm_stddev", 1);
            double[] y = use.train(WIDE);
            assertEquals(1 + Math.min(step, 3), r(y), 1e-8);
            assertEquals(0.25, d(y), 1e-8);
            use.backward(WIDE);
            use.infer(WIDE);
            layer.infer(WIDE);
        }
    }

    @Test
    void aDeferredStepCountsWhenItsUpdatesRun() {
        LayerSource source = PLAIN.with("profile", Profile.TF_LAYERS)
                .with("renormClipping.rmax", 4.0)
                .with("renormClipping.rmaxSchedule.lastStep", 3);
        TestedLayer layer = TestedLayer.of(source);
        TestedLayer.Use use = layer.use();
        use.train(WIDE);
        assertArrayEquals(new double[] {0}, layer.get("renorm_steps"));
        use.runUpdates();
        assertArrayEquals(new double[] {1}, layer.get("renorm_steps"));
    }

    @Test
    void aSkippedStepDoesNotCount() {
        LayerSource source = PLAIN.with("nonFinite", NonFinite.SKIP)
                .with("renormClipping.rmax", 4.0)
                .with("renormClipping.rmaxSchedule.lastStep", 3);
        TestedLayer layer = TestedLayer.of(source);
        layer.use().train(Double.NaN, 1);
        assertArrayEquals(new double[] {0}, layer.get("renorm_steps"));
        layer.use().train(2, 1);
        assertArrayEquals(new double[] {1}, layer.get("renorm_steps"));
    }

    @Test
    void aLayerWithoutAScheduleDoesNotCount() {
        TestedLayer layer = TestedLayer.of(PLAIN.with("renormClipping.rmax", 4.0));
        assertFalse(layer.variables().containsKey("renorm_steps"));
    }
}
