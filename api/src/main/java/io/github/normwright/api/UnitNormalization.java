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
     * @return it decides nothing yet but the defaults of activations
     */
    Profile profile() default Profile.KERAS_3;
}
