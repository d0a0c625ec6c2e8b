package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.normwright.api.Fused;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two ends of momentum, where an average is the last batch, or nothing at all. */
class MomentumTest {

    /** Of rank 4, so that TensorFlow's fused kernel runs. */
    private static final LayerSource SOURCE = LayerSource.of(shape(DYNAMIC, 1, 1, 1), -1);

    /** A mean of 3, a biased variance of 4 and an unbiased one of 8. */
    private static final double[] X = {1, 5};

    private static TestedLayer trained(LayerSource source, double mean, double variance) {
        TestedLayer layer = TestedLayer.of(source).set("moving_mean", mean).set("moving_variance", variance);
        TestedLayer.Use use = layer.use();
        use.train(X);
        use.runUpdates();
        return layer;
    }

    private static void assertMoving(TestedLayer layer, double mean, double variance) {
        assertArrayEquals(new double[] {mean}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {variance}, layer.get("moving_variance"));
    }

    @ParameterizedTest
    @EnumSource(names = {"KERAS_3", "TF_KERAS", "TF_LAYERS", "TORCH"})
    void oneEndChangesNothing(Profile profile) {
        double momentum = profile == Profile.TORCH ? 0 : 1;
        LayerSource source = SOURCE.with("profile", profile).with("momentum", momentum);
        float third = 1 / 3f;
        assertMoving(trained(source, third, third), third, third);
    }

    @ParameterizedTest
    @EnumSource(names = {"KERAS_3", "TF_KERAS", "TF_LAYERS", "TORCH", "ONNX"})
    void theOtherEndForgetsAllButTheBatch(Profile profile) {
        double momentum = profile == Profile.TORCH ? 1 : 0;
        LayerSource source = SOURCE.with("profile", profile).with("momentum", momentum);
        boolean isBiased = profile == Profile.KERAS_3 || profile == Profile.ONNX;
        assertMoving(trained(source, 2, 1), 3, isBiased ? 4 : 8);
    }

    @Test
    void kerasForgetsLargeNumbersExactly() {
        assertMoving(trained(SOURCE.with("momentum", 0.0), 1e10, 1e20), 3, 4);
    }

    @Test
    void theFusedKernelForgetsLargeNumbersExactly() {
        LayerSource source = SOURCE.with("profile", Profile.TF_KERAS).with("momentum", 0.0);
        assertMoving(trained(source, 1e10, 1e20), 3, 8);
    }

    /** {@code old - (old - value)}: the value has gone before it comes back. */
    @Test
    void theOtherKernelOfTensorFlowLosesTheBatchInLargeNumbers() {
        LayerSource source = SOURCE.with("profile", Profile.TF_KERAS)
                .with("fused", Fused.FORBIDDEN)
                .with("momentum", 0.0);
        assertMoving(trained(source, 1e10, 1e20), 0, 0);
    }

    @Test
    void renormMomentumIsOnItsOwn() {
        LayerSource source = SOURCE.with("renorm", true).with("momentum", 1.0).with("renormMomentum", 0.0);
        TestedLayer layer = trained(source, 0.5, 1);
        assertArrayEquals(new double[] {0.5}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {3}, layer.get("renorm_mean"));
        assertArrayEquals(new double[] {(float) Math.sqrt(4.001)}, layer.get("renorm_stddev"), 3e-7);
    }
}
