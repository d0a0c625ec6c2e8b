package io.github.normwright.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Specifies a layer normalization (Ba, Kiros and Hinton, "Layer Normalization", 2016). With mean and variance taken over the
 * axes in {@link #axis()}, for each index of the others, training and inference compute
 *
 * <pre>{@code
 * y = gamma * (x - mean) / sqrt(variance + epsilon) + beta
 * }</pre>
 *
 * <p>where gamma and beta have one value for each index of these axes. PyTorch's {@code LayerNorm} with a {@code
 * normalized_shape} of n sizes has the last n axes. The classes are named as those of {@link BatchNormalization}; arrays are
 * dense and row-major in the order of {@link #shape()}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(LayerNormalizations.class)
public @interface LayerNormalization {

    /**
     * The shape of the input, the batch dimension included. Required; it has a default only so that the processor, and
     * not the compiler, asks for it.
     *
     * @return sizes of at least 1, or {@link Shape#DYNAMIC} for sizes known at run time
     */
    int[] shape() default {};

    /**
     * The axes that are normalized together, and along which there are parameters. Negative values count from the end.
     *
     * @return axes of the shape, each of static size, none twice
     */
    int[] axis() default -1;

    /**
     * The number added to the variance before its square root is taken.
     *
     * @return a positive, finite number; left out, 1e-3 as in Keras, and 1e-5 in {@link Profile#TORCH} and
     *     {@link Profile#ONNX}
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
     * Whether x is only divided by its standard deviation, as Keras does with its deprecated argument of the same name:
     * {@code y = gamma * x / sqrt(variance + epsilon)}. The layer then has no beta.
     *
     * @return true for that
     */
    boolean rmsScaling() default false;

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
     * @return {@link Profile#KERAS_3} and the profiles of TensorFlow have the epsilon of Keras, {@link Profile#TORCH} and
     *     {@link Profile#ONNX} that of PyTorch
     */
    Profile profile() default Profile.KERAS_3;

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
