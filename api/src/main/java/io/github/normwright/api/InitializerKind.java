package io.github.normwright.api;

/** The ways to draw or set what a variable starts with, under the names of Keras. See {@link Initializer}. */
public enum InitializerKind {
    /** The variable's own: ones for gamma and the moving variance, zeros for beta and the moving mean. */
    DEFAULT,
    /** Zeros. */
    ZEROS,
    /** Ones. */
    ONES,
    /** The same {@link Initializer#value() value} everywhere. */
    CONSTANT,
    /** A normal distribution with {@link Initializer#mean() mean} and {@link Initializer#stddev() stddev}. */
    RANDOM_NORMAL,
    /** A uniform distribution from {@link Initializer#minval() minval} to {@link Initializer#maxval() maxval}. */
    RANDOM_UNIFORM,
    /** As {@link #RANDOM_NORMAL}, but what lies more than two standard deviations off the mean is drawn again. */
    TRUNCATED_NORMAL,
    /** A distribution whose variance is {@link Initializer#scale() scale} over the fan of the variable's shape. */
    VARIANCE_SCALING,
    /** Variance scaling: 1 over the average fan, uniform (Glorot and Bengio, 2010). */
    GLOROT_UNIFORM,
    /** Variance scaling: 1 over the average fan, truncated normal (Glorot and Bengio, 2010). */
    GLOROT_NORMAL,
    /** Variance scaling: 2 over the fan-in, uniform (He et al., 2015). */
    HE_UNIFORM,
    /** Variance scaling: 2 over the fan-in, truncated normal (He et al., 2015). */
    HE_NORMAL,
    /** Variance scaling: 1 over the fan-in, uniform (LeCun et al., 1998). */
    LECUN_UNIFORM,
    /** Variance scaling: 1 over the fan-in, truncated normal (LeCun et al., 1998). */
    LECUN_NORMAL,
    /** {@link Initializer#gain() gain} times a random orthogonal matrix; for variables of rank 2 or more. */
    ORTHOGONAL,
    /** {@link Initializer#gain() gain} times the identity matrix; for variables of rank 2. */
    IDENTITY,
    /** A {@link Initializer#custom() class} of one's own. */
    CUSTOM
}
