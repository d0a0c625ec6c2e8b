package io.github.normwright.api;

/** Which variance of a batch is folded into the moving variance. The output always uses the biased one. */
public enum MovingVariance {
    /** As the layer's {@link Profile} does. */
    PROFILE,
    /** The mean of the squared deviations: divided by the number of values n. */
    BIASED,
    /** Bessel's correction: divided by n - 1, or by 1 where n is 1. */
    UNBIASED
}
