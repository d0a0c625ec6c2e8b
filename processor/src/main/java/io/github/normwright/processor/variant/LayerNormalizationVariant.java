package io.github.normwright.processor.variant;

import com.google.auto.service.AutoService;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.List;

/** Layer normalization, as Keras, PyTorch and ONNX have it. */
@AutoService(Variant.class)
public final class LayerNormalizationVariant implements Variant {

    @Override
    public String annotation() {
        return "io.github.normwright.api.LayerNormalization";
    }

    @Override
    public String title() {
        return "layer normalization";
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
        AffineOutput.check(spec, spec.axis(), AffineOutput.VARIABLES, precisions, problems);
    }

    @Override
    public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
        boolean isCentered = !spec.settings().flag("rmsScaling");
        AffineOutput end =
                isCentered ? AffineOutput.of(spec, spec.axis()) : AffineOutput.withoutBeta(spec, spec.axis());
        return LayerAlgorithm.alike(
                spec.space(), end.variables(), Profiles.hasInputPrecision(spec.settings()), builder -> {
                    Expr x = builder.tensor(LayerAlgorithm.INPUT);
                    AlgorithmBuilder.Moments moments = builder.moments("mean", "variance", x, spec.axis());
                    end.standardized(builder, isCentered ? x.minus(moments.mean()) : x, moments.variance());
                });
    }
}
