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
        List<String> names = new ArrayList<>(AffineOutput.VARIABLES);
        names.addAll(SampleAverages.VARIABLES);
        return names;
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
        SampleAverages.check(settings, problems);
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
        private final AffineOutput end;
        private final SampleAverages averages;
        private final boolean isTracked;

        Formulas(VariantSpec spec) {
            this.spec = spec;
            this.end = AffineOutput.of(spec, spec.axis());
            this.averages = new SampleAverages(spec, samples(spec));
            this.isTracked = SampleAverages.areIn(spec.settings());
        }

        LayerAlgorithm layer() {
            List<Variable> variables = new ArrayList<>(end.variables());
            if (isTracked) {
                variables.addAll(averages.variables());
            }
            return new LayerAlgorithm(
                    spec.space(),
                    variables,
                    training(),
                    inference(),
                    LayerAlgorithm.Updates.DURING_TRAINING,
                    refusesSingleValues(spec.settings()) ? 2 : 0,
                    List.of(),
                    Profiles.hasInputPrecision(spec.settings()));
        }

        private Algorithm training() {
            AlgorithmBuilder builder = new AlgorithmBuilder("training", spec.space());
            AlgorithmBuilder.Moments moments = normalizeByMoments(builder);
            if (isTracked) {
                averages.update(builder, moments, others(spec));
            }
            return builder.build();
        }

        private Algorithm inference() {
            AlgorithmBuilder builder = new AlgorithmBuilder("inference", spec.space());
            if (isTracked) {
                normalize(builder, averages.mean(builder), averages.variance(builder));
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
            end.standardized(builder, builder.tensor(LayerAlgorithm.INPUT).minus(mean), variance);
        }
    }
}
