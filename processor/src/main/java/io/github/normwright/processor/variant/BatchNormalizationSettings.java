package io.github.normwright.processor.variant;

import io.github.normwright.api.Fused;
import io.github.normwright.api.MovingVariance;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.Optional;

/**
 * What the attributes of a batch normalization and its profile come to.
 *
 * @param epsilon added to the variance
 * @param keptShare the share of the old moving statistic that an update keeps
 * @param addedShare the share of the batch statistic that an update adds
 * @param bySubtraction whether an update is written {@code old - (old - value) * addedShare}; it differs for infinities
 * @param unbiasedMovingVariance whether the moving variance takes the variance with Bessel's correction
 * @param cumulative whether moving statistics are plain averages of all batches
 * @param tracked whether there are moving statistics
 * @param center whether there is a beta
 * @param scale whether there is a gamma
 * @param trainable whether training uses and tracks the statistics of the batch
 */
record BatchNormalizationSettings(
        double epsilon,
        double keptShare,
        double addedShare,
        boolean bySubtraction,
        boolean unbiasedMovingVariance,
        boolean cumulative,
        boolean tracked,
        boolean center,
        boolean scale,
        boolean trainable) {

    static BatchNormalizationSettings of(VariantSpec spec, Precision precision) {
        Settings settings = spec.settings();
        Profile profile = settings.choice("profile", Profile.class);
        boolean fused = isFused(spec, precision);
        double momentum = settings.number("momentum").orElse(defaultMomentum(profile));
        // PyTorch counts the other share than the rest.
        double kept = profile == Profile.TORCH ? 1 - momentum : momentum;
        double added = profile == Profile.TORCH ? momentum : 1 - momentum;
        if (profile == Profile.TF_KERAS) {
            // tf-keras rounds the share to float32 on its way into the graph, also in float64 layers.
            added = (float) added;
            kept = fused ? 1 - added : kept;
        }
        return new BatchNormalizationSettings(
                settings.number("epsilon").orElse(defaultEpsilon(profile)),
                kept,
                added,
                profile == Profile.TF_KERAS && !fused,
                isUnbiased(settings.choice("movingVariance", MovingVariance.class), profile, fused),
                settings.flag("cumulativeAverage"),
                settings.flag("trackRunningStats"),
                settings.flag("center"),
                settings.flag("scale"),
                settings.flag("trainable"));
    }

    static double defaultMomentum(Profile profile) {
        return switch (profile) {
            case KERAS_3, TF_KERAS -> 0.99;
            case TORCH -> 0.1;
            case ONNX -> 0.9;
        };
    }

    static double defaultEpsilon(Profile profile) {
        return switch (profile) {
            case KERAS_3, TF_KERAS -> 1e-3;
            case TORCH, ONNX -> 1e-5;
        };
    }

    /** Why TensorFlow would not run its fused kernel, if so (SEMANTICS 7.1, TF2 V2). */
    static Optional<String> fusedObstacle(VariantSpec spec, Precision precision) {
        int rank = spec.space().list().size();
        if (rank != 4 && rank != 5) {
            return Optional.of("it takes input of rank 4 or 5, and shape has rank " + rank);
        }
        if (spec.axis().list().size() > 1) {
            return Optional.of("it takes a single axis, and axis names several");
        }
        Axis axis = spec.axis().list().get(0);
        if (axis.position() != 1 && axis.position() != rank - 1) {
            return Optional.of(
                    "it takes axis 1 or " + (rank - 1) + " of rank " + rank + ", found axis " + axis.position());
        }
        if (precision == Precision.DOUBLE) {
            return Optional.of("it has no float64 kernel, and dtypes names FLOAT64");
        }
        return Optional.empty();
    }

    private static boolean isFused(VariantSpec spec, Precision precision) {
        Settings settings = spec.settings();
        return settings.choice("profile", Profile.class) == Profile.TF_KERAS
                && settings.choice("fused", Fused.class) != Fused.FORBIDDEN
                && fusedObstacle(spec, precision).isEmpty();
    }

    private static boolean isUnbiased(MovingVariance wish, Profile profile, boolean fused) {
        return switch (wish) {
            case BIASED -> false;
            case UNBIASED -> true;
            case PROFILE -> profile == Profile.TORCH || fused;
        };
    }
}
