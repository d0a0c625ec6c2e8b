package io.github.normwright.processor.variant;

import com.google.auto.service.AutoService;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.List;

/** Group normalization, as Keras and PyTorch have it. */
@AutoService(Variant.class)
public final class GroupNormalizationVariant implements Variant {

    @Override
    public String annotation() {
        return "io.github.normwright.api.GroupNormalization";
    }

    @Override
    public String title() {
        return "group normalization";
    }

    @Override
    public boolean hasDocuments() {
        return true;
    }

    @Override
    public List<String> variableNames() {
        return AffineOutput.VARIABLES;
    }

    @Override
    public void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        if (spec.axis().list().size() > 1) {
            error(problems, "axis", Message.ONE_AXIS, spec.axis().list().size());
        } else if (spec.axis().contains(spec.space().list().get(0))) {
            error(problems, "axis", Message.SAMPLE_AXIS);
        } else if (groups(spec) < 1 || channels(spec) % groups(spec) != 0) {
            error(problems, "groups", Message.GROUPS, spec.settings().integer("groups"), channels(spec));
        } else {
            AffineOutput.check(spec, spec.axis(), AffineOutput.VARIABLES, precisions, problems);
        }
    }

    @Override
    public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
        Axes groups = spec.axis().list().get(0).cutInto(groups(spec));
        Axes space = spec.space().minus(spec.axis()).union(groups);
        Axes kept = Axes.of(space.list().get(0), groups.list().get(0));
        AffineOutput end = AffineOutput.of(spec, spec.axis());
        return LayerAlgorithm.alike(
                spec.space(), space, end.variables(), Profiles.hasInputPrecision(spec.settings()), builder -> {
                    Expr x = builder.tensor(LayerAlgorithm.INPUT);
                    AlgorithmBuilder.Moments moments = builder.moments("mean", "variance", x, space.minus(kept));
                    end.standardized(builder, x.minus(moments.mean()), moments.variance());
                });
    }

    private static int groups(VariantSpec spec) {
        int groups = spec.settings().integer("groups");
        return groups == -1 ? channels(spec) : groups;
    }

    private static int channels(VariantSpec spec) {
        return ((Extent.Fixed) spec.axis().list().get(0).extent()).size();
    }

    private static void error(Problems problems, String attribute, Message message, Object... arguments) {
        problems.error(attribute, message.code(), message.text(arguments));
    }
}
