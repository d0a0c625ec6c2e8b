package io.github.normwright.processor.ir.grad;

import io.github.normwright.processor.ir.BinaryOperator;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Binary;
import io.github.normwright.processor.ir.Expr.Select;
import io.github.normwright.processor.ir.Expr.Unary;
import io.github.normwright.processor.ir.UnaryOperator;
import java.util.function.BiConsumer;

/**
 * The chain rule for each function. Products are written with the gradient first: it is often small where the other
 * factors are large, so that what can be represented does not overflow on the way.
 */
final class Derivatives {

    private Derivatives() {}

    /**
     * Passes a gradient on to the operands of a function.
     *
     * @param function an expression with operands
     * @param result a short way to write the function's value
     * @param gradient the gradient with respect to it
     * @param operands receives operands and the gradients with respect to them
     */
    static void passOn(Expr function, Expr result, Expr gradient, BiConsumer<Expr, Expr> operands) {
        if (function instanceof Unary unary) {
            unary(unary, result, gradient, operands);
        } else if (function instanceof Binary binary) {
            binary(binary, result, gradient, operands);
        } else if (function instanceof Select select) {
            operands.accept(select.then(), when(select, gradient, Expr.ZERO));
            operands.accept(select.otherwise(), when(select, Expr.ZERO, gradient));
        }
    }

    private static void unary(Unary unary, Expr result, Expr gradient, BiConsumer<Expr, Expr> operands) {
        Expr operand = unary.operand();
        switch (unary.operator()) {
            case NEGATE -> operands.accept(operand, gradient.negated());
            case ABSOLUTE -> operands.accept(operand, sign(operand, gradient));
            case SQRT -> operands.accept(operand, gradient.times(0.5).dividedBy(result));
            case RECIPROCAL_SQRT ->
                operands.accept(
                        operand,
                        gradient.times(result).times(result).times(result).times(-0.5));
            case STOP_GRADIENT -> {
                // The operand counts as a constant.
            }
            case EXP -> operands.accept(operand, gradient.times(result));
            case EXPM1 -> operands.accept(operand, gradient.times(result.plus(1)));
            case TANH -> operands.accept(operand, gradient.times(Expr.ONE.minus(result.times(result))));
            case SIGMOID -> operands.accept(operand, gradient.times(result).times(Expr.ONE.minus(result)));
            case SOFTPLUS -> operands.accept(operand, gradient.times(new Unary(UnaryOperator.SIGMOID, operand)));
            case NORMAL_CDF -> operands.accept(operand, gradient.times(normalDensity(operand)));
            case LAST_BITS_AS_EXPONENT -> throw new IllegalArgumentException("not differentiable: " + unary);
        }
    }

    private static Expr normalDensity(Expr operand) {
        Expr exponential = new Unary(UnaryOperator.EXP, operand.times(operand).times(-0.5));
        return exponential.times(new Expr.Setting("normalDensity", 1 / Math.sqrt(2 * Math.PI)));
    }

    private static void binary(Binary binary, Expr result, Expr gradient, BiConsumer<Expr, Expr> operands) {
        Expr left = binary.left();
        Expr right = binary.right();
        switch (binary.operator()) {
            case ADD -> {
                operands.accept(left, gradient);
                operands.accept(right, gradient);
            }
            case SUBTRACT -> {
                operands.accept(left, gradient);
                operands.accept(right, gradient.negated());
            }
            case MULTIPLY -> {
                operands.accept(left, gradient.times(right));
                operands.accept(right, gradient.times(left));
            }
            case DIVIDE -> {
                Expr share = gradient.dividedBy(right);
                operands.accept(left, share);
                operands.accept(right, share.times(result).negated());
            }
            case MAXIMUM, MINIMUM -> {
                // Where both are equal the left operand takes the whole gradient.
                boolean larger = binary.operator() == BinaryOperator.MAXIMUM;
                Comparison wins = larger ? Comparison.GREATER_OR_EQUAL : Comparison.LESS_OR_EQUAL;
                operands.accept(left, new Select(wins, left, right, gradient, Expr.ZERO));
                operands.accept(right, new Select(wins, left, right, Expr.ZERO, gradient));
            }
        }
    }

    private static Expr when(Select select, Expr then, Expr otherwise) {
        return new Select(select.comparison(), select.left(), select.right(), then, otherwise);
    }

    private static Expr sign(Expr operand, Expr gradient) {
        Expr negative = new Select(Comparison.LESS, operand, Expr.ZERO, gradient.negated(), Expr.ZERO);
        return new Select(Comparison.GREATER, operand, Expr.ZERO, gradient, negative);
    }
}
