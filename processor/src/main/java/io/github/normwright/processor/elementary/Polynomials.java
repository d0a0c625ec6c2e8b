package io.github.normwright.processor.elementary;

import io.github.normwright.processor.ir.Expr;
import java.util.List;

/** Polynomials by Horner's rule. */
final class Polynomials {

    private Polynomials() {}

    /**
     * A polynomial.
     *
     * @param name what its coefficients are called, before their numbers
     * @param first the number of the first one
     * @param coefficients the coefficients, from the lowest power on; a 1 is a plain number
     * @param x the variable
     */
    static Expr of(String name, int first, List<Double> coefficients, Expr x) {
        int last = coefficients.size() - 1;
        Expr value = coefficient(name, first + last, coefficients.get(last));
        for (int i = last - 1; i >= 0; i--) {
            value = value.times(x).plus(coefficient(name, first + i, coefficients.get(i)));
        }
        return value;
    }

    private static Expr coefficient(String name, int number, double value) {
        return value == 1 ? Expr.ONE : new Expr.Setting(name + number, value);
    }
}
