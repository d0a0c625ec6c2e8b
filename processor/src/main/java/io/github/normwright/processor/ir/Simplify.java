package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Binary;
import io.github.normwright.processor.ir.Expr.Constant;
import io.github.normwright.processor.ir.Expr.Unary;

/**
 * Builds expressions without neutral elements, double negations and chains of exact constant factors. Every rule holds in
 * floating point, for infinities and for NaN too, up to the sign of a zero: nothing is multiplied by zero away, and only
 * powers of two are multiplied together.
 */
final class Simplify {

    private Simplify() {}

    static Expr add(Expr left, Expr right) {
        if (isConstant(left, 0)) {
            return right;
        }
        if (isConstant(right, 0)) {
            return left;
        }
        if (isNegation(right)) {
            return subtract(left, operand(right));
        }
        if (isNegation(left)) {
            return subtract(right, operand(left));
        }
        return fold(BinaryOperator.ADD, left, right);
    }

    static Expr subtract(Expr left, Expr right) {
        if (isConstant(right, 0)) {
            return left;
        }
        if (isConstant(left, 0)) {
            return negate(right);
        }
        if (isNegation(right)) {
            return add(left, operand(right));
        }
        return fold(BinaryOperator.SUBTRACT, left, right);
    }

    static Expr multiply(Expr left, Expr right) {
        if (isConstant(left, 1)) {
            return right;
        }
        if (isConstant(right, 1)) {
            return left;
        }
        if (isConstant(left, -1)) {
            return negate(right);
        }
        if (isConstant(right, -1)) {
            return negate(left);
        }
        if (isNegation(left)) {
            return negate(multiply(operand(left), right));
        }
        if (isNegation(right)) {
            return negate(multiply(left, operand(right)));
        }
        if (right instanceof Constant factor && left instanceof Binary inner && isExactMultiple(inner, factor)) {
            double product = ((Constant) inner.right()).value() * factor.value();
            return multiply(inner.left(), new Constant(product));
        }
        return fold(BinaryOperator.MULTIPLY, left, right);
    }

    static Expr divide(Expr left, Expr right) {
        if (isConstant(right, 1)) {
            return left;
        }
        if (isNegation(left)) {
            return negate(divide(operand(left), right));
        }
        if (isNegation(right)) {
            return negate(divide(left, operand(right)));
        }
        return fold(BinaryOperator.DIVIDE, left, right);
    }

    static Expr negate(Expr operand) {
        if (operand instanceof Constant constant) {
            return new Constant(-constant.value());
        }
        if (isNegation(operand)) {
            return operand(operand);
        }
        if (operand instanceof Binary difference && difference.operator() == BinaryOperator.SUBTRACT) {
            return new Binary(BinaryOperator.SUBTRACT, difference.right(), difference.left());
        }
        return new Unary(UnaryOperator.NEGATE, operand);
    }

    private static Expr fold(BinaryOperator operator, Expr left, Expr right) {
        if (left instanceof Constant a && right instanceof Constant b) {
            return new Constant(operator.apply(a.value(), b.value()));
        }
        return new Binary(operator, left, right);
    }

    private static boolean isExactMultiple(Binary inner, Constant factor) {
        return inner.operator() == BinaryOperator.MULTIPLY
                && inner.right() instanceof Constant constant
                && isPowerOfTwo(constant.value())
                && isPowerOfTwo(factor.value());
    }

    private static boolean isPowerOfTwo(double value) {
        double magnitude = Math.abs(value);
        return magnitude >= Double.MIN_NORMAL
                && Double.isFinite(magnitude)
                && magnitude == Math.scalb(1.0, Math.getExponent(magnitude));
    }

    private static boolean isConstant(Expr expr, double value) {
        return expr instanceof Constant constant && constant.value() == value;
    }

    private static boolean isNegation(Expr expr) {
        return expr instanceof Unary unary && unary.operator() == UnaryOperator.NEGATE;
    }

    private static Expr operand(Expr negation) {
        return ((Unary) negation).operand();
    }
}
