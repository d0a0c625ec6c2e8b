package io.github.normwright.processor.variant;

import io.github.normwright.api.Profile;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import java.util.List;
import java.util.Optional;

/** What a batch renormalization must not be (SEMANTICS 4). */
final class RenormRules {

    private static final String RMAX = RenormSettings.CLIPPING + ".rmax";
    private static final String RMIN = RenormSettings.CLIPPING + ".rmin";
    private static final String DMAX = RenormSettings.CLIPPING + ".dmax";

    private final Settings settings;
    private final Profile profile;
    private final List<Precision> precisions;
    private final Problems problems;

    RenormRules(Settings settings, Profile profile, List<Precision> precisions, Problems problems) {
        this.settings = settings;
        this.profile = profile;
        this.precisions = precisions;
        this.problems = problems;
    }

    void check() {
        if (!settings.flag("renorm")) {
            checkUnused();
            return;
        }
        if (profile == Profile.TORCH || profile == Profile.ONNX) {
            error("renorm", Message.UNKNOWN_TO_PROFILE, "batch renormalization", profile, "renorm");
            return;
        }
        boolean isComputed = !Freezing.of(settings).batchStatistics();
        if (profile == Profile.TF_KERAS && isComputed && precisions.contains(Precision.DOUBLE)) {
            error("renorm", Message.RENORM_FLOAT64);
        }
        if (settings.flag("cumulativeAverage")) {
            error("cumulativeAverage", Message.RENORM_CUMULATIVE);
        }
        settings.number("renormMomentum").ifPresent(momentum -> {
            if (!Double.isFinite(momentum)) {
                error("renormMomentum", Message.RENORM_MOMENTUM, momentum);
            }
        });
        checkLimits();
    }

    private void checkUnused() {
        for (String attribute : List.of("renormMomentum", RMAX, RMIN, DMAX)) {
            if (settings.has(attribute)) {
                error(attribute, Message.WITHOUT_USE, attribute, "renorm = true");
                return;
            }
        }
        if (settings.choice("renormAlgorithm", RenormAlgorithm.class) != RenormAlgorithm.PROFILE) {
            error("renormAlgorithm", Message.WITHOUT_USE, "renormAlgorithm", "renorm = true");
        }
    }

    private void checkLimits() {
        Optional<Double> rmax = settings.number(RMAX);
        double rmin = settings.number(RMIN).orElse(0.0);
        if (!(rmin >= 0) || Double.isInfinite(rmin)) {
            error(RMIN, Message.RENORM_LIMIT, "rmin", "at least 0", rmin);
        } else if (rmax.isPresent() && !(rmax.get() > 0)) {
            error(RMAX, Message.RENORM_LIMIT, "rmax", "positive", rmax.get());
        } else if (rmax.isPresent() && rmax.get() < rmin) {
            error(RMAX, Message.RENORM_LIMIT, "rmax", "at least rmin, which is " + rmin, rmax.get());
        }
        settings.number(DMAX).ifPresent(dmax -> {
            if (!(dmax >= 0)) {
                error(DMAX, Message.RENORM_LIMIT, "dmax", "at least 0", dmax);
            }
        });
        List.of(RMAX, RMIN, DMAX).forEach(this::checkSchedule);
    }

    private void checkSchedule(String limit) {
        int first = settings.integer(limit + "Schedule.firstStep", 0);
        int last = settings.integer(limit + "Schedule.lastStep", 0);
        if (first == 0 && last == 0) {
            return;
        }
        if (!settings.has(limit)) {
            error(limit + "Schedule", Message.SCHEDULE_WITHOUT_LIMIT, limit);
        } else if (first < 0 || last <= first) {
            error(limit + "Schedule", Message.SCHEDULE_STEPS, first, last);
        } else if (Double.isInfinite(settings.number(limit).orElseThrow())) {
            error(limit, Message.RENORM_LIMIT, limit, "finite where it follows a schedule", "an infinity");
        }
    }

    private void error(String attribute, Message message, Object... arguments) {
        problems.error(attribute, message.code(), message.text(arguments));
    }
}
