package io.github.normwright.processor.variant;

import io.github.normwright.api.Profile;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.variant.BatchNormalizationSettings.Limit;
import io.github.normwright.processor.variant.BatchNormalizationSettings.Renorm;
import java.util.Optional;

/** Reads what the attributes say of batch renormalization. */
final class RenormSettings {

    /** The attribute that holds the limits. */
    static final String CLIPPING = "renormClipping";

    private RenormSettings() {}

    static Renorm of(Settings settings) {
        Profile profile = settings.choice("profile", Profile.class);
        return new Renorm(
                algorithm(settings, profile),
                Momentum.renormShare(settings, profile),
                limit(settings, "rmax"),
                limit(settings, "rmin"),
                limit(settings, "dmax"));
    }

    private static RenormAlgorithm algorithm(Settings settings, Profile profile) {
        RenormAlgorithm wish = settings.choice("renormAlgorithm", RenormAlgorithm.class);
        if (wish != RenormAlgorithm.PROFILE) {
            return wish;
        }
        return profile == Profile.TF_LAYERS_1_4 ? RenormAlgorithm.WEIGHTED_AVERAGES : RenormAlgorithm.MOVING_STDDEV;
    }

    private static Optional<Limit> limit(Settings settings, String name) {
        String attribute = CLIPPING + "." + name;
        String schedule = attribute + "Schedule.";
        return settings.number(attribute)
                .map(value -> new Limit(
                        value,
                        settings.integer(schedule + "firstStep", 0),
                        settings.integer(schedule + "lastStep", 0)));
    }
}
