package io.github.normwright.processor.variant;

import io.github.normwright.api.Profile;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;

/** What is added to a variance before its square root is taken. */
final class Epsilon {

    private Epsilon() {}

    /** As it stands in formulas: what the user wrote, or the usual number of the profile's system. */
    static Expr of(Settings settings) {
        return of(settings, settings.choice("profile", Profile.class).usualEpsilon());
    }

    /** As it stands in formulas: what the user wrote, or else a usual number. */
    static Expr of(Settings settings, double usual) {
        return new Expr.Setting("epsilon", settings.number("epsilon").orElse(usual));
    }

    /** Reports what it must not be. */
    static void check(Settings settings, Iterable<Precision> precisions, Problems problems) {
        settings.number("epsilon").ifPresent(epsilon -> {
            if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
                problems.error("epsilon", Message.EPSILON.code(), Message.EPSILON.text(epsilon));
                return;
            }
            for (Precision precision : precisions) {
                if (precision == Precision.SINGLE && epsilon.floatValue() == 0) {
                    problems.error("epsilon", Message.EPSILON_VANISHES.code(), Message.EPSILON_VANISHES.text(epsilon));
                    return;
                }
            }
        });
    }
}
