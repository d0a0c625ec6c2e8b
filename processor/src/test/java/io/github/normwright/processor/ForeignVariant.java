package io.github.normwright.processor;

import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.List;
import java.util.Map;

/** A stranger's variant, which does what its annotation's attribute {@code formulas} names. */
public final class ForeignVariant implements Variant {

    /** The source of its annotation. */
    static final String ANNOTATION = """
            package foreign;
            import io.github.normwright.api.DType;
            import java.lang.annotation.*;
            @Retention(RetentionPolicy.SOURCE)
            public @interface Foreign {
                int[] shape() default {};
                int[] axis() default -1;
                DType[] dtypes() default {DType.FLOAT32, DType.FLOAT64};
                String name() default "";
                String formulas() default "good";
                double epsilon() default 0.001;
            }
            """;

    /** Formulas over an input, the axes besides batch and channels, and a parameter along the channels. */
    interface Writer {
        LayerAlgorithm layer(VariantSpec spec, Axes others, Variable gamma);
    }

    /** Writes the formulas of training, which are those of inference too. */
    interface Lines {
        void write(AlgorithmBuilder builder, Expr x, Axes others, Expr gamma);
    }

    /** A layer that does the same in training and in inference. */
    static Writer alike(Lines lines) {
        return (spec, others, gamma) -> LayerAlgorithm.alike(
                spec.space(),
                List.of(gamma),
                false,
                builder -> lines.write(builder, builder.tensor(LayerAlgorithm.INPUT), others, builder.variable(gamma)));
    }

    @Override
    public String annotation() {
        return "foreign.Foreign";
    }

    @Override
    public String title() {
        return "foreign normalization";
    }

    @Override
    public List<String> variableNames() {
        return List.of("gamma");
    }

    @Override
    public void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        String formulas = spec.settings().text("formulas");
        if (formulas.equals("no such attribute")) {
            spec.settings().flag("bias");
        } else if (formulas.equals("another type")) {
            spec.settings().integer("epsilon");
        } else if (formulas.equals("an error elsewhere")) {
            problems.error("nowhere", "FO1", "this is nowhere.");
        }
    }

    @Override
    public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
        Map<String, Writer> writers = ForeignFormulas.writers();
        Axes batch = Axes.of(spec.space().list().get(0));
        Axes others = spec.space().minus(batch).minus(spec.axis());
        Variable gamma = new Variable("gamma", spec.axis(), true, true, 1);
        return writers.get(spec.settings().text("formulas")).layer(spec, others, gamma);
    }
}
