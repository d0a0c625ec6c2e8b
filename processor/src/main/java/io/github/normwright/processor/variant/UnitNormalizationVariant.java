package io.github.normwright.processor.variant;

import com.google.auto.service.AutoService;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.List;

/** Unit normalization, as Keras has it. */
@AutoService(Variant.class)
public final class UnitNormalizationVariant implements Variant {

    private static final double SMALLEST_NORM = 1e-12;

    @Override
    public String annotation() {
        return "io.github.normwright.api.UnitNormalization";
    }

    @Override
    public String title() {
        return "unit normalization";
    }

    @Override
    public boolean hasDocuments() {
        return true;
    }

    @Override
    public List<String> variableNames() {
        return List.of();
    }

    @Override
    public void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        FusedOutput.check(spec.settings(), problems);
    }

    @Override
    public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
        return LayerAlgorithm.alike(spec.space(), List.of(), false, builder -> {
            Expr x = builder.tensor(LayerAlgorithm.INPUT);
            Expr squareSum = builder.sum("squareSum", x.times(x), spec.axis());
            // Inside the root, the limit keeps the gradient of a vector of zeros finite.
            Expr limited = Expr.maximum(squareSum, Expr.constant(SMALLEST_NORM * SMALLEST_NORM));
            FusedOutput.of(spec.settings())
                    .deliver(builder, x.times(builder.define("inverseNorm", Expr.reciprocalSqrt(limited))));
        });
    }
}
