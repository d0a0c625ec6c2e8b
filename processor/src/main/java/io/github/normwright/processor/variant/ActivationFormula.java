package io.github.normwright.processor.variant;

import static io.github.normwright.processor.ir.Expr.maximum;
import static io.github.normwright.processor.ir.Expr.minimum;

import io.github.normwright.api.Activation;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Select;
import io.github.normwright.processor.ir.Expr.Setting;
import io.github.normwright.processor.ir.Expr.Unary;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.UnaryOperator;

/**
 * The formulas of activations. The derivative of each follows from it, and where a comparison decides, from the side that it
 * is on. No product may have an infinite factor in the branch that is not taken, for its gradient would not be a number.
 */
final class ActivationFormula {

    /** Klambauer et al., "Self-Normalizing Neural Networks", 2017. */
    private static final double SELU_SCALE = 1.0507009873554804934193349852946;

    private static final Setting SELU_SCALED_ALPHA =
            new Setting("seluScaledAlpha", SELU_SCALE * 1.6732632423543772848170429916717);

    /** Twice what stands before z and before its third power in the operand of the hyperbolic tangent. */
    private static final double GELU_LINEAR = 2 * Math.sqrt(2 / Math.PI);

    private static final double GELU_CUBIC = 0.044715 * GELU_LINEAR;

    /** Beyond these gates are 0 or 1 in every dtype, and their functions 0 or z. */
    private static final double GATE_BOUND = 746;

    /** From here on the gate of Mish is 1, and the square of an exponential still finite. */
    private static final double MISH_BOUND = 30;

    private static final String PRE_ACTIVATION = "preActivation";
    private static final String ACTIVATED = "activated";
    private static final String EXPONENTIAL = "exponential";

    private final AlgorithmBuilder builder;
    private final ActivationSettings settings;
    private final Expr z;

    private ActivationFormula(AlgorithmBuilder builder, ActivationSettings settings, Expr z) {
        this.builder = builder;
        this.settings = settings;
        this.z = z;
    }

    /**
     * Applies an activation.
     *
     * @param builder receives named parts
     * @param settings which one
     * @param value what it is applied to
     */
    static Expr of(AlgorithmBuilder builder, ActivationSettings settings, Expr value) {
        if (settings.kind() == Activation.NONE) {
            return value;
        }
        return new ActivationFormula(builder, settings, builder.define(PRE_ACTIVATION, value)).formula();
    }

    /**
     * Lets the gradient take from the output what it needs of the operand, for activations whose output tells it: then the
     * gradient depends on no second input.
     */
    static void recover(AlgorithmBuilder builder, ActivationSettings settings) {
        Expr y = new Expr.Ref(LayerAlgorithm.OUTPUT);
        switch (settings.kind()) {
            case RELU, RELU6 -> builder.recover(PRE_ACTIVATION, y);
            case LEAKY_RELU -> {
                if (settings.negativeSlope() > 0) {
                    builder.recover(PRE_ACTIVATION, y);
                }
            }
            case ELU -> recoverElu(builder, new Setting("eluAlpha", settings.eluAlpha()), y);
            case SELU -> recoverElu(builder, SELU_SCALED_ALPHA, y);
            case HARD_SIGMOID -> {
                Expr slope = new Setting("hardSigmoidSlope", settings.hardSigmoidSlope());
                builder.recover(PRE_ACTIVATION, y.minus(0.5).dividedBy(slope));
            }
            case SIGMOID, TANH -> builder.recover(ACTIVATED, y);
            case NONE, SOFTPLUS, SILU, HARD_SWISH, GELU, GELU_TANH, MISH -> {
                // The output does not tell the operand, or not precisely.
            }
        }
    }

    private static void recoverElu(AlgorithmBuilder builder, Setting negative, Expr y) {
        if (negative.value() > 0) {
            builder.recover(PRE_ACTIVATION, y);
            builder.recover(EXPONENTIAL, minimum(y, Expr.ZERO).dividedBy(negative));
        }
    }

