package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import io.github.normwright.api.Fused;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TensorFlow 1 raises small epsilons where its fused kernel runs, and nowhere else. */
class FusedEpsilonTest {

    private static final double FLOOR = 1.001e-5;
    private static final double SMALL = 1e-8;

    private static LayerSource source(Profile profile, int... sizes) {
        return LayerSource.of(shape(sizes), -1).with("profile", profile).with("epsilon", SMALL);
    }

    private static LayerSource rankFour(Profile profile) {
        return source(profile, DYNAMIC, 1, 1, 1);
    }

    /** The epsilon that a layer really adds: a variance of 1e-6 is small enough to show it, in training and after. */
    private static void assertEpsilon(double expected, LayerSource source) {
        TestedLayer layer = TestedLayer.of(source);
        double[] y = layer.use().train(-1e-3, 1e-3);
        assertEquals(1e-3 / Math.sqrt(1e-6 + expected), y[1], 1e-5, "training");
        layer.set("moving_mean", 0).set("moving_variance", 0);
        assertEquals(1 / Math.sqrt(expected), layer.infer(1)[0], 1e-6 / Math.sqrt(expected), "inference");
    }

    @ParameterizedTest
    @EnumSource(names = {"TF_KERAS_V1", "TF_LAYERS", "TF_LAYERS_1_4"})
    void tensorFlow1RaisesIt(Profile profile) {
        assertEpsilon(FLOOR, rankFour(profile));
    }

    @Test
    void tensorFlow2AndKerasDoNot() {
        assertEpsilon(SMALL, rankFour(Profile.TF_KERAS));
        assertEpsilon(SMALL, rankFour(Profile.KERAS_3));
    }

    @Test
    void theOtherKernelDoesNot() {
        assertEpsilon(SMALL, source(Profile.TF_KERAS_V1, DYNAMIC, 1, 1));
        assertEpsilon(SMALL, rankFour(Profile.TF_KERAS_V1).with("fused", Fused.FORBIDDEN));
        assertEpsilon(SMALL, rankFour(Profile.TF_KERAS_V1).as(DType.FLOAT64));
    }

    @Test
    void aLargerOneStays() {
        assertEpsilon(1e-3, rankFour(Profile.TF_KERAS_V1).with("epsilon", 1e-3));
        assertEpsilon(2e-5, rankFour(Profile.TF_KERAS_V1).with("epsilon", 2e-5));
    }

    @Test
    void theFloorCanBeMoved() {
        assertEpsilon(SMALL, rankFour(Profile.TF_KERAS_V1).with("fusedEpsilonFloor", 0.0));
        assertEpsilon(1e-4, rankFour(Profile.TF_KERAS_V1).with("fusedEpsilonFloor", 1e-4));
        assertEpsilon(FLOOR, rankFour(Profile.TF_KERAS).with("fusedEpsilonFloor", FLOOR));
    }
}
