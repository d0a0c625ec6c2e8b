package io.github.normwright.api;

/**
 * Whether a {@link Profile#TF_KERAS} layer behaves as TensorFlow's fused kernel does: the moving variance then takes
 * the unbiased batch variance, and momentum is rounded to {@code float}. Speed is not concerned: every layer is
 * generated fused.
 */
public enum Fused {
    /**
     * As TensorFlow decides: fused for rank 4 with axis 1 or 3, and for rank 5 with axis 1 or 4, unless the dtype is
     * {@link DType#FLOAT64}.
     */
    AUTO,
    /** Fused; a compile-time error where TensorFlow would refuse it. */
    REQUIRED,
    /** Not fused. */
    FORBIDDEN
}
