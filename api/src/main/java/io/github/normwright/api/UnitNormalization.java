package io.github.normwright.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Specifies a unit normalization, as in Keras: each vector along the axes in {@link #axis()} is divided by its Euclidean norm.
 *
 * <pre>{@code
 * y = x / max(sqrt(sum(x * x)), 1e-12)
 * }</pre>
 *
 * <p>The layer has no variables. The classes are named as those of {@link BatchNormalization}; arrays are dense and row-major
 * in the order of {@link #shape()}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(UnitNormalizations.class)
public @interface UnitNormalization {

    /**
     * The shape of the input, the batch dimension included. Required; it has a default only so that the processor, and
     * not the compiler, asks for it.
     *
     * @return sizes of at least 1, or {@link Shape#DYNAMIC} for sizes known at run time
     */
    int[] shape() default {};

    /**
     * The axes along which a vector is normalized. Negative values count from the end.
     *
     * @return axes of the shape, each of static size, none twice
     */
    int[] axis() default -1;

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
     * The layer's own name, needed where the annotation is repeated: the generated classes are then named after it.
     *
     * @return letters, digits and underscores, starting with a letter; left out, the name of the annotated type
     */
    String name() default "";

    /**
     * The system whose defaults the layer has.
     *
     * @return it decides the defaults of activations only
     */
    Profile profile() default Profile.KERAS_3;
}
