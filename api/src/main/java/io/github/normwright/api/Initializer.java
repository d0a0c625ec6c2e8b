package io.github.normwright.api;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a variable starts with, as the value of another annotation's attribute. Attributes have the names and the
 * defaults of Keras' initializers.
 *
 * <pre>{@code
 * gammaInitializer = @Initializer(kind = InitializerKind.CONSTANT, value = 0.25)
 * }</pre>
 *
 * <p>Random values are the same on every machine and in every run. As in Keras, an initializer with a seed draws the
 * same values each time it is used; they are not the values that Keras draws for this seed.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Initializer {

    /**
     * The kind of initializer.
     *
     * @return the kind; left out, the variable's own default
     */
    InitializerKind kind() default InitializerKind.DEFAULT;

    /**
     * The number that {@link InitializerKind#CONSTANT} puts everywhere.
     *
     * @return a number; left out, 0
     */
    double value() default Double.NaN;

    /**
     * The mean of {@link InitializerKind#RANDOM_NORMAL} and {@link InitializerKind#TRUNCATED_NORMAL}.
     *
     * @return a finite number; left out, 0
     */
    double mean() default Double.NaN;

    /**
     * The standard deviation of {@link InitializerKind#RANDOM_NORMAL} and {@link InitializerKind#TRUNCATED_NORMAL},
     * for the latter the one before truncation.
     *
     * @return a finite number of at least 0; left out, 0.05
     */
    double stddev() default Double.NaN;

    /**
     * The lower bound of {@link InitializerKind#RANDOM_UNIFORM}, included.
     *
     * @return a finite number; left out, -0.05
     */
    double minval() default Double.NaN;

    /**
     * The upper bound of {@link InitializerKind#RANDOM_UNIFORM}, excluded.
     *
     * @return a finite number of at least {@link #minval()}; left out, 0.05
     */
    double maxval() default Double.NaN;

    /**
     * The variance that {@link InitializerKind#VARIANCE_SCALING} divides by the fan.
     *
     * @return a finite number above 0; left out, 1
     */
    double scale() default Double.NaN;

    /**
     * What {@link InitializerKind#VARIANCE_SCALING} divides the variance by.
     *
     * @return a fan of the variable's shape
     */
    VarianceScalingMode mode() default VarianceScalingMode.FAN_IN;

    /**
     * What {@link InitializerKind#VARIANCE_SCALING} draws from.
     *
     * @return the distribution
     */
    VarianceScalingDistribution distribution() default VarianceScalingDistribution.TRUNCATED_NORMAL;

    /**
     * What {@link InitializerKind#ORTHOGONAL} and {@link InitializerKind#IDENTITY} multiply their matrix by.
     *
     * @return a finite number; left out, 1
     */
    double gain() default Double.NaN;

    /**
     * The seed of the kinds that draw random values. Two variables with the same initializer and the same seed start
     * with the same values.
     *
     * @return any number
     */
    long seed() default 0;

    /**
     * The class of {@link InitializerKind#CUSTOM}, which requires it.
     *
     * @return a public class with a public constructor without parameters
     */
    Class<? extends VariableInitializer> custom() default VariableInitializer.class;
}
