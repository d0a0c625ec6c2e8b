package io.github.normwright.kernels;

import io.github.normwright.api.VariableInitializer;
import io.github.normwright.api.VarianceScalingDistribution;
import io.github.normwright.api.VarianceScalingMode;
import java.util.Objects;

/**
 * The initializers of Keras, for what variables start with. All are immutable and thread-safe.
 *
 * <p>Random values come from a seed and are the same on every machine and JDK; they have the distributions of Keras,
 * not its values. Drawn in double precision, they are rounded to the variable's type. As in Keras, an initializer draws
 * the same values each time it is used.
 *
 * <p>Numbers that Keras lets through although its backends disagree on them are refused: a negative standard deviation,
 * bounds in the wrong order, and parameters of distributions that are not finite.
 */
public final class Initializers {

    private Initializers() {}

    /**
     * Zeros, what beta and the moving mean start with.
     *
     * @return an initializer for any shape
     */
    public static VariableInitializer zeros() {
        return constant(0);
    }

    /**
     * Ones, what gamma and the moving variance start with.
     *
     * @return an initializer for any shape
     */
    public static VariableInitializer ones() {
        return constant(1);
    }

    /**
     * The same number everywhere.
     *
     * @param value any number; Keras' default is 0
     * @return an initializer for any shape
     */
    public static VariableInitializer constant(double value) {
        return new ConstantInitializer(value);
    }

    /**
     * A normal distribution.
     *
     * @param mean a finite number; Keras' default is 0
     * @param stddev the standard deviation, a finite number of at least 0; Keras' default is 0.05
     * @param seed any number
     * @return an initializer for any shape
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static VariableInitializer randomNormal(double mean, double stddev, long seed) {
        return new NormalInitializer(mean, stddev, false, seed);
    }

    /**
     * A uniform distribution over the numbers from {@code minval} to {@code maxval}, the latter excluded. Rounding to
     * {@code float} may still reach it.
     *
     * @param minval a finite number; Keras' default is -0.05
     * @param maxval a finite number of at least {@code minval}; Keras' default is 0.05
     * @param seed any number
     * @return an initializer for any shape
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static VariableInitializer randomUniform(double minval, double maxval, long seed) {
        return new UniformInitializer(minval, maxval, seed);
    }

    /**
     * A normal distribution without what lies more than two standard deviations off the mean, which is drawn again.
     *
     * @param mean a finite number; Keras' default is 0
     * @param stddev the standard deviation before truncation, a finite number of at least 0; Keras' default is 0.05.
     *     The values have 0.8796 of it
     * @param seed any number
     * @return an initializer for any shape
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static VariableInitializer truncatedNormal(double mean, double stddev, long seed) {
        return new NormalInitializer(mean, stddev, true, seed);
    }

    /**
     * A distribution of mean 0 and variance {@code scale / fan}. The uniform one reaches to
     * {@code sqrt(3 * scale / fan)}, the truncated normal one to twice {@code sqrt(scale / fan) / 0.8796}, the standard
     * deviation before truncation.
     *
     * <p>A shape (C) has a fan-in and a fan-out of C, a shape (rows, columns) a fan-in of rows and a fan-out of columns;
     * in higher ranks both the second last size, the fan-in, and the last size, the fan-out, are multiplied by the sizes
     * before them. A single number has fans of 1.
     *
     * @param scale a finite number above 0; Keras' default is 1
     * @param mode the fan-in, the fan-out or their average; Keras' default is the fan-in
     * @param distribution what to draw from; Keras' default is the truncated normal distribution
     * @param seed any number
     * @return an initializer for any shape
     * @throws IllegalArgumentException if the scale is out of its range
     */
    public static VariableInitializer varianceScaling(
            double scale, VarianceScalingMode mode, VarianceScalingDistribution distribution, long seed) {
        return new VarianceScalingInitializer(scale, mode, distribution, seed);
    }

