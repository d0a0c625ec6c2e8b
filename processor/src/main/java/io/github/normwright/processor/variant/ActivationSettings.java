package io.github.normwright.processor.variant;

import io.github.normwright.api.Activation;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;

/**
 * The activation of a layer with its numbers.
 *
 * @param kind which one
 * @param negativeSlope the slope of a leaky rectifier for negative operands
 * @param eluAlpha what an ELU tends to for negative operands, with its sign changed
 * @param hardSigmoidSlope the slope of a hard sigmoid where it has one
 */
record ActivationSettings(Activation kind, double negativeSlope, double eluAlpha, double hardSigmoidSlope) {

    private static final String NEGATIVE_SLOPE = "negativeSlope";
    private static final String ELU_ALPHA = "eluAlpha";

    static ActivationSettings of(Settings settings) {
        Profile profile = settings.choice("profile", Profile.class);
        boolean isKeras2 = Profiles.isTensorFlow(profile) || profile == Profile.ONNX;
        return new ActivationSettings(
                kind(settings),
                settings.number(NEGATIVE_SLOPE).orElse(profile.usualNegativeSlope()),
                settings.number(ELU_ALPHA).orElse(1.0),
                isKeras2 ? 0.2 : 1.0 / 6);
    }

    private static Activation kind(Settings settings) {
        return settings.choice("activation", Activation.class);
    }

    /** Reports what the attributes must not say. */
    static void check(Settings settings, Problems problems) {
        check(settings, NEGATIVE_SLOPE, Activation.LEAKY_RELU, problems);
        check(settings, ELU_ALPHA, Activation.ELU, problems);
    }

    private static void check(Settings settings, String attribute, Activation needed, Problems problems) {
        settings.number(attribute).ifPresent(number -> {
            if (kind(settings) != needed) {
                String text = Message.WITHOUT_USE.text(attribute, "activation = " + needed);
                problems.error(attribute, Message.WITHOUT_USE.code(), text);
            } else if (!(number >= 0) || Double.isInfinite(number)) {
                String text = Message.ARGUMENT_RANGE.text(attribute, "at least 0 and finite", number);
                problems.error(attribute, Message.ARGUMENT_RANGE.code(), text);
            }
        });
    }
}
