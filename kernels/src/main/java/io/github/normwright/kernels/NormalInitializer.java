package io.github.normwright.kernels;

import io.github.normwright.api.VariableInitializer;

/**
 * A normal distribution.
 *
 * @param mean a finite number
 * @param stddev a finite number of at least 0
 * @param isTruncated whether what lies more than two standard deviations off the mean is drawn again
 * @param seed any number
 */
record NormalInitializer(double mean, double stddev, boolean isTruncated, long seed) implements VariableInitializer {

    NormalInitializer {
        Checks.finite("mean", mean);
        Checks.finiteAtLeast0("stddev", stddev);
    }

    @Override
    public void initialize(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        RandomStream random = new RandomStream(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = mean + stddev * (isTruncated ? random.nextTruncatedNormal() : random.nextNormal());
        }
    }
}