    /**
     * A uniform distribution of variance 1 over the average fan (Glorot and Bengio, "Understanding the difficulty of
     * training deep feedforward neural networks", 2010).
     *
     * @param seed any number
     * @return an initializer for any shape
     */
    public static VariableInitializer glorotUniform(long seed) {
        return varianceScaling(1, VarianceScalingMode.FAN_AVG, VarianceScalingDistribution.UNIFORM, seed);
    }

    /**
     * A truncated normal distribution of variance 1 over the average fan (Glorot and Bengio, "Understanding the
     * difficulty of training deep feedforward neural networks", 2010).
     *
     * @param seed any number
     * @return an initializer for any shape
     */
    public static VariableInitializer glorotNormal(long seed) {
        return varianceScaling(1, VarianceScalingMode.FAN_AVG, VarianceScalingDistribution.TRUNCATED_NORMAL, seed);
    }

    /**
     * A uniform distribution of variance 2 over the fan-in (He, Zhang, Ren and Sun, "Delving Deep into Rectifiers",
     * 2015).
     *
     * @param seed any number
     * @return an initializer for any shape
     */
    public static VariableInitializer heUniform(long seed) {
        return varianceScaling(2, VarianceScalingMode.FAN_IN, VarianceScalingDistribution.UNIFORM, seed);
    }

    /**
     * A truncated normal distribution of variance 2 over the fan-in (He, Zhang, Ren and Sun, "Delving Deep into
     * Rectifiers", 2015).
     *
     * @param seed any number
     * @return an initializer for any shape
     */
    public static VariableInitializer heNormal(long seed) {
        return varianceScaling(2, VarianceScalingMode.FAN_IN, VarianceScalingDistribution.TRUNCATED_NORMAL, seed);
    }

    /**
     * A uniform distribution of variance 1 over the fan-in (LeCun, Bottou, Orr and Müller, "Efficient BackProp", 1998).
     *
     * @param seed any number
     * @return an initializer for any shape
     */
    public static VariableInitializer lecunUniform(long seed) {
        return varianceScaling(1, VarianceScalingMode.FAN_IN, VarianceScalingDistribution.UNIFORM, seed);
    }

    /**
     * A truncated normal distribution of variance 1 over the fan-in (LeCun, Bottou, Orr and Müller, "Efficient
     * BackProp", 1998).
     *
     * @param seed any number
     * @return an initializer for any shape
     */
    public static VariableInitializer lecunNormal(long seed) {
        return varianceScaling(1, VarianceScalingMode.FAN_IN, VarianceScalingDistribution.TRUNCATED_NORMAL, seed);
    }

    /**
     * A multiple of a random orthogonal matrix, each as likely as any other. The last size of the shape is the number of
     * columns, the product of the others that of the rows. Columns are orthonormal, or rows where there are fewer of
     * them.
     *
     * @param gain the multiple, a finite number; Keras' default is 1
     * @param seed any number
     * @return an initializer that refuses shapes of fewer than two sizes
     * @throws IllegalArgumentException if the gain is not finite
     */
    public static VariableInitializer orthogonal(double gain, long seed) {
        return new OrthogonalInitializer(gain, seed);
    }

    /**
     * A multiple of the identity matrix, which need not be square.
     *
     * @param gain the multiple, a finite number; Keras' default is 1
     * @return an initializer that refuses shapes that do not have exactly two sizes
     * @throws IllegalArgumentException if the gain is not finite
     */
    public static VariableInitializer identity(double gain) {
        return new IdentityInitializer(gain);
    }

    /**
     * The square roots of what another initializer gives: the standard deviations that belong to its variances.
     *
     * @param variances gives values of at least 0; others become NaN
     * @return the initializer
     */
    public static VariableInitializer squareRootOf(VariableInitializer variances) {
        Objects.requireNonNull(variances, "variances");
        return (values, shape) -> {
            variances.initialize(values, shape);
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.sqrt(values[i]);
            }
        };
    }
}
