package io.github.normwright.kernels;

import io.github.normwright.api.VariableRegularizer;

/**
 * Penalizes the sum of absolute values and the sum of squares.
 *
 * @param l1 the factor of the sum of absolute values, a finite number of at least 0
 * @param l2 the factor of the sum of squares, a finite number of at least 0
 */
record L1L2Regularizer(double l1, double l2) implements VariableRegularizer {

    L1L2Regularizer {
        Checks.finiteAtLeast0("l1", l1);
        Checks.finiteAtLeast0("l2", l2);
    }

    @Override
    public double penalty(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        double absolutes = 0;
        double squares = 0;
        for (double value : values) {
            absolutes += Math.abs(value);
            squares += value * value;
        }
        return timesUnless0(l1, absolutes) + timesUnless0(l2, squares);
    }

    @Override
    public void addGradient(double[] values, int[] shape, double[] gradient) {
        VariableShape.check(values.length, shape);
        Regularizers.checkGradient(gradient, values.length);
        for (int i = 0; i < values.length; i++) {
            gradient[i] += timesUnless0(l1, Math.signum(values[i])) + timesUnless0(2 * l2, values[i]);
        }
    }

    /** As in Keras, a term without weight stays out of the sum: 0 times infinity would not be a number. */
    private static double timesUnless0(double factor, double term) {
        return factor == 0 ? 0 : factor * term;
    }
}
