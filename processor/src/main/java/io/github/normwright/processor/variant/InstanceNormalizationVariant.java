package io.github.normwright.processor.variant;

import com.google.auto.service.AutoService;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.ArrayList;
import java.util.List;

/** Instance normalization, as PyTorch and ONNX have it. */
@AutoService(Variant.class)
public final class InstanceNormalizationVariant implements Variant {

    @Override
    public String annotation() {
        return "io.github.normwright.api.InstanceNormalization";
    }

    @Override
    public String title() {
        return "instance normalization";
    }

    @Override
    public boolean hasDocuments() {
        return true;
    }

    @Override
    public List<String> variableNames() {
        return List.of("gamma", "beta", "movingMean", "movingVariance");
    }

    @Override
    public void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        Settings settings = spec.settings();
        if (spec.axis().containsAll(samples(spec))) {
            error(problems, "axis", Message.SAMPLE_AXIS);
            return;
        }
        AffineOutput.check(spec, spec.axis(), AffineOutput.VARIABLES, precisions, problems);
        boolean isSingle =
                others(spec).list().stream().allMatch(axis -> axis.extent().equals(new Extent.Fixed(1)));
        if (isSingle && refusesSingleValues(settings)) {
            error(problems, "shape", Message.SINGLE_VALUE_OF_SAMPLE, Profile.TORCH);
        }
        settings.number("momentum").ifPresent(momentum -> {
            Profile profile = settings.choice("profile", Profile.class);
            if (!settings.flag("trackRunningStats")) {
                error(problems, "momentum", Message.WITHOUT_USE, "momentum", "trackRunningStats = true");
            } else if (!Double.isFinite(momentum)) {
                error(problems, "momentum", Message.MOMENTUM_NOT_FINITE, momentum, profile, profile.usualMomentum());
            }
        });
    }

    @Override
    public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
        return new Formulas(spec).layer();
    }

    private static Axes samples(VariantSpec spec) {
        return Axes.of(spec.space().list().get(0));
    }

    /** The axes along which statistics are taken. */
    private static Axes others(VariantSpec spec) {
        return spec.space().minus(samples(spec)).minus(spec.axis());
    }

    private static boolean refusesSingleValues(Settings settings) {
        return settings.choice("profile", Profile.class) == Profile.TORCH;
    }

    private static void error(Problems problems, String attribute, Message message, Object... arguments) {
        problems.error(attribute, message.code(), message.text(arguments));
    }

    /** The formulas of one layer. */
    private static final class Formulas {

        private final VariantSpec spec;
        private final Settings settings;
        private final AffineOutput end;
        private final boolean isTracked;
        private final Variable movingMean;
        private final Variable movingVariance;

        Formulas(VariantSpec spec) {
            this.spec = spec;
            this.settings = spec.settings();
            this.end = AffineOutput.of(spec, spec.axis());
            this.isTracked = settings.flag("trackRunningStats");
            this.movingMean = new Variable("movingMean", spec.axis(), false, false, 0);
            this.movingVariance = new Variable("movingVariance", spec.axis(), false, false, 1);
        }

        LayerAlgorithm layer() {
            List<Variable> variables = new ArrayList<>(end.variables());
            if (isTracked) {
                variables.addAll(List.of(movingMean, movingVariance));
            }
            return new LayerAlgorithm(
                    spec.space(),
                    variables,
                    training(),
                    inference(),
                    LayerAlgorithm.Updates.DURING_TRAINING,
                    refusesSingleValues(settings) ? 2 : 0,
                    List.of(),
                    Profiles.hasInputPrecision(settings));
        }

        private Algorithm training() {
            AlgorithmBuilder builder = new AlgorithmBuilder("training", spec.space());
            AlgorithmBuilder.Moments moments = normalizeByMoments(builder);
            if (isTracked) {
                Expr count = new Expr.Count(others(spec));
                // A single value has no variance to correct.
                Expr fewer = Expr.maximum(count.minus(1), Expr.ONE);
                Expr unbiased = moments.variance().times(count.dividedBy(fewer));
                follow(builder, movingMean, moments.mean());
                follow(builder, movingVariance, builder.define("unbiasedVariance", unbiased));
            }
            return builder.build();
        }

        private Algorithm inference() {
            AlgorithmBuilder builder = new AlgorithmBuilder("inference", spec.space());
            if (isTracked) {
                normalize(builder, builder.variable(movingMean), builder.variable(movingVariance));
            } else {
                normalizeByMoments(builder);
            }
            return builder.build();
        }

        private AlgorithmBuilder.Moments normalizeByMoments(AlgorithmBuilder builder) {
            AlgorithmBuilder.Moments moments =
                    builder.moments("mean", "variance", builder.tensor(LayerAlgorithm.INPUT), others(spec));
            normalize(builder, moments.mean(), moments.variance());
            return moments;
        }

        private void normalize(AlgorithmBuilder builder, Expr mean, Expr variance) {
            Expr inverse = Expr.reciprocalSqrt(variance.plus(Epsilon.of(settings)));
            Expr centered = builder.tensor(LayerAlgorithm.INPUT).minus(mean);
            end.output(builder, centered.times(builder.define("inverseStddev", inverse)));
        }

        /** A moving statistic follows the average of the samples. */
        private void follow(AlgorithmBuilder builder, Variable statistic, Expr value) {
            BatchNormalizationSettings.Share share =
                    Momentum.share(settings, settings.choice("profile", Profile.class), false);
            Expr sum = builder.sum(statistic.name() + "Sum", value, samples(spec));
            Expr average = sum.dividedBy(new Expr.Count(samples(spec)));
            Expr kept = new Expr.Setting("keptShare", share.kept());
            Expr added = new Expr.Setting("addedShare", share.added());
            builder.update(statistic, builder.variable(statistic).times(kept).plus(average.times(added)));
        }
    }
}
