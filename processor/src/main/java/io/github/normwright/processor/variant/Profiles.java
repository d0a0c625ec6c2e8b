package io.github.normwright.processor.variant;

import io.github.normwright.api.ParameterType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.Switch;
import io.github.normwright.processor.spi.Settings;

/** What profiles have in common. */
final class Profiles {

    private Profiles() {}

    /** Whether a switch is on, where its profile would have it on or off. */
    static boolean isOn(Switch wish, boolean profiles) {
        return wish == Switch.PROFILE ? profiles : wish == Switch.ON;
    }

    /** Whether variables hold only what the type of the input can hold. */
    static boolean hasInputPrecision(Settings settings) {
        Profile profile = settings.choice("profile", Profile.class);
        ParameterType wish = settings.choice("parameterType", ParameterType.class);
        return (wish == ParameterType.PROFILE ? profile.usualParameterType() : wish) == ParameterType.INPUT;
    }

    /** Whether the system is TensorFlow, in whichever version. */
    static boolean isTensorFlow(Profile profile) {
        return profile == Profile.TF_KERAS || isTensorFlow1(profile);
    }

    /** Whether the layer behaves as in TensorFlow 1. */
    static boolean isTensorFlow1(Profile profile) {
        return profile == Profile.TF_KERAS_V1 || isTfLayers(profile);
    }

    /** Whether it is the function of {@code tf.layers}. */
    static boolean isTfLayers(Profile profile) {
        return profile == Profile.TF_LAYERS || profile == Profile.TF_LAYERS_1_4;
    }
}
