package io.github.normwright.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Specifies a batch normalization layer (Ioffe and Szegedy, "Batch Normalization: Accelerating Deep Network Training by
 * Reducing Internal Covariate Shift", 2015). The annotation processor writes one layer class for each dtype, named
 * after the annotated type and the dtype: assume the type is {@code com.example.StemNorm}, then
 * {@code com.example.StemNormFloat32}.
 *
 * <pre>{@code
 * @BatchNormalization(shape = {DYNAMIC, 28, 28, 128})
 * interface StemNorm {}
 *
 * StemNormFloat32 norm = StemNormFloat32.create();
 * norm.train(x, y, batch, context);
 * norm.backward(dy, dx, context);
 * norm.infer(x, y, batch);
 * }</pre>
 *
 * <p>With mean and variance taken over every axis that is not in {@link #axis()}, training computes
 *
 * <pre>{@code
 * y = gamma * (x - mean) / sqrt(variance + epsilon) + beta
 * }</pre>
 *
 * and folds mean and variance into the moving mean and the moving variance, which inference uses in their place.
 *
 * <p>Arrays are dense and row-major in the order of {@link #shape()}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(BatchNormalizations.class)
public @interface BatchNormalization {

    /**
     * The shape of the input, the batch dimension included. Required; it has a default only so that the processor, and
     * not the compiler, asks for it.
     *
     * @return sizes of at least 1, or {@link Shape#DYNAMIC} for sizes known at run time
     */
    int[] shape() default {};

    /**
     * The axes that keep their own statistics and parameters, usually the channels: -1 for channels-last, 1 for
     * channels-first. Negative values count from the end. The order of several axes has no meaning.
     *
     * @return axes of the shape, each of static size, none twice
     */
    int[] axis() default -1;

    /**
     * How slowly the moving statistics follow the batches. {@link Profile} says whether this is the share of the old
     * value or of the new one.
     *
     * @return any finite number, usually between 0 and 1; left out, the profile's default
     */
    double momentum() default Double.NaN;

    /**
     * The number added to the variance before its square root is taken.
     *
     * @return a positive, finite number; left out, the profile's default
     */
    double epsilon() default Double.NaN;

    /**
     * Whether an offset beta is added.
     *
     * @return true for a layer with beta
     */
    boolean center() default true;

    /**
     * Whether the normalized value is multiplied by a factor gamma.
     *
     * @return true for a layer with gamma
     */
    boolean scale() default true;

    /**
     * The element types to generate the layer for, one class each.
     *
     * @return at least one type, none twice
     */
    DType[] dtypes() default DType.FLOAT32;

    /**
     * The layer's name. Needed where the annotation is repeated: the generated classes are then named after the
     * annotated type and this name, {@code StemNormFirstFloat32} for {@code first} on {@code StemNorm}.
     *
     * @return letters, digits and underscores, starting with a letter; left out, the annotated type's name in
     *     snake_case
     */
    String name() default "";

    /**
     * The system whose behaviour the layer reproduces.
     *
     * @return the profile
     */
    Profile profile() default Profile.KERAS_3;

    /**
     * Whether the layer behaves as TensorFlow's fused kernel. Only for {@link Profile#TF_KERAS}.
     *
     * @return automatic, required or forbidden
     */
    Fused fused() default Fused.AUTO;

    /**
     * Overrides which variance the moving variance takes.
     *
     * @return biased, unbiased, or as the profile does
     */
    MovingVariance movingVariance() default MovingVariance.PROFILE;

    /**
     * Whether moving statistics are kept. Without them inference, too, normalizes by the statistics of its batch
     * (PyTorch's {@code track_running_stats=False}).
     *
     * @return true for a layer with moving statistics
     */
    boolean trackRunningStats() default true;

    /**
     * Whether the moving statistics are the plain average of all batches so far (PyTorch's {@code momentum=None})
     * instead of an exponential one.
     *
     * @return true for the cumulative average; momentum must then be left out
     */
    boolean cumulativeAverage() default false;

    /**
     * Whether the layer learns. A frozen layer normalizes by its moving statistics also in training, and leaves them
     * alone, as Keras' {@code trainable=False} does; gradients still flow through it.
     *
     * @return false for a frozen layer
     */
    boolean trainable() default true;
}
