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
     * Whether a second input of the same shape and dtype is added to the result, before {@link #activation()}, in the same
     * pass over memory: {@code y = activation(gamma * (x - mean) / sqrt(variance + epsilon) + beta + residual)}. The calls of
     * the layer then take the residual behind the input, and the gradient with respect to it behind that with respect to the
     * input: {@code train(x, residual, y, batch, context)} and {@code backward(dy, dx, dResidual, context)}. Without an
     * activation that gradient is {@code dy}, and backward is {@code backward(dy, dx, context)}.
     *
     * <p>For backward the residual need not be kept with {@link Activation#RELU}, {@link Activation#RELU6}, {@link
     * Activation#LEAKY_RELU}, {@link Activation#ELU}, {@link Activation#SELU}, {@link Activation#SIGMOID}, {@link
     * Activation#HARD_SIGMOID} and {@link Activation#TANH}, as long as slope and alpha are not 0: the output tells what is
     * needed, and must not change before backward instead. With 16-bit dtypes the slope then is as precise as the output.
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
     * What the variables of layers with 16-bit input can hold. Without effect on other dtypes.
     *
     * @return float32, the input's type, or as the profile does
     */
    ParameterType parameterType() default ParameterType.PROFILE;

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
     * Whether the layer behaves as TensorFlow's fused kernel. Only for the profiles of TensorFlow.
     *
     * @return automatic, required or forbidden
     */
    Fused fused() default Fused.AUTO;

    /**
     * The smallest epsilon of TensorFlow's fused kernel: a smaller one is raised to it. TensorFlow 1 raises it to 1.001e-5.
     *
     * @return a number of at least 0; left out, the profile's
     */
    double fusedEpsilonFloor() default Double.NaN;

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
     * Whether the layer learns. What a layer that does not learn still does depends on the profile: {@link
     * #freezeParameters()}, {@link #freezeStatistics()} and {@link #useMovingStatistics()} say it one by one. Gradients
     * flow through a frozen layer in any case.
     *
     * @return false for a frozen layer
     */
    boolean trainable() default true;

    /**
     * Whether gamma and beta are marked as not trainable ({@link Variable#isTrainable()}). Their gradients are computed
     * all the same.
     *
     * @return {@link Switch#PROFILE} freezes them with {@code trainable = false}, in every profile
     */
    Switch freezeParameters() default Switch.PROFILE;

    /**
     * Whether training leaves the moving statistics as they are.
     *
     * @return {@link Switch#PROFILE} freezes them with {@code trainable = false}, except in TensorFlow 1.4; in {@link
     *     Profile#TF_KERAS_V1} the renorm statistics go on changing
     */
    Switch freezeStatistics() default Switch.PROFILE;

    /**
     * Whether training normalizes by the moving statistics instead of those of the batch.
     *
     * @return {@link Switch#PROFILE} does so with {@code trainable = false} in {@link Profile#KERAS_3} and {@link
     *     Profile#TF_KERAS}, and not in the profiles of TensorFlow 1
     */
    Switch useMovingStatistics() default Switch.PROFILE;

    /**
     * Whether train leaves the variables alone until {@link TrainingContext#runUpdates()} is called, as the update
     * operations of a TensorFlow 1 graph do.
     *
     * @return {@link Switch#PROFILE} defers updates in the profiles of {@code tf.layers}
     */
    Switch deferredUpdates() default Switch.PROFILE;

    /**
     * What a batch with an infinite mean, or one that is not a number, may do to the layer's variables.
     *
     * @return propagate, skip or fail
     */
    NonFinite nonFinite() default NonFinite.PROPAGATE;

    /**
     * Whether a batch with a single value per channel is refused in training, where its variance would be zero.
     *
     * @return {@link Switch#PROFILE} refuses it in {@link Profile#TORCH}
     */
    Switch refuseSingleValues() default Switch.PROFILE;

    /**
     * Whether training corrects the statistics of the batch towards the moving ones (Ioffe, "Batch Renormalization:
     * Towards Reducing Minibatch Dependence in Batch-Normalized Models", 2017):
     * {@code y = gamma * (r * (x - mean) / sqrt(variance + epsilon) + d) + beta}, where no gradient flows through r and d.
     *
     * @return true for a layer with batch renormalization
     */
    boolean renorm() default false;

    /**
     * The limits of r and d. Only with {@link #renorm()}.
     *
     * @return the limits
     */
    RenormClipping renormClipping() default @RenormClipping;

    /**
     * The share of the old renorm statistics that an update keeps. Only with {@link #renorm()}.
     *
     * @return any finite number, usually between 0 and 1; left out, 0.99
     */
    double renormMomentum() default Double.NaN;

    /**
     * Overrides how r and d are computed. Only with {@link #renorm()}.
     *
     * @return one of the two algorithms, or as the profile does
     */
    RenormAlgorithm renormAlgorithm() default RenormAlgorithm.PROFILE;

    /**
     * How many samples are normalized together in training: the batch is cut into virtual batches, also called ghost
     * batches, of this size. Inference takes any batch.
     *
     * @return a divisor of every batch size that training sees; 0 for the whole batch
     */
    int virtualBatchSize() default 0;

    /**
     * Which samples form a virtual batch. Only with {@link #virtualBatchSize()}.
     *
     * @return interleaved or contiguous ones
     */
    VirtualBatches virtualBatches() default VirtualBatches.INTERLEAVED;

    /**
     * How virtual batches update the moving statistics. Only with {@link #virtualBatchSize()}.
     *
     * @return averaged or one after the other
     */
    VirtualBatchUpdates virtualBatchUpdates() default VirtualBatchUpdates.AVERAGED;

    /**
     * Whether training takes a factor and an offset for the normalized value, applied before gamma and beta: the
     * arguments {@code adjustment_scale} and {@code adjustment_bias} of {@link TrainingContext#argument}.
     *
     * @return true for a layer with adjustment
     */
    boolean adjustment() default false;

    /**
     * The axes along which factor and offset of an adjustment vary. Only with {@link #adjustment()}.
     *
     * @return axes of the shape, none twice; left out, those of {@link #axis()}
     */
    int[] adjustmentAxes() default {};

    /**
     * Whether training takes a mask that says which values count in the statistics: the argument {@code mask} of {@link
     * TrainingContext#argument}, 1 for values that count and 0 for those that do not. Every value is normalized.
     *
     * @return true for a layer with a mask
     */
    boolean mask() default false;

    /**
     * The axes along which the mask varies. Only with {@link #mask()}.
     *
     * @return axes of the shape, none twice; left out, all but the last, as in Keras
     */
    int[] maskAxes() default {};

    /**
     * What the mask does to the statistics. Only with {@link #mask()}.
     *
     * @return one of the rules, or as the profile does
     */
    MaskRule maskRule() default MaskRule.PROFILE;

    /**
     * What gamma starts with.
     *
     * @return the initializer; left out, ones
     */
    Initializer gammaInitializer() default @Initializer;

    /**
     * What beta starts with.
     *
     * @return the initializer; left out, zeros
     */
    Initializer betaInitializer() default @Initializer;

    /**
     * What the moving mean starts with, and the renorm mean of {@link RenormAlgorithm#MOVING_STDDEV}.
     *
     * @return the initializer; left out, zeros
     */
    Initializer movingMeanInitializer() default @Initializer;

    /**
     * What the moving variance starts with; the standard deviations of {@link RenormAlgorithm#MOVING_STDDEV} start with its
     * square root.
     *
     * @return the initializer; left out, ones
     */
    Initializer movingVarianceInitializer() default @Initializer;

    /**
     * The penalty on gamma in the loss ({@link NormalizationLayer#penalty()}).
     *
     * @return the regularizer; left out, none
     */
    Regularizer gammaRegularizer() default @Regularizer;

    /**
     * The penalty on beta in the loss ({@link NormalizationLayer#penalty()}).
     *
     * @return the regularizer; left out, none
     */
    Regularizer betaRegularizer() default @Regularizer;

    /**
     * What gamma is projected to after an update ({@link NormalizationLayer#applyConstraints()}).
     *
     * @return the constraint; left out, none
     */
    Constraint gammaConstraint() default @Constraint;

    /**
     * What beta is projected to after an update ({@link NormalizationLayer#applyConstraints()}).
     *
     * @return the constraint; left out, none
     */
    Constraint betaConstraint() default @Constraint;

    /**
     * Whether replicas of the layer normalize by the statistics of all their batches together, and differentiate through
     * them ({@link NormalizationLayer#newContext(ReplicaGroup, int)}; Keras' {@code synchronized}, which is a word of
     * Java).
     *
     * @return true for synchronized statistics
     */
    boolean synchronizedStatistics() default false;
}
