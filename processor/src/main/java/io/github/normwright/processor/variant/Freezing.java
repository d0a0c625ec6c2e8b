package io.github.normwright.processor.variant;

import io.github.normwright.api.Profile;
import io.github.normwright.api.Switch;
import io.github.normwright.processor.spi.Settings;

/**
 * What a layer that is not trainable leaves alone (SEMANTICS 1.2).
 *
 * @param parameters whether gamma and beta are not to be trained
 * @param statistics whether the moving statistics stay as they are
 * @param renormStatistics whether the renorm statistics stay as they are
 * @param batchStatistics whether training normalizes by the moving statistics
 */
record Freezing(boolean parameters, boolean statistics, boolean renormStatistics, boolean batchStatistics) {

    static Freezing of(Settings settings) {
        Profile profile = settings.choice("profile", Profile.class);
        boolean isFrozen = !settings.flag("trainable");
        Switch statistics = settings.choice("freezeStatistics", Switch.class);
        boolean freezesStatistics = Profiles.isOn(statistics, isFrozen && profile != Profile.TF_LAYERS_1_4);
        // The class of TensorFlow 1.15 assigns the renorm statistics itself, past the updates that it drops.
        boolean keepsRenorm = statistics == Switch.PROFILE && profile == Profile.TF_KERAS_V1;
        return new Freezing(
                Profiles.isOn(settings.choice("freezeParameters", Switch.class), isFrozen),
                freezesStatistics,
                freezesStatistics && !keepsRenorm,
                Profiles.isOn(
                        settings.choice("useMovingStatistics", Switch.class),
                        isFrozen && !Profiles.isTensorFlow1(profile)));
    }
}
