package io.github.normwright.processor.variant;

import io.github.normwright.api.Profile;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.variant.BatchNormalizationSettings.Share;

/** How quickly averages follow their values (SEMANTICS 1.8). */
final class Momentum {

    private static final double RENORM = 0.99;

    private Momentum() {}

    /** The share of the moving statistics. */
    static Share share(Settings settings, Profile profile, boolean fused) {
        double momentum = settings.number("momentum").orElse(profile.usualMomentum());
        // PyTorch counts the other share than the rest.
        double kept = profile == Profile.TORCH ? 1 - momentum : momentum;
        double added = profile == Profile.TORCH ? momentum : 1 - momentum;
        boolean isInKernel = fused && profile == Profile.TF_KERAS;
        return rounded(profile, kept, added, isInKernel);
    }

    /** The share of the renorm statistics. */
    static Share renormShare(Settings settings, Profile profile) {
        double momentum = settings.number("renormMomentum").orElse(RENORM);
        return rounded(profile, momentum, 1 - momentum, false);
    }

    /** TensorFlow rounds the share to float32 on its way into the graph, also in float64 layers. */
    private static Share rounded(Profile profile, double kept, double added, boolean isInKernel) {
        if (!Profiles.isTensorFlow(profile)) {
            return new Share(kept, added, false);
        }
        double roundedShare = (float) added;
        return new Share(isInKernel ? 1 - roundedShare : kept, roundedShare, !isInKernel);
    }
}
