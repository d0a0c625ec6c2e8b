package io.github.normwright.kernels;

import io.github.normwright.api.VariableInitializer;
import java.util.Arrays;

/**
 * A multiple of the identity matrix; ones on the main diagonal where the matrix is not square.
 *
 * @param gain the multiple, a finite number
 */
record IdentityInitializer(double gain) implements VariableInitializer {

    IdentityInitializer {
        Checks.finite("gain", gain);
    }

    @Override
    public void initialize(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        if (shape.length != 2) {
            throw Checks.unexpected("a shape of rank 2 for an identity matrix", Arrays.toString(shape));
        }
        Arrays.fill(values, 0);
        int columns = shape[1];
        for (int i = 0; i < Math.min(shape[0], columns); i++) {
            values[i * columns + i] = gain;
        }
    }
}
