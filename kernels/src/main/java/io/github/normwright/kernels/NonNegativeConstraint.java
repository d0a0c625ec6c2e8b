package io.github.normwright.kernels;

import io.github.normwright.api.VariableConstraint;

/** Makes negative values 0. */
record NonNegativeConstraint() implements VariableConstraint {

    @Override
    public void project(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], 0.0);
        }
    }
}
