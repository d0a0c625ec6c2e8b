package com.example.filterresponse;

import io.github.normwright.api.DType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Specifies a filter response normalization with its thresholded linear unit (Singh and Krishnan, "Filter Response
 * Normalization Layer: Eliminating Batch Dependence in the Training of Deep Neural Networks", 2020). For each sample and
 * each index along {@link #axis()}, with means over all other axes, training and inference compute
 *
 * <pre>{@code
 * y = max(gamma * x / sqrt(mean(x * x) + epsilon) + beta, tau)
 * }</pre>
 *
 * <p>No sample depends on another, so that batches may have any size.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(FilterResponseNormalizations.class)
public @interface FilterResponseNormalization {

    /**
     * The shape of the input: samples, channels and at least one spatial dimension.
     *
     * @return sizes of at least 1, or {@link io.github.normwright.api.Shape#DYNAMIC} for sizes known at run time
     */
    int[] shape() default {};

    /**
     * The axes of the channels, each of which has a gamma, a beta and a tau.
     *
     * @return axes of the shape, each of static size, none twice, and not the first
     */
    int[] axis() default -1;

    /**
     * What is added to the mean square.
     *
     * @return a positive, finite number
     */
    double epsilon() default 1e-6;

    /**
     * Whether the magnitude of a learned number is added, too: for inputs with few values in each mean.
     *
     * @return true for a layer with the variable learned_epsilon
     */
    boolean learnedEpsilon() default false;

    /**
     * The element types to generate the layer for, one class each.
     *
     * @return at least one type, none twice
     */
    DType[] dtypes() default DType.FLOAT32;

    /**
     * The layer's own name, needed where the annotation is repeated.
     *
     * @return letters, digits and underscores, starting with a letter; left out, the name of the annotated type
     */
    String name() default "";
}
