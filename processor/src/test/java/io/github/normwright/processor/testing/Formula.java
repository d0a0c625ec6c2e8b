package io.github.normwright.processor.testing;

import static io.github.normwright.processor.ir.Expr.maximum;
import static io.github.normwright.processor.ir.Expr.minimum;
import static io.github.normwright.processor.ir.Expr.reciprocalSqrt;
import static io.github.normwright.processor.ir.Expr.sqrt;
import static io.github.normwright.processor.ir.Expr.stopGradient;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.ir.Variable;
import java.util.List;
import java.util.Optional;

/** Normalizations that no annotation asks for: each a formula, from which everything else has to follow. */
public enum Formula {
    /** Batch normalization with another nonlinearity behind the scale. */
    LEAKY_OFFSET {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            AlgorithmBuilder.Moments moments = builder.moments("mean", "variance", x, reduced);
            Expr normalized = x.minus(moments.mean())
                    .times(reciprocalSqrt(moments.variance().plus(0.01)))
                    .times(gamma);
            return new Expr.Select(Comparison.GREATER, normalized, Expr.ZERO, normalized, normalized.times(0.1));
        }
    },
    /** The input times its own normalized value, with a named value as large as the tensor in between. */
    GATED {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            AlgorithmBuilder.Moments moments = builder.moments("mean", "variance", x.times(gamma), reduced);
            Expr gate = builder.define(
                    "gate",
                    x.minus(moments.mean()).dividedBy(sqrt(moments.variance().plus(0.1))));
            return gate.times(x).plus(gate);
        }
    },
    /** A sum that the output is divided by, without a value in between. */
    SHARE {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            Expr energy = builder.sum("energy", x.times(x), reduced);
            return x.times(gamma).dividedBy(energy).plus(x.times(energy).times(1e-4));
        }
    },
    /** An elementary function of a statistic. */
    DECAY {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            Expr squares = builder.sum("squares", x.times(x), reduced);
            Expr decay = builder.define(
                    "decay",
                    new Expr.Unary(
                            UnaryOperator.EXP,
                            squares.dividedBy(new Expr.Count(reduced)).times(-0.3)));
            return x.times(decay).times(gamma);
        }
    },
    /** Statistics with the number of values that they are of. */
    COUNTED {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            AlgorithmBuilder.CountedMoments moments =
                    builder.moments("mean", "variance", "count", x, Optional.empty(), reduced, false);
            Expr unbiased = moments.variance()
                    .times(moments.count())
                    .dividedBy(moments.count().plus(1));
            return x.minus(moments.mean())
                    .times(reciprocalSqrt(unbiased.plus(0.1)))
                    .times(gamma);
        }
    },
    /** No mean: a plain sum of squares. */
    ROOT_MEAN_SQUARE {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            Expr squares = builder.sum("squares", x.times(x), reduced);
            Expr meanSquare = builder.define("meanSquare", squares.dividedBy(new Expr.Count(reduced)));
            return x.times(reciprocalSqrt(meanSquare.plus(1e-3))).times(gamma);
        }
    },
    /** A sum that needs a reduction before it. */
    ABSOLUTE_DEVIATION {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            Expr count = new Expr.Count(reduced);
            Expr mean = builder.define("mean", builder.sum("total", x, reduced).dividedBy(count));
            Expr distance = new Expr.Unary(UnaryOperator.ABSOLUTE, x.minus(mean));
            Expr deviation = builder.define(
                    "deviation", builder.sum("distances", distance, reduced).dividedBy(count));
            return x.minus(mean).dividedBy(deviation.plus(0.1)).times(gamma);
        }
    },
    /** Bounds, of values and of statistics. */
    CLIPPED {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            AlgorithmBuilder.Moments moments = builder.moments("mean", "variance", x, reduced);
            Expr floor = maximum(moments.variance(), Expr.constant(0.25));
            Expr normalized = x.minus(moments.mean()).dividedBy(sqrt(floor)).times(gamma);
            return minimum(maximum(normalized, Expr.constant(-0.75)), Expr.constant(1.25));
        }
    },
    /** Statistics that count as constants. */
    STOPPED {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            AlgorithmBuilder.Moments moments = builder.moments("mean", "variance", x, reduced);
            Expr mean = stopGradient(moments.mean());
            Expr scale = builder.define(
                    "scale",
                    stopGradient(reciprocalSqrt(moments.variance().plus(0.1))).times(gamma));
            return x.minus(mean).times(scale);
        }
    },
    /** Elementary functions that have limits. */
    SATURATED {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            Expr normalized = normalized(builder, x, reduced, gamma);
            Expr gate = builder.define("gate", call(UnaryOperator.SIGMOID, normalized));
            return normalized
                    .times(gate)
                    .plus(call(UnaryOperator.TANH, normalized))
                    .plus(call(UnaryOperator.NORMAL_CDF, normalized.times(2)));
        }
    },
    /** Elementary functions that have none, of values and of statistics. */
    UNSATURATED {
        @Override
        Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
            Expr normalized = normalized(builder, x, reduced, gamma);
            Expr factor = builder.define("factor", call(UnaryOperator.EXP, gamma.times(0.5)));
            return call(UnaryOperator.SOFTPLUS, normalized.times(factor))
                    .minus(call(UnaryOperator.EXPM1, minimum(normalized, Expr.ONE)))
                    .times(call(UnaryOperator.EXP, normalized.times(-0.5)));
        }
    };

    private static Expr normalized(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma) {
        AlgorithmBuilder.Moments moments = builder.moments("mean", "variance", x, reduced);
        Expr deviation = x.minus(moments.mean());
        return builder.define(
                "normalized",
                deviation.times(reciprocalSqrt(moments.variance().plus(0.1))).times(gamma));
    }

    private static Expr call(UnaryOperator function, Expr operand) {
        return new Expr.Unary(function, operand);
    }

    /** The layer of this formula in the layout of another. */
    public LayerAlgorithm layer(LayerSource layout) {
        Axes space = layout.variantSpec().space();
        Axes kept = layout.variantSpec().axis();
        Variable gamma = new Variable("gamma", kept, true, true, 1);
        return new LayerAlgorithm(
                space,
                List.of(gamma),
                algorithm("training", space, kept, gamma),
                algorithm("inference", space, kept, gamma));
    }

    private Algorithm algorithm(String name, Axes space, Axes kept, Variable gamma) {
        AlgorithmBuilder builder = new AlgorithmBuilder(name, space);
        Expr x = builder.tensor(LayerAlgorithm.INPUT);
        builder.output(LayerAlgorithm.OUTPUT, output(builder, x, space.minus(kept), builder.variable(gamma)));
        return builder.build();
    }

    abstract Expr output(AlgorithmBuilder builder, Expr x, Axes reduced, Expr gamma);
}
