package io.github.normwright.kernels;

import io.github.normwright.api.VariableInitializer;

/**
 * A uniform distribution.
 *
 * @param minval the lower bound, included
 * @param maxval the upper bound, excluded if above the lower one
 * @param seed any number
 */
record UniformInitializer(double minval, double maxval, long seed) implements VariableInitializer {

    UniformInitializer {
        Checks.finite("minval", minval);
        Checks.finite("maxval", maxval);
        if (maxval < minval) {
            throw Checks.unexpected("maxval of at least minval " + minval, maxval);
        }
    }

    @Override
    public void initialize(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        RandomStream random = new RandomStream(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextUniform(minval, maxval);
        }
    }
}
