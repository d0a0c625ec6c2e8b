package io.github.normwright.processor.variant;

import io.github.normwright.api.Fused;
import io.github.normwright.api.MovingVariance;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.Optional;

/** What a batch normalization must not be. Each mistake is reported once, on the attribute to change. */
final class BatchNormalizationRules {

    private final VariantSpec spec;
    private final Settings settings;
    private final Profile profile;
    private final Iterable<Precision> precisions;
    private final Problems problems;

    BatchNormalizationRules(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        this.spec = spec;
        this.settings = spec.settings();
        this.profile = settings.choice("profile", Profile.class);
        this.precisions = precisions;
        this.problems = problems;
    }

    void check() {
        settings.number("epsilon").ifPresent(this::checkEpsilon);
        settings.number("momentum").ifPresent(this::checkMomentum);
        checkFused();
        checkTracking();
        checkTrainable();
    }

    private void checkEpsilon(double epsilon) {
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            error("epsilon", Message.EPSILON, epsilon);
            return;
        }
        for (Precision precision : precisions) {
            if (precision == Precision.SINGLE && (float) epsilon == 0) {
                error("epsilon", Message.EPSILON_VANISHES, epsilon);
            }
        }
    }

    private void checkMomentum(double momentum) {
        double usual = BatchNormalizationSettings.defaultMomentum(profile);
        if (!Double.isFinite(momentum)) {
            error("momentum", Message.MOMENTUM_NOT_FINITE, momentum, profile, usual);
        } else if (settings.flag("cumulativeAverage")) {
            error("momentum", Message.MOMENTUM_WITHOUT_USE, "cumulativeAverage = true");
        } else if (!settings.flag("trackRunningStats")) {
            // PyTorch takes both, and its layers carry a momentum that they do not use.
            warning("momentum", Message.MOMENTUM_WITHOUT_USE, "trackRunningStats = false");
        } else if (momentum < 0 || momentum > 1) {
            warning("momentum", Message.MOMENTUM_OUTSIDE, momentum);
        }
    }

    private void checkFused() {
        Fused fused = settings.choice("fused", Fused.class);
        if (fused == Fused.AUTO) {
            return;
        }
        if (profile != Profile.TF_KERAS) {
            error("fused", Message.FUSED_PROFILE, fused, profile);
            return;
        }
        for (Precision precision : precisions) {
            Optional<String> obstacle = BatchNormalizationSettings.fusedObstacle(spec, precision);
            if (fused == Fused.REQUIRED && obstacle.isPresent()) {
                error("fused", Message.FUSED_INELIGIBLE, obstacle.get());
                return;
            }
        }
    }

    private void checkTracking() {
        if (settings.flag("trackRunningStats")) {
            return;
        }
        if (settings.flag("cumulativeAverage")) {
            error("cumulativeAverage", Message.NOT_TRACKED, "cumulativeAverage = true");
        }
        MovingVariance movingVariance = settings.choice("movingVariance", MovingVariance.class);
        if (movingVariance != MovingVariance.PROFILE) {
            error("movingVariance", Message.NOT_TRACKED, "movingVariance = " + movingVariance);
        }
    }

    private void checkTrainable() {
        if (settings.flag("trainable")) {
            return;
        }
        if (profile != Profile.KERAS_3 && profile != Profile.TF_KERAS) {
            error("trainable", Message.FROZEN_PROFILE, profile);
        } else if (!settings.flag("trackRunningStats")) {
            error("trainable", Message.FROZEN_NOT_TRACKED);
        }
    }

    private void warning(String attribute, Message message, Object... arguments) {
        problems.warning(attribute, message.code(), message.text(arguments));
    }

    private void error(String attribute, Message message, Object... arguments) {
        problems.error(attribute, message.code(), message.text(arguments));
    }
}
