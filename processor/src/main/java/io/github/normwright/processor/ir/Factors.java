package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Binary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The factors of a product, from left to right.
 *
 * @param list the factors
 */
public record Factors(List<Factor> list) {

    /** No factors. */
    public static final Factors NONE = new Factors(List.of());

    /**
     * A factor of a product.
     *
     * @param value the factor
     * @param divides whether the product is divided by it
     */
    public record Factor(Expr value, boolean divides) {}

    public Factors {
        list = List.copyOf(list);
    }

    /** The factors of an expression: itself, where it is no product. What divides is not taken apart. */
    public static Factors of(Expr product) {
        List<Factor> factors = new ArrayList<>();
        collect(product, true, factors);
        return new Factors(factors);
    }

    /** As {@link #of}, with a quotient as one factor. */
    public static Factors withQuotientsWhole(Expr product) {
        List<Factor> factors = new ArrayList<>();
        collect(product, false, factors);
        return new Factors(factors);
    }

    private static void collect(Expr value, boolean cutsQuotients, List<Factor> factors) {
        if (value instanceof Binary binary && binary.operator() == BinaryOperator.MULTIPLY) {
            collect(binary.left(), cutsQuotients, factors);
            collect(binary.right(), cutsQuotients, factors);
        } else if (cutsQuotients && value instanceof Binary binary && binary.operator() == BinaryOperator.DIVIDE) {
            collect(binary.left(), true, factors);
            factors.add(new Factor(binary.right(), true));
        } else {
            factors.add(new Factor(value, false));
        }
    }

    /** Those of the factors that have a property. */
    public Factors where(Predicate<Factor> property) {
        return new Factors(list.stream().filter(property).toList());
    }

    /** Those of the factors that others do not have. */
    public Factors without(Factors others) {
        return new Factors(
                list.stream().filter(factor -> !others.list().contains(factor)).toList());
    }

    /** The product of an expression and the factors. */
    public Expr times(Expr first) {
        Expr product = first;
        for (Factor factor : list) {
            product = factor.divides() ? product.dividedBy(factor.value()) : product.times(factor.value());
        }
        return product;
    }

    /** The product of the factors. */
    public Expr product() {
        return times(Expr.ONE);
    }
}
