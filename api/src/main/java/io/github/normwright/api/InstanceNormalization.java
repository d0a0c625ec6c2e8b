package io.github.normwright.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Specifies an instance normalization (Ulyanov, Vedaldi and Lempitsky, "Instance Normalization: The Missing Ingredient for
 * Fast Stylization", 2016). With mean and variance taken for each sample and channel over all else, training computes
 *
 * <pre>{@code
 * y = gamma * (x - mean) / sqrt(variance + epsilon) + beta
 * }</pre>
 *
 * <p>and so does inference, unless {@link #trackRunningStats()} gives it moving statistics to use instead. The first axis
 * counts the samples. The classes are named as those of {@link BatchNormalization}; arrays are dense and row-major in the
 * order of {@link #shape()}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(InstanceNormalizations.class)
public @interface InstanceNormalization {

    /**
     * The shape of the input, the batch dimension included. Required; it has a default only so that the processor, and
     * not the compiler, asks for it.
     *
     * @return sizes of at least 1, or {@link Shape#DYNAMIC} for sizes known at run time
     */
    int[] shape() default {};

    /**
     * The axes of the channels: -1 for channels-last, 1 for channels-first. Negative values count from the end.
     *
     * @return axes of the shape, each of static size, none twice, and not the first
     */
    int[] axis() default -1;

    /**
     * The number added to the variance before its square root is taken.
     *
     * @return a positive, finite number; left out, 1e-5 in {@link Profile#TORCH} and {@link Profile#ONNX}, and
     *     1e-3 in the others
     */
    double epsilon() default Double.NaN;

    /**
     * Whether an offset beta is added.
     *
     * @return true for a layer with beta
     */
    boolean center() default true;

    /**
     * Whether the result is multiplied by a factor gamma.
     *
     * @return true for a layer with gamma
     */
    boolean scale() default true;

    /**
     * Whether there are a moving mean and a moving variance for each channel, which follow the averages of the samples'
     * means and unbiased variances in training, and which inference uses, as in PyTorch.
     *
     * @return true for a layer with moving statistics
     */
    boolean trackRunningStats() default false;

    /**
     * The share of the new value in the moving statistics; in the profiles of Keras and TensorFlow and in
     * {@link Profile#ONNX} that of the old one. Only with {@link #trackRunningStats()}.
     *
     * @return a finite number; left out, the profile's default, 0.1 in {@link Profile#TORCH}
     */
    double momentum() default Double.NaN;

    /**
     * Whether a second input of the same shape and dtype is added to the result, before {@link #activation()}, in the same
     * pass over memory. {@link BatchNormalization#residual()} says how calls then look, and what backward needs.
     *
     * @return true for a layer that adds a residual
     */
    boolean residual() default false;

    /**
     * The function that is applied to the result, in the same pass over memory; {@code backward} differentiates it, too. It
     * is applied in training and in inference.
     *
     * @return the activation
     */
    Activation activation() default Activation.NONE;

    /**
     * The slope of {@link Activation#LEAKY_RELU} where its operand is negative. Only with that.
     *
     * @return a finite number of at least 0; left out, 0.2 as in Keras and TensorFlow, and 0.01 in {@link Profile#TORCH} and
     *     {@link Profile#ONNX}
     */
    double negativeSlope() default Double.NaN;

    /**
     * What {@link Activation#ELU} tends to, with its sign changed, where its operand is negative. Only with that.
     *
     * @return a finite number of at least 0; left out, 1
     */
    double eluAlpha() default Double.NaN;

    /**
     * The element types to generate the layer for, one class each.
     *
     * @return at least one type, none twice
     */
    DType[] dtypes() default DType.FLOAT32;

    /**
     * What parameters hold where the dtype is narrower than the arithmetic.
     *
     * @return left out, what the profile's system does
     */
    ParameterType parameterType() default ParameterType.PROFILE;

    /**
     * The layer's own name, needed where the annotation is repeated: the generated classes are then named after it.
     *
     * @return letters, digits and underscores, starting with a letter; left out, the name of the annotated type
     */
    String name() default "";

    /**
     * The system whose defaults the layer has.
     *
     * @return {@link Profile#TORCH} refuses to train where a channel has one value for each sample
     */
    Profile profile() default Profile.TORCH;

    /**
     * What gamma starts with.
     *
     * @return left out, ones
     */
    Initializer gammaInitializer() default @Initializer;

    /**
     * What gamma adds to the loss.
     *
     * @return left out, nothing
     */
    Regularizer gammaRegularizer() default @Regularizer;

    /**
     * What gamma is projected by after an update.
     *
     * @return left out, nothing
     */
    Constraint gammaConstraint() default @Constraint;

    /**
     * What beta starts with.
     *
     * @return left out, zeros
     */
    Initializer betaInitializer() default @Initializer;

    /**
     * What beta adds to the loss.
     *
     * @return left out, nothing
     */
    Regularizer betaRegularizer() default @Regularizer;

    /**
     * What beta is projected by after an update.
     *
     * @return left out, nothing
     */
    Constraint betaConstraint() default @Constraint;
}
