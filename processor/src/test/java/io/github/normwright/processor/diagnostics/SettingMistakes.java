package io.github.normwright.processor.diagnostics;

import static io.github.normwright.processor.diagnostics.MessagesTest.layer;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in profiles, epsilon, momentum, moving statistics and activations. */
final class SettingMistakes {

    private SettingMistakes() {}

    static Stream<Arguments> errors() {
        return Stream.of(
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «0»",
                        "[NW130] epsilon must be positive and finite, found 0.0. Use 1e-5, say, or leave it out for that of the profile."),
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «-1e-3»",
                        "[NW130] epsilon must be positive and finite, found -0.001. Use 1e-5, say, or leave it out for that of the profile."),
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «1f / 0»",
                        "[NW130] epsilon must be positive and finite, found Infinity. Use 1e-5, say, or leave it out for that of the profile."),
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «0.0 / 0»",
                        "[NW130] epsilon must be positive and finite, found NaN. Use 1e-5, say, or leave it out for that of the profile."),
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «1e-60»",
                        "[NW131] epsilon 1.0E-60 is zero as a float32. Use at least 1.4e-45, or dtypes = FLOAT64."),
                layer(
                        "shape = {DYNAMIC, 4}, momentum = «1 / 0.0»",
                        "[NW132] momentum must be finite, found Infinity. KERAS_3 uses 0.99."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TORCH, momentum = «0.0 / 0»",
                        "[NW132] momentum must be finite, found NaN. TORCH uses 0.1."),
                layer(
                        "shape = {DYNAMIC, 4}, cumulativeAverage = true, momentum = «0.9»",
                        "[NW134] momentum has no effect with cumulativeAverage = true. Leave one of them out."),
                layer(
                        "shape = {DYNAMIC, 4}, fused = «Fused.FORBIDDEN»",
                        "[NW135] fused = FORBIDDEN needs a profile of TensorFlow, found KERAS_3: no other system behaves"
                                + " differently."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS, fused = «Fused.REQUIRED»",
                        "[NW136] fused = REQUIRED is refused by TensorFlow here: it takes input of rank 4 or 5 (4 only in"
                                + " TensorFlow 1), and shape has rank 2. Use AUTO or FORBIDDEN."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, axis = 2, profile = Profile.TF_KERAS, fused = «Fused.REQUIRED»",
                        "[NW136] fused = REQUIRED is refused by TensorFlow here: it takes axis 1 or 3 of rank 4, found axis"
                                + " 2. Use AUTO or FORBIDDEN."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, axis = {1, 3}, profile = Profile.TF_KERAS, fused ="
                                + " «Fused.REQUIRED»",
                        "[NW136] fused = REQUIRED is refused by TensorFlow here: it takes a single axis, and axis names"
                                + " several. Use AUTO or FORBIDDEN."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, dtypes = DType.FLOAT64, profile = Profile.TF_KERAS, fused ="
                                + " «Fused.REQUIRED»",
                        "[NW136] fused = REQUIRED is refused by TensorFlow here: it has no float64 kernel, and dtypes"
                                + " names FLOAT64. Use AUTO or FORBIDDEN."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, cumulativeAverage = «true»",
                        "[NW137] cumulativeAverage = true has no effect with trackRunningStats = false. Leave one of them"
                                + " out."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, movingVariance = «MovingVariance.BIASED»",
                        "[NW137] movingVariance = BIASED has no effect with trackRunningStats = false. Leave one of them"
                                + " out."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TORCH, trainable = «false»",
                        "[NW138] trainable = false needs profile = KERAS_3 or one of TensorFlow, found TORCH: that system has"
                                + " no frozen layer. Call infer(x, y, ..., context) instead of train."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, trainable = «false»",
                        "[NW139] trainable = false normalizes by the moving statistics; it cannot go with"
                                + " trackRunningStats = false."),
                layer(
                        "shape = {DYNAMIC, 4}, fusedEpsilonFloor = «1e-5»",
                        "[NW140] fusedEpsilonFloor needs a profile of TensorFlow, found KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS_V1, fusedEpsilonFloor = «-1»",
                        "[NW141] fusedEpsilonFloor must be at least 0 and finite, found -1.0."),
                layer(
                        "shape = «{1, 4}», profile = Profile.TORCH",
                        "[NW142] shape leaves one value per channel, whose variance is zero; TORCH refuses that in"
                                + " training. Use refuseSingleValues = OFF to allow it."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, useMovingStatistics = «Switch.ON»",
                        "[NW139] useMovingStatistics = ON normalizes by the moving statistics; it cannot go with"
                                + " trackRunningStats = false."),
                layer(
                        "shape = {DYNAMIC, 4, 4}, axis = «{1, 2}», profile = Profile.TF_LAYERS_1_4",
                        "[NW143] the tf.layers of TensorFlow 1.4 takes one axis, and axis names several. Use"
                                + " profile = TF_LAYERS."),
                layer(
                        "shape = {DYNAMIC, 4}, negativeSlope = «0.1»",
                        "[NW151] negativeSlope has no effect without activation = LEAKY_RELU. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, activation = Activation.RELU, eluAlpha = «0.1»",
                        "[NW151] eluAlpha has no effect without activation = ELU. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, activation = Activation.LEAKY_RELU, negativeSlope = «-0.1»",
                        "[NW171] negativeSlope must be at least 0 and finite, found -0.1."),
                layer(
                        "shape = {DYNAMIC, 4}, activation = Activation.ELU, eluAlpha = «1 / 0.0»",
                        "[NW171] eluAlpha must be at least 0 and finite, found Infinity."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, dtypes = DType.FLOAT64, profile = «Profile.TF_LAYERS_1_4»",
                        "[NW144] TensorFlow 1.4 runs its fused kernel here and fails, for that has no float64. Use fused ="
                                + " FORBIDDEN."));
    }
}
