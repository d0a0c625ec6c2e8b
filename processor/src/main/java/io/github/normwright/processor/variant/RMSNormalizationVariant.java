package io.github.normwright.processor.variant;

import com.google.auto.service.AutoService;
import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.List;

/** RMS normalization, as Keras, PyTorch and ONNX have it. */
@AutoService(Variant.class)
public final class RMSNormalizationVariant implements Variant {

    @Override
    public String annotation() {
        return "io.github.normwright.api.RMSNormalization";
    }

    @Override
    public String title() {
        return "RMS normalization";
    }

    @Override
    public boolean hasDocuments() {
        return true;
    }

    @Override
    public List<String> variableNames() {
        return List.of("gamma");
    }

    @Override
    public void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        AffineOutput.check(spec, spec.axis(), variableNames(), precisions, problems);
    }

    @Override
    public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
        AffineOutput end = AffineOutput.withoutBeta(spec, spec.axis());
        Expr epsilon = Epsilon.of(spec.settings(), usualEpsilon(spec, precision));
        return LayerAlgorithm.alike(
                spec.space(), end.variables(), Profiles.hasInputPrecision(spec.settings()), builder -> {
                    Expr x = builder.tensor(LayerAlgorithm.INPUT);
                    Expr meanSquare = builder.define(
                            "meanSquare",
                            builder.sum("squareSum", x.times(x), spec.axis()).dividedBy(new Expr.Count(spec.axis())));
                    Expr inverse =
                            builder.define("inverseRootMeanSquare", Expr.reciprocalSqrt(meanSquare.plus(epsilon)));
                    end.output(builder, x.times(inverse));
                });
    }

    private static double usualEpsilon(VariantSpec spec, Precision precision) {
        DType dtype = precision == Precision.DOUBLE ? DType.FLOAT64 : DType.FLOAT32;
        return spec.settings().choice("profile", Profile.class).usualRmsEpsilon(dtype);
    }
}
