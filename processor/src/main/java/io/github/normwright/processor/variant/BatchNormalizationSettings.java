package io.github.normwright.processor.variant;

import io.github.normwright.api.MaskRule;
import io.github.normwright.api.MovingVariance;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.ParameterType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.api.Switch;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm.Updates;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.Optional;

/**
 * What the attributes of a batch normalization and its profile come to.
 *
 * @param usedEpsilon added to the variance
 * @param share how moving statistics follow the batches
 * @param unbiasedMovingVariance whether the moving variance takes the variance with Bessel's correction
 * @param cumulative whether moving statistics are plain averages of all batches
 * @param tracked whether there are moving statistics
 * @param center whether there is a beta
 * @param scale whether there is a gamma
 * @param freezesParameters whether gamma and beta are not to be trained
 * @param updatesVariables whether training updates variables
 * @param updatesStatistics whether it updates the moving statistics among them
 * @param usesMovingStatistics whether training normalizes by the moving statistics
 * @param updates when training updates variables
 * @param nonFinite what a batch may do whose statistics are not finite
 * @param fewestValues how many values a batch must have per channel
 * @param renorm how the statistics of the batch are corrected
 * @param virtualBatches how the batch is cut
 * @param adjustment the axes of a given factor and offset
 * @param mask which values count
 * @param isSynchronized whether the batches of all replicas count
 * @param hasInputPrecision whether variables hold only what the type of the input can hold
 * @param hasResidual whether a second input is added to the result
 * @param activation what is applied to the sum
 */
