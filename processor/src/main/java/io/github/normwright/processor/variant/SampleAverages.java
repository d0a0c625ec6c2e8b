package io.github.normwright.processor.variant;

import io.github.normwright.api.Profile;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.List;

/** Moving statistics that follow the average of what the samples of a batch have, as PyTorch's instance normalization has them. */
final class SampleAverages {

    /** The names of the variables. */
    static final List<String> VARIABLES = List.of("movingMean", "movingVariance");

    private final Settings settings;
    private final Axes samples;
    private final Variable movingMean;
    private final Variable movingVariance;

    /**
     * @param samples the axis of the samples
     */
    SampleAverages(VariantSpec spec, Axes samples) {
        this.settings = spec.settings();
        this.samples = samples;
        this.movingMean = new Variable(VARIABLES.get(0), spec.axis(), false, false, 0);
        this.movingVariance = new Variable(VARIABLES.get(1), spec.axis(), false, false, 1);
    }

    /** Whether a layer has them. */
    static boolean areIn(Settings settings) {
        return settings.flag("trackRunningStats");
    }

    /** Reports a momentum that nothing uses, or that is no number. */
    static void check(Settings settings, Problems problems) {
        settings.number("momentum").ifPresent(momentum -> {
            Profile profile = settings.choice("profile", Profile.class);
            if (!areIn(settings)) {
                error(problems, Message.WITHOUT_USE, "momentum", "trackRunningStats = true");
            } else if (!Double.isFinite(momentum)) {
                error(problems, Message.MOMENTUM_NOT_FINITE, momentum, profile, profile.usualMomentum());
            }
        });
    }

    private static void error(Problems problems, Message message, Object... arguments) {
        problems.error("momentum", message.code(), message.text(arguments));
    }

    List<Variable> variables() {
        return List.of(movingMean, movingVariance);
    }

    Expr mean(AlgorithmBuilder builder) {
        return builder.variable(movingMean);
    }

    Expr variance(AlgorithmBuilder builder) {
        return builder.variable(movingVariance);
    }

    /**
     * Lets them follow a batch.
     *
     * @param moments the statistics of each sample
     * @param over the axes along which they were taken
     */
    void update(AlgorithmBuilder builder, AlgorithmBuilder.Moments moments, Axes over) {
        Expr count = new Expr.Count(over);
        // A single value has no variance to correct.
        Expr fewer = Expr.maximum(count.minus(1), Expr.ONE);
        Expr unbiased = moments.variance().times(count.dividedBy(fewer));
        follow(builder, movingMean, moments.mean());
        follow(builder, movingVariance, builder.define("unbiasedVariance", unbiased));
    }

    private void follow(AlgorithmBuilder builder, Variable statistic, Expr value) {
        BatchNormalizationSettings.Share share =
                Momentum.share(settings, settings.choice("profile", Profile.class), false);
        Expr sum = builder.sum(statistic.name() + "Sum", value, samples);
        Expr average = sum.dividedBy(new Expr.Count(samples));
        Expr kept = new Expr.Setting("keptShare", share.kept());
        Expr added = new Expr.Setting("addedShare", share.added());
        builder.update(statistic, builder.variable(statistic).times(kept).plus(average.times(added)));
    }
}
