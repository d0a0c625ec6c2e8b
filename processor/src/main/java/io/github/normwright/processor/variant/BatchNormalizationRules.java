package io.github.normwright.processor.variant;

import io.github.normwright.api.Fused;
import io.github.normwright.api.MovingVariance;
import io.github.normwright.api.Profile;
import io.github.normwright.api.Switch;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a batch normalization must not be. Each mistake is reported once, on the attribute to change. */
final class BatchNormalizationRules {

    private final VariantSpec spec;
    private final Settings settings;
    private final Profile profile;
    private final List<Precision> precisions = new ArrayList<>();
    private final Problems problems;

    BatchNormalizationRules(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        this.spec = spec;
        this.settings = spec.settings();
        this.profile = settings.choice("profile", Profile.class);
        precisions.forEach(this.precisions::add);
        this.problems = problems;
    }

    void check() {
        settings.number("epsilon").ifPresent(this::checkEpsilon);
        settings.number("momentum").ifPresent(this::checkMomentum);
        checkFused();
        checkTensorFlow14();
        checkTracking();
        checkTrainable();
        checkValues();
        new RenormRules(settings, profile, precisions, problems).check();
        new VariableObjects(spec).check(problems);
        new BatchPartRules(spec, profile, precisions, problems).check();
        ActivationSettings.check(settings, problems);
    }

    private void checkEpsilon(double epsilon) {
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            error("epsilon", Message.EPSILON, epsilon);
        } else if (precisions.contains(Precision.SINGLE) && (float) epsilon == 0) {
            error("epsilon", Message.EPSILON_VANISHES, epsilon);
        }
    }

    private void checkMomentum(double momentum) {
        if (!Double.isFinite(momentum)) {
            error("momentum", Message.MOMENTUM_NOT_FINITE, momentum, profile, profile.usualMomentum());
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
        if (!Profiles.isTensorFlow(profile)) {
            if (fused != Fused.AUTO) {
                error("fused", Message.FUSED_PROFILE, fused, profile);
            } else if (settings.has("fusedEpsilonFloor")) {
                error("fusedEpsilonFloor", Message.FUSED_EPSILON_PROFILE, profile);
            }
            return;
        }
        settings.number("fusedEpsilonFloor").ifPresent(floor -> {
            if (!(floor >= 0) || Double.isInfinite(floor)) {
                error("fusedEpsilonFloor", Message.FUSED_EPSILON, floor);
            }
        });
        // TensorFlow 1 falls back silently.
        if (fused == Fused.REQUIRED && profile == Profile.TF_KERAS) {
            for (Precision precision : precisions) {
                Optional<String> obstacle = FusedKernel.obstacle(spec, precision);
                if (obstacle.isPresent()) {
                    error("fused", Message.FUSED_INELIGIBLE, obstacle.get());
                    return;
                }
            }
        }
    }

    private void checkTensorFlow14() {
        if (profile != Profile.TF_LAYERS_1_4) {
            return;
        }
        if (spec.axis().list().size() > 1) {
            error("axis", Message.SEVERAL_AXES);
        } else if (precisions.contains(Precision.DOUBLE)
                && settings.choice("fused", Fused.class) != Fused.FORBIDDEN
                && FusedKernel.obstacle(spec, Precision.SINGLE).isEmpty()) {
            error("profile", Message.FUSED_FLOAT64);
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
        if (settings.flag("renorm")) {
            error("renorm", Message.NOT_TRACKED, "renorm = true");
        }
    }

    private void checkTrainable() {
        boolean isTracked = settings.flag("trackRunningStats");
        if (!settings.flag("trainable")) {
            if (profile != Profile.KERAS_3 && !Profiles.isTensorFlow(profile)) {
                error("trainable", Message.FROZEN_PROFILE, profile);
            } else if (!isTracked) {
                error("trainable", Message.FROZEN_NOT_TRACKED, "trainable = false");
            }
        } else if (!isTracked && settings.choice("useMovingStatistics", Switch.class) == Switch.ON) {
            error("useMovingStatistics", Message.FROZEN_NOT_TRACKED, "useMovingStatistics = ON");
        }
    }

    /** Where the shape is static, so is the number of values per channel. */
    private void checkValues() {
        Switch refuses = settings.choice("refuseSingleValues", Switch.class);
        long values = 1;
        for (var axis : spec.space().minus(spec.axis()).list()) {
            values *= axis.extent() instanceof Extent.Fixed fixed ? fixed.size() : Integer.MAX_VALUE;
            values = Math.min(values, Integer.MAX_VALUE);
        }
        if (values == 1 && Profiles.isOn(refuses, profile == Profile.TORCH)) {
            error("shape", Message.SINGLE_VALUE, profile);
        }
    }

    private void warning(String attribute, Message message, Object... arguments) {
        problems.warning(attribute, message.code(), message.text(arguments));
    }

    private void error(String attribute, Message message, Object... arguments) {
        problems.error(attribute, message.code(), message.text(arguments));
    }
}