record BatchNormalizationSettings(
        double usedEpsilon,
        Share share,
        boolean unbiasedMovingVariance,
        boolean cumulative,
        boolean tracked,
        boolean center,
        boolean scale,
        boolean freezesParameters,
        boolean updatesVariables,
        boolean updatesStatistics,
        boolean usesMovingStatistics,
        Updates updates,
        NonFinite nonFinite,
        int fewestValues,
        Optional<Renorm> renorm,
        Optional<Ghosts> virtualBatches,
        Optional<Axes> adjustment,
        Optional<Mask> mask,
        boolean isSynchronized,
        boolean hasInputPrecision,
        boolean hasResidual,
        ActivationSettings activation) {

    /**
     * How an average follows its values.
     *
     * @param kept the share of the old average that is kept
     * @param added the share of the new value that is added
     * @param bySubtraction whether it is written {@code old - (old - value) * added}; it differs for infinities
     */
    record Share(double kept, double added, boolean bySubtraction) {}

    /**
     * Batch renormalization.
     *
     * @param algorithm which one
     * @param share how the renorm statistics follow the batches
     * @param rmax the upper limit of r
     * @param rmin the lower limit of r
     * @param dmax the limit of the magnitude of d
     */
    record Renorm(
            RenormAlgorithm algorithm, Share share, Optional<Limit> rmax, Optional<Limit> rmin, Optional<Limit> dmax) {

        boolean countsSteps() {
            return rmax.filter(Limit::isScheduled).isPresent()
                    || rmin.filter(Limit::isScheduled).isPresent()
                    || dmax.filter(Limit::isScheduled).isPresent();
        }
    }

    /** A limit, and the steps between which it is approached; the last one is 0 where it holds from the beginning. */
    record Limit(double value, int firstStep, int lastStep) {
        boolean isScheduled() {
            return lastStep > 0;
        }
    }

    /** Which values count, and how. */
    record Mask(MaskRule rule, Axes axes) {}

    /**
     * Virtual batches.
     *
     * @param size how many samples each has
     * @param order which samples belong together
     * @param updates how the variables follow them
     */
    record Ghosts(int size, VirtualBatches order, VirtualBatchUpdates updates) {

        /** The space with its batch axis cut into virtual batches and their members. */
        Axes cut(Axes space) {
            Axis batch = space.list().get(0);
            Axes parts = order == VirtualBatches.INTERLEAVED ? batch.cutInto(size) : batch.cutEvery(size);
            return space.minus(Axes.of(batch)).union(parts);
        }

        /** The axis in such a space along which virtual batches follow one another. */
        Axes groups(Axes cut) {
            return Axes.of(cut.list().get(order == VirtualBatches.INTERLEAVED ? 1 : 0));
        }

        boolean isSequential() {
            return updates == VirtualBatchUpdates.SEQUENTIAL;
        }
    }

    static BatchNormalizationSettings of(VariantSpec spec, Precision precision) {
        Settings settings = spec.settings();
        Profile profile = settings.choice("profile", Profile.class);
        boolean fused = FusedKernel.isUsed(spec, precision);
        Optional<Renorm> renorm = settings.flag("renorm") ? Optional.of(RenormSettings.of(settings)) : Optional.empty();
        Freezing freezing = Freezing.of(settings);
        boolean tracked = settings.flag("trackRunningStats");
        boolean updatesStatistics = tracked && !freezing.statistics();
        boolean updatesRenorm = renorm.isPresent() && !freezing.renormStatistics();
        NonFinite nonFinite = settings.choice("nonFinite", NonFinite.class);
        Optional<Mask> mask = fused ? Optional.empty() : mask(spec, profile);
        boolean isSynchronized = settings.flag("synchronizedStatistics");
        return new BatchNormalizationSettings(
                FusedKernel.epsilon(settings, profile, fused),
                Momentum.share(settings, profile, fused),
                isUnbiased(settings.choice("movingVariance", MovingVariance.class), profile, fused),
                settings.flag("cumulativeAverage"),
                tracked,
                settings.flag("center"),
                settings.flag("scale"),
                freezing.parameters(),
                updatesStatistics || updatesRenorm,
                updatesStatistics,
                freezing.batchStatistics(),
                updates(settings, profile, nonFinite != NonFinite.PROPAGATE || isSynchronized),
                nonFinite,
                refusesSingleValues(settings, profile) ? 2 : 0,
                renorm,
                virtualBatches(settings),
                adjustment(spec),
                mask,
                isSynchronized,
                hasInputPrecision(settings.choice("parameterType", ParameterType.class), profile),
                settings.flag("residual"),
                ActivationSettings.of(settings));
    }

    /** What is added to the variance, as it stands in formulas. */
    Expr epsilon() {
        return new Expr.Setting("epsilon", usedEpsilon);
    }

    /** Whether training takes statistics of the batch. */
    boolean usesBatch() {
        return !usesMovingStatistics || updatesVariables;
    }

    /** PyTorch's synchronized layer counts the values of all replicas together, and refuses nothing. */
    private static boolean refusesSingleValues(Settings settings, Profile profile) {
        boolean isRefused = profile == Profile.TORCH && !settings.flag("synchronizedStatistics");
        return Profiles.isOn(settings.choice("refuseSingleValues", Switch.class), isRefused);
    }

    private static boolean hasInputPrecision(ParameterType wish, Profile profile) {
        return (wish == ParameterType.PROFILE ? profile.usualParameterType() : wish) == ParameterType.INPUT;
    }

    private static Updates updates(Settings settings, Profile profile, boolean isConditional) {
        if (Profiles.isOn(settings.choice("deferredUpdates", Switch.class), Profiles.isTfLayers(profile))) {
            return Updates.ON_DEMAND;
        }
        return isConditional ? Updates.AFTER_TRAINING : Updates.DURING_TRAINING;
    }

    private static boolean isUnbiased(MovingVariance wish, Profile profile, boolean fused) {
        return switch (wish) {
            case BIASED -> false;
            case UNBIASED -> true;
            case PROFILE -> profile == Profile.TORCH || fused;
        };
    }

    private static Optional<Ghosts> virtualBatches(Settings settings) {
        int size = settings.integer("virtualBatchSize");
        return size == 0
                ? Optional.empty()
                : Optional.of(new Ghosts(
                        size,
                        settings.choice("virtualBatches", VirtualBatches.class),
                        settings.choice("virtualBatchUpdates", VirtualBatchUpdates.class)));
    }

    private static Optional<Axes> adjustment(VariantSpec spec) {
        Axes named = spec.axes("adjustmentAxes");
        return spec.settings().flag("adjustment")
                ? Optional.of(named.isEmpty() ? spec.axis() : named)
                : Optional.empty();
    }

    private static Optional<Mask> mask(VariantSpec spec, Profile profile) {
        if (!spec.settings().flag("mask")) {
            return Optional.empty();
        }
        Axes named = spec.axes("maskAxes");
        int rank = spec.space().list().size();
        Axes usual = new Axes(spec.space().list().subList(0, rank - 1));
        MaskRule rule = spec.settings().choice("maskRule", MaskRule.class);
        MaskRule usualRule = profile == Profile.KERAS_3 ? MaskRule.KERAS_3 : MaskRule.WEIGHTS;
        return Optional.of(new Mask(rule == MaskRule.PROFILE ? usualRule : rule, named.isEmpty() ? usual : named));
    }
}