    private Expr formula() {
        return switch (settings.kind()) {
            case NONE -> z;
            // Where both operands are equal, the first one takes the gradient: at the kinks there is none.
            case RELU -> maximum(Expr.ZERO, z);
            case RELU6 -> minimum(Expr.constant(6), maximum(Expr.ZERO, z));
            case LEAKY_RELU ->
                where(Comparison.GREATER, 0, z, z.times(new Setting("negativeSlope", settings.negativeSlope())));
            case ELU -> elu(Expr.ONE, new Setting("eluAlpha", settings.eluAlpha()));
            case SELU -> elu(new Setting("seluScale", SELU_SCALE), SELU_SCALED_ALPHA);
            case SIGMOID -> activated(UnaryOperator.SIGMOID);
            case HARD_SIGMOID -> hardSigmoid();
            case TANH -> activated(UnaryOperator.TANH);
            case SOFTPLUS -> activated(UnaryOperator.SOFTPLUS);
            case SILU -> gated(GATE_BOUND, bounded -> new Unary(UnaryOperator.SIGMOID, bounded));
            case HARD_SWISH -> hardSwish();
            case GELU -> gated(GATE_BOUND, bounded -> new Unary(UnaryOperator.NORMAL_CDF, bounded));
            case GELU_TANH -> gated(GATE_BOUND, ActivationFormula::approximateNormalCdf);
            case MISH -> gated(MISH_BOUND, this::tanhOfSoftplus);
        };
    }

    private Expr activated(UnaryOperator function) {
        return builder.define(ACTIVATED, new Unary(function, z));
    }

    private Expr elu(Expr positive, Expr negative) {
        Expr exponential = builder.define(EXPONENTIAL, new Unary(UnaryOperator.EXPM1, minimum(z, Expr.ZERO)));
        return where(Comparison.GREATER, 0, z.times(positive), exponential.times(negative));
    }

    private Expr hardSigmoid() {
        double bound = 0.5 / settings.hardSigmoidSlope();
        Expr slope = new Setting("hardSigmoidSlope", settings.hardSigmoidSlope());
        return between(-bound, bound, Expr.ZERO, z.times(slope).plus(0.5), Expr.ONE);
    }

    private Expr hardSwish() {
        Expr bounded = bounded(3, 3);
        Expr product = bounded.times(
                bounded.times(new Setting("hardSwishSlope", 1.0 / 6)).plus(0.5));
        return between(-3, 3, Expr.ZERO, product, z);
    }

    /** {@code z * gate(z)}; z itself where the gate is 1. */
    private Expr gated(double bound, java.util.function.UnaryOperator<Expr> gate) {
        Expr bounded = bounded(GATE_BOUND, bound);
        Expr gated = builder.define("gated", bounded.times(builder.define("gate", gate.apply(bounded))));
        return where(Comparison.GREATER, bound, z, gated);
    }

    /** {@code (1 + tanh(u)) / 2 = sigmoid(2 u)}. */
    private static Expr approximateNormalCdf(Expr bounded) {
        Expr slope = bounded.times(bounded)
                .times(new Setting("geluCubic", GELU_CUBIC))
                .plus(new Setting("geluLinear", GELU_LINEAR));
        return new Unary(UnaryOperator.SIGMOID, bounded.times(slope));
    }

    /** {@code tanh(log(1 + w)) = w (w + 2) / (w (w + 2) + 2)}. */
    private Expr tanhOfSoftplus(Expr bounded) {
        Expr power = builder.define("power", new Unary(UnaryOperator.EXP, bounded));
        Expr part = builder.define("part", power.times(power.plus(2)));
        return part.dividedBy(part.plus(2));
    }

    private Expr bounded(double below, double above) {
        return builder.define("bounded", minimum(maximum(z, Expr.constant(-below)), Expr.constant(above)));
    }

    private Expr where(Comparison comparison, double bound, Expr then, Expr otherwise) {
        return new Select(comparison, z, Expr.constant(bound), then, otherwise);
    }

    private Expr between(double low, double high, Expr below, Expr within, Expr above) {
        return where(Comparison.LESS_OR_EQUAL, low, below, where(Comparison.GREATER_OR_EQUAL, high, above, within));
    }
}
