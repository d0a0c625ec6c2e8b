package com.example.filterresponse.processor;

import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.ArrayList;
import java.util.List;

/** Filter response normalization with its thresholded linear unit, as formulas. */
public final class FilterResponseNormalizationVariant implements Variant {

    @Override
    public String annotation() {
        return "com.example.filterresponse.FilterResponseNormalization";
    }

    @Override
    public String title() {
        return "filter response normalization";
    }

    @Override
    public List<String> variableNames() {
        return List.of("gamma", "beta", "tau", "learnedEpsilon");
    }

    @Override
    public void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        if (spec.axis().containsAll(samples(spec))) {
            problems.error("axis", "FRN1", "axis must not name axis 0, which counts the samples.");
        } else if (spatial(spec).isEmpty()) {
            problems.error(
                    "shape", "FRN2", "shape needs a spatial dimension: one besides the samples and those in axis.");
        }
        double epsilon = epsilon(spec.settings());
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            problems.error("epsilon", "FRN3", "epsilon must be positive and finite, found " + epsilon + ".");
        }
    }

    @Override
    public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
        Variable gamma = new Variable("gamma", spec.axis(), true, true, 1);
        Variable beta = new Variable("beta", spec.axis(), true, true, 0);
        Variable tau = new Variable("tau", spec.axis(), true, true, 0);
        Variable learnedEpsilon = new Variable("learnedEpsilon", Axes.NONE, true, true, 1e-4);
        boolean isLearned = spec.settings().flag("learnedEpsilon");
        List<Variable> variables = new ArrayList<>(List.of(gamma, beta, tau));
        if (isLearned) {
            variables.add(learnedEpsilon);
        }
        return LayerAlgorithm.alike(spec.space(), variables, false, builder -> {
            Expr x = builder.tensor(LayerAlgorithm.INPUT);
            Expr given = new Expr.Setting("epsilon", epsilon(spec.settings()));
            Expr epsilon = isLearned ? given.plus(magnitude(builder.variable(learnedEpsilon))) : given;
            Expr meanSquare = builder.define("meanSquare", mean(builder, x.times(x), spatial(spec)));
            Expr inverse = builder.define("inverse", Expr.reciprocalSqrt(meanSquare.plus(epsilon)));
            Expr scaled = x.times(inverse).times(builder.variable(gamma)).plus(builder.variable(beta));
            builder.output(LayerAlgorithm.OUTPUT, Expr.maximum(scaled, builder.variable(tau)));
        });
    }

    private static Expr mean(AlgorithmBuilder builder, Expr value, Axes over) {
        return builder.sum("sumOfSquares", value, over).dividedBy(new Expr.Count(over));
    }

    private static Expr magnitude(Expr value) {
        return new Expr.Unary(UnaryOperator.ABSOLUTE, value);
    }

    private static double epsilon(Settings settings) {
        return settings.number("epsilon").orElseThrow();
    }

    private static Axes samples(VariantSpec spec) {
        return Axes.of(spec.space().list().get(0));
    }

    private static Axes spatial(VariantSpec spec) {
        return spec.space().minus(samples(spec)).minus(spec.axis());
    }
}
