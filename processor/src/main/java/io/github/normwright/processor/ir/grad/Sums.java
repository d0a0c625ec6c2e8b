package io.github.normwright.processor.ir.grad;

import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Binary;
import io.github.normwright.processor.ir.Expr.Count;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.ir.Expr.Unary;
import io.github.normwright.processor.ir.Factors;
import io.github.normwright.processor.ir.UnaryOperator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Sums of gradients along broadcast axes. Factors that do not vary along the axes are taken out of the sum, sums are
 * taken apart, and equal sums are defined once: so the passes over the data that remain are few and shared.
 */
final class Sums {

    /** Defines a new sum. */
    interface Definer {
        /** The reference to a sum defined under the name, or under one like it if the name is taken. */
        Ref define(String name, Expr value, Axes over);
    }

    private record Key(Expr value, Axes over) {}

    private final Function<Expr, Axes> axesOf;
    private final Definer definer;
    private final Map<Key, Ref> defined = new LinkedHashMap<>();

    /**
     * @param axesOf tells the axes of an expression
     * @param definer defines new sums
     */
    Sums(Function<Expr, Axes> axesOf, Definer definer) {
        this.axesOf = axesOf;
        this.definer = definer;
    }

    /**
     * The sum of a value along axes.
     *
     * @param value the value; along an axis along which it does not vary, it counts as often as the axis has elements
     * @param over the axes
     * @param name the name of the sum, if a new one must be defined
     */
    Expr of(Expr value, Axes over, String name) {
        Axes along = axesOf.apply(value).intersection(over);
        Axes constant = over.minus(along);
        Expr sum = along.isEmpty() ? value : sum(value, along, name);
        return constant.isEmpty() ? sum : sum.times(new Count(constant));
    }

    private Expr sum(Expr value, Axes over, String name) {
        if (value instanceof Unary unary && unary.operator() == UnaryOperator.NEGATE) {
            return of(unary.operand(), over, name).negated();
        }
        if (value instanceof Binary binary) {
            switch (binary.operator()) {
                case ADD -> {
                    return of(binary.left(), over, name).plus(of(binary.right(), over, name));
                }
                case SUBTRACT -> {
                    return of(binary.left(), over, name).minus(of(binary.right(), over, name));
                }
                case MULTIPLY, DIVIDE -> {
                    return product(binary, over, name);
                }
                case MAXIMUM, MINIMUM -> {
                    return definition(binary, over, name);
                }
            }
        }
        return definition(value, over, name);
    }

    private Expr product(Binary product, Axes over, String name) {
        Factors factors = Factors.of(product);
        Factors varying = factors.where(
                factor -> !axesOf.apply(factor.value()).intersection(over).isEmpty());
        if (varying.equals(factors)) {
            return definition(product, over, name);
        }
        return factors.without(varying).times(of(varying.product(), over, name));
    }

    private Expr definition(Expr value, Axes over, String name) {
        return defined.computeIfAbsent(new Key(value, over), key -> definer.define(name, value, over));
    }
}
