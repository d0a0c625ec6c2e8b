package io.github.normwright.kernels;

import java.util.Arrays;

/** Checks of the shape that initializers, regularizers and constraints see a variable in. */
final class VariableShape {

    private VariableShape() {}

    /**
     * Checks that values fill a shape.
     *
     * @param size how many values there are
     * @param shape sizes of at least 1; empty for a single number
     */
    static void check(int size, int[] shape) {
        if (!hasSize(shape, size)) {
            throw Checks.unexpected("a shape of " + size + " values", Arrays.toString(shape));
        }
    }

    private static boolean hasSize(int[] shape, int size) {
        long product = 1;
        for (int dimension : shape) {
            product *= dimension;
            // Two negative sizes would have a positive product; stopping early, the product cannot overflow.
            if (dimension < 1 || product > size) {
                return false;
            }
        }
        return product == size;
    }
}
