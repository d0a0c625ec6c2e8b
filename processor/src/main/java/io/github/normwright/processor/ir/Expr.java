package io.github.normwright.processor.ir;

/**
 * An elementwise expression. Values of fewer axes are broadcast along the others; there is no indexing.
 *
 * <p>The methods build simplified expressions: they fold constants and drop neutral elements, nothing that would change a
 * result other than the sign of a zero.
 */
public sealed interface Expr {

    /** A number written in the formula. */
    record Constant(double value) implements Expr {}

    /**
     * A number of the layer's specification.
     *
     * @param name what the formula calls it, such as {@code epsilon}
     * @param value its value
     */
    record Setting(String name, double value) implements Expr {}

    /**
     * The value of an operand or of a definition.
     *
     * @param name its name in the algorithm
     */
    record Ref(String name) implements Expr {}

    /**
     * How many elements there are along some axes.
     *
     * @param over the axes
     */
    record Count(Axes over) implements Expr {}

    /** A function of one operand. */
    record Unary(UnaryOperator operator, Expr operand) implements Expr {}

    /** A function of two operands. */
    record Binary(BinaryOperator operator, Expr left, Expr right) implements Expr {}

    /**
     * One of two values. The comparison is false where either side is not a number, except that
     * {@link Comparison#NOT_EQUAL} is then true.
     */
    record Select(Comparison comparison, Expr left, Expr right, Expr then, Expr otherwise) implements Expr {}

    Expr ZERO = new Constant(0);
    Expr ONE = new Constant(1);

    static Expr constant(double value) {
        return new Constant(value);
    }

    static Expr ref(String name) {
        return new Ref(name);
    }

    static Expr sqrt(Expr operand) {
        return new Unary(UnaryOperator.SQRT, operand);
    }

    /** One over the square root. */
    static Expr reciprocalSqrt(Expr operand) {
        return new Unary(UnaryOperator.RECIPROCAL_SQRT, operand);
    }

    /** The value itself, through which no gradient flows. */
    static Expr stopGradient(Expr operand) {
        return new Unary(UnaryOperator.STOP_GRADIENT, operand);
    }

    static Expr absolute(Expr operand) {
        return new Unary(UnaryOperator.ABSOLUTE, operand);
    }

    static Expr maximum(Expr left, Expr right) {
        return new Binary(BinaryOperator.MAXIMUM, left, right);
    }

    static Expr minimum(Expr left, Expr right) {
        return new Binary(BinaryOperator.MINIMUM, left, right);
    }

    default Expr plus(Expr other) {
        return Simplify.add(this, other);
    }

    default Expr minus(Expr other) {
        return Simplify.subtract(this, other);
    }

    default Expr times(Expr other) {
        return Simplify.multiply(this, other);
    }

    default Expr dividedBy(Expr other) {
        return Simplify.divide(this, other);
    }

    default Expr negated() {
        return Simplify.negate(this);
    }

    default Expr plus(double other) {
        return plus(constant(other));
    }

    default Expr minus(double other) {
        return minus(constant(other));
    }

    default Expr times(double other) {
        return times(constant(other));
    }
}
