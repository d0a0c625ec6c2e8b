package io.github.normwright.kernels;

import io.github.normwright.api.VariableInitializer;
import java.util.Arrays;

/**
 * The same number everywhere.
 *
 * @param value the number
 */
record ConstantInitializer(double value) implements VariableInitializer {

    @Override
    public void initialize(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        Arrays.fill(values, value);
    }
}
