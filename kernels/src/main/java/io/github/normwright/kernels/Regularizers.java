package io.github.normwright.kernels;

import io.github.normwright.api.OrthogonalMode;
import io.github.normwright.api.VariableRegularizer;

/**
 * The regularizers of Keras 3: penalties on the values w of a variable, which add to the loss. All are immutable and
 * thread-safe, and compute in double precision. Values that are not numbers give penalties and gradients that are not
 * either.
 */
public final class Regularizers {

    private Regularizers() {}

    /**
     * The penalty {@code l1 * sum(abs(w))}, of gradient {@code l1 * sign(w)}, which is 0 where w is 0.
     *
     * @param l1 a finite number of at least 0; Keras' default is 0.01
     * @return a regularizer for any shape
     * @throws IllegalArgumentException if the factor is out of its range
     */
    public static VariableRegularizer l1(double l1) {
        return l1L2(l1, 0);
    }

    /**
     * The penalty {@code l2 * sum(w * w)}, of gradient {@code 2 * l2 * w}.
     *
     * @param l2 a finite number of at least 0; Keras' default is 0.01
     * @return a regularizer for any shape
     * @throws IllegalArgumentException if the factor is out of its range
     */
    public static VariableRegularizer l2(double l2) {
        return l1L2(0, l2);
    }

    /**
     * The sum of the penalties of {@link #l1} and {@link #l2}.
     *
     * @param l1 a finite number of at least 0; Keras' default is 0
     * @param l2 a finite number of at least 0; Keras' default is 0
     * @return a regularizer for any shape
     * @throws IllegalArgumentException if a factor is out of its range
     */
    public static VariableRegularizer l1L2(double l1, double l2) {
        return new L1L2Regularizer(l1, l2);
    }

    /**
     * The penalty {@code factor * mean(abs(cosine))}, the mean taken over all pairs of rows or of columns. Vectors of a
     * norm below 1e-7 are divided by 1e-7 and not by their norm, as in Keras. The gradient of a cosine of 0 is taken as
     * 0.
     *
     * @param factor a finite number of at least 0; Keras' default is 0.01
     * @param mode rows or columns; Keras' default is rows
     * @return a regularizer that refuses shapes that do not have exactly two sizes, and matrices of a single row or
     *     column, for which Keras gives not a number
     * @throws IllegalArgumentException if the factor is out of its range
     */
    public static VariableRegularizer orthogonal(double factor, OrthogonalMode mode) {
        return new OrthogonalRegularizer(factor, mode);
    }

    /** Checks that a gradient has as many values as its variable. */
    static void checkGradient(double[] gradient, int size) {
        if (gradient.length != size) {
            throw Checks.unexpected("a gradient of " + size + " values", gradient.length);
        }
    }
}
