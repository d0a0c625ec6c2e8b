package io.github.normwright.processor.variant;

import io.github.normwright.api.Fused;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.Optional;

/** When TensorFlow runs its fused kernel, and what that changes (SEMANTICS 3.3 and 7). */
final class FusedKernel {

    /** What TensorFlow 1 raises smaller epsilons to. */
    private static final double TENSOR_FLOW_1_EPSILON = 1.001e-5;

    private FusedKernel() {}

    static boolean isUsed(VariantSpec spec, Precision precision) {
        Settings settings = spec.settings();
        return Profiles.isTensorFlow(settings.choice("profile", Profile.class))
                && settings.choice("fused", Fused.class) != Fused.FORBIDDEN
                && obstacle(spec, precision).isEmpty();
    }

    /** The epsilon that is added to the variance. */
    static double epsilon(Settings settings, Profile profile, boolean fused) {
        double epsilon = settings.number("epsilon").orElse(profile.usualEpsilon());
        double floor = settings.number("fusedEpsilonFloor")
                .orElse(Profiles.isTensorFlow1(profile) ? TENSOR_FLOW_1_EPSILON : 0.0);
        return fused ? Math.max(epsilon, floor) : epsilon;
    }

    /** Why TensorFlow would not run its fused kernel, if so. */
    static Optional<String> obstacle(VariantSpec spec, Precision precision) {
        Settings settings = spec.settings();
        int rank = spec.space().list().size();
        boolean isRankFive = rank == 5 && settings.choice("profile", Profile.class) == Profile.TF_KERAS;
        if (rank != 4 && !isRankFive) {
            return Optional.of("it takes input of rank 4 or 5 (4 only in TensorFlow 1), and shape has rank " + rank);
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
        return obstacle(settings);
    }

    private static Optional<String> obstacle(Settings settings) {
        boolean isRegularized = AttachmentKinds.REGULARIZER
                        .factory(settings, "gammaRegularizer")
                        .isPresent()
                || AttachmentKinds.REGULARIZER
                        .factory(settings, "betaRegularizer")
                        .isPresent();
        if (isRegularized && settings.choice("profile", Profile.class) == Profile.TF_LAYERS_1_4) {
            return Optional.of("TensorFlow 1.4 does not fuse a layer with a regularizer");
        }
        if (settings.flag("renorm")) {
            return Optional.of("it has no batch renormalization, and renorm is true");
        }
        if (settings.integer("virtualBatchSize") != 0) {
            return Optional.of("it has no virtual batches, and virtualBatchSize is given");
        }
        if (settings.flag("adjustment")) {
            return Optional.of("it takes no adjustment, and adjustment is true");
        }
        if (settings.flag("synchronizedStatistics")) {
            return Optional.of("it does not share statistics, and synchronizedStatistics is true");
        }
        return Optional.empty();
    }
}
