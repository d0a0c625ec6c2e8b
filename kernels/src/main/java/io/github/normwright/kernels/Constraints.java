package io.github.normwright.kernels;

import io.github.normwright.api.VariableConstraint;

/**
 * The constraints of Keras, for what a variable is held to after each step of training. All are immutable and
 * thread-safe, and compute in double precision.
 *
 * <p>Norms are Euclidean and taken along axes of the variable: 0, Keras' default, gives a variable of shape (C) one
 * norm; in a matrix it gives each column one. Negative axes count from the end, and Keras' list of axes is one of
 * several arguments here. The norm of a vector is made the wanted one by {@code w * wanted / (1e-7 + norm)}, which,
 * for what was added to avoid a division by 0, misses it by that little, and leaves vectors of zeros as they are.
 * Vectors that hold not a number become not a number, and infinite values, too, become not a number. Axes that a
 * variable does not have are refused when its values are projected.
 */
public final class Constraints {

    private Constraints() {}

    /**
     * A norm of at most {@code maxValue}.
     *
     * @param maxValue a number of at least 0, or infinite; Keras' default is 2
     * @param axis at least one axis
     * @return a constraint
     * @throws IllegalArgumentException if the norm is out of its range, or no axis is given
     */
    public static VariableConstraint maxNorm(double maxValue, int... axis) {
        checkMaxValue(maxValue, 0);
        return new NormConstraint(norm -> Math.min(norm, maxValue), axis);
    }

    /**
     * Values of at least 0: negative ones become 0. What is not a number remains so.
     *
     * @return a constraint for any shape
     */
    public static VariableConstraint nonNeg() {
        return new NonNegativeConstraint();
    }

    /**
     * A norm of 1.
     *
     * @param axis at least one axis
     * @return a constraint
     * @throws IllegalArgumentException if no axis is given
     */
    public static VariableConstraint unitNorm(int... axis) {
        return new NormConstraint(norm -> 1, axis);
    }

    /**
     * A norm from {@code minValue} to {@code maxValue}. One outside becomes {@code rate} times the nearest bound plus
     * {@code 1 - rate} times what it was.
     *
     * @param minValue a finite number of at least 0; Keras' default is 0
     * @param maxValue a number of at least {@code minValue}, or infinite; Keras' default is 1
     * @param rate a finite number, usually above 0 and at most 1; Keras' default is 1
     * @param axis at least one axis
     * @return a constraint
     * @throws IllegalArgumentException if a number is out of its range, or no axis is given
     */
    public static VariableConstraint minMaxNorm(double minValue, double maxValue, double rate, int... axis) {
        Checks.finiteAtLeast0("minValue", minValue);
        checkMaxValue(maxValue, minValue);
        Checks.finite("rate", rate);
        return new NormConstraint(
                norm -> rate * Math.max(minValue, Math.min(norm, maxValue)) + (1 - rate) * norm, axis);
    }

    private static void checkMaxValue(double maxValue, double least) {
        if (!(maxValue >= least)) {
            throw Checks.unexpected("maxValue of at least " + least, maxValue);
        }
    }
}
