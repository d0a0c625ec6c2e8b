package io.github.normwright.api;

import io.github.normwright.api.config.GeneratedConfig;
import java.util.List;

/**
 * What every generated layer can do, for code that works with layers it does not know by name. Code that knows its
 * layer calls the generated class instead, whose methods take each dynamic dimension as a parameter of its own.
 *
 * <p>Arrays are dense and row-major in the order of the layer's shape; {@code x} is the input, {@code y} the output,
 * {@code dx} and {@code dy} the gradients of a loss with respect to them. The caller owns every array. An output may lie in the
 * place of an input, in the same array at the same offset; otherwise it must lie apart from it.
 *
 * <p>A layer with a {@linkplain BatchNormalization#residual() residual} has the methods that take one, a layer without has the
 * others; {@link #hasResidual()} says which. The others throw an {@link UnsupportedOperationException}.
 *
 * <p>{@link #infer(Object, int, Object, int, int[]) infer} may be called from any number of threads at once, as long as
 * no thread trains or changes variables meanwhile. All other methods are for one thread at a time. After a warm-up no
 * call allocates, unless a batch is larger than all before it.
 *
 * @param <A> the array type of inputs and outputs
 * @param <P> the array type of variables and their gradients
 */
public interface NormalizationLayer<A, P> {

    /**
     * The layer's name.
     *
     * @return the name given in the annotation, or the one made from the annotated type's name
     */
    String name();

    /**
     * The shape of input and output.
     *
     * @return an immutable list of sizes, {@link Shape#DYNAMIC} for those given at run time
     */
    List<Integer> shape();

    /**
     * The layer's variables in the order in which Keras stores them: gamma, beta, moving mean, moving variance; absent
     * ones are left out.
     *
     * @return an immutable list
     */
    List<Variable<P>> variables();

    /**
     * A context for training: what a forward call leaves for the backward call after it.
     *
     * @return a new context that works with this layer only
     */
    TrainingContext<P> newContext();

    /**
     * A context for one of several replicas that train together, each with a part of the batch and on a thread of its
     * own: they normalize by the statistics of all parts, and one of them updates the variables. Every replica must make
     * the same calls.
     *
     * @param replicas the group
     * @param replica the number of this replica in it, from 0
     * @return a new context that works with this layer only
     * @throws UnsupportedOperationException if the layer's statistics are not synchronized
     * @throws IllegalArgumentException if the group has no replica of that number
     */
    default TrainingContext<P> newContext(ReplicaGroup replicas, int replica) {
        throw new UnsupportedOperationException(
                "the statistics of " + name() + " are not synchronized: its annotation must say so");
    }

    /**
     * Whether the layer adds a second input to what it has normalized.
     *
     * @return true if its calls take a residual
     */
    default boolean hasResidual() {
        return false;
    }

    /**
     * Normalizes a batch by its own statistics and updates the moving statistics.
     *
     * @param x the input; {@code context} refers to it until the backward call, so it must not change before that
     * @param xOffset where in {@code x} the input starts
     * @param y receives the output; in the place of the input, there can be no backward call
     * @param yOffset where in {@code y} the output starts
     * @param dynamicDimensions the sizes of the shape's dynamic dimensions, in order, each at least 0
     * @param context receives what {@link #backward} needs
     * @throws IllegalArgumentException if an array is too small, a size is negative, the output lies partly over the input,
     *     or the context is another layer's; nothing is changed then
     */
    void train(A x, int xOffset, A y, int yOffset, int[] dynamicDimensions, TrainingContext<P> context);

    /**
     * As {@link #train(Object, int, Object, int, int[], TrainingContext)}, of layers with a residual.
     *
     * @param x the input; {@code context} refers to it until the backward call, so it must not change before that
     * @param xOffset where in {@code x} the input starts
     * @param residual the second input; whether it or the output must not change before the backward call depends on the
     *     activation, see {@link BatchNormalization#residual()}
     * @param residualOffset where in {@code residual} the second input starts
     * @param y receives the output; in the place of an input that backward needs, there can be no backward call
     * @param yOffset where in {@code y} the output starts
     * @param dynamicDimensions the sizes of the shape's dynamic dimensions, in order, each at least 0
     * @param context receives what {@link #backward} needs
     * @throws IllegalArgumentException if an array is too small, a size is negative, the output lies partly over an input, or
     *     the context is another layer's; nothing is changed then
     * @throws UnsupportedOperationException if the layer has no residual
     */
    default void train(
            A x,
            int xOffset,
            A residual,
            int residualOffset,
            A y,
            int yOffset,
            int[] dynamicDimensions,
            TrainingContext<P> context) {
        throw withoutResidual(this);
    }

    /**
     * Normalizes a batch by the moving statistics. Changes nothing; thread-safe.
     *
     * @param x the input
     * @param xOffset where in {@code x} the input starts
     * @param y receives the output
     * @param yOffset where in {@code y} the output starts
     * @param dynamicDimensions the sizes of the shape's dynamic dimensions, in order, each at least 0
     * @throws IllegalArgumentException if an array is too small, a size is negative, or the output lies partly over the input
     */
    void infer(A x, int xOffset, A y, int yOffset, int[] dynamicDimensions);

    /**
     * As {@link #infer(Object, int, Object, int, int[])}, of layers with a residual.
     *
     * @param x the input
     * @param xOffset where in {@code x} the input starts
     * @param residual the second input
     * @param residualOffset where in {@code residual} the second input starts
     * @param y receives the output
     * @param yOffset where in {@code y} the output starts
     * @param dynamicDimensions the sizes of the shape's dynamic dimensions, in order, each at least 0
     * @throws IllegalArgumentException if an array is too small, a size is negative, or the output lies partly over an input
     * @throws UnsupportedOperationException if the layer has no residual
     */
    default void infer(A x, int xOffset, A residual, int residualOffset, A y, int yOffset, int[] dynamicDimensions) {
        throw withoutResidual(this);
    }

    /**
     * Normalizes a batch by the moving statistics, as {@link #infer(Object, int, Object, int, int[])}, and keeps what
     * {@link #backward} needs to differentiate this call: for layers that are frozen while others learn.
     *
     * @param x the input; {@code context} refers to it until the backward call, so it must not change before that
     * @param xOffset where in {@code x} the input starts
     * @param y receives the output
     * @param yOffset where in {@code y} the output starts
     * @param dynamicDimensions the sizes of the shape's dynamic dimensions, in order, each at least 0
     * @param context receives what {@link #backward} needs
     * @throws IllegalArgumentException if an array is too small, a size is negative, the output lies partly over the input,
     *     or the context is another layer's
     */
    void infer(A x, int xOffset, A y, int yOffset, int[] dynamicDimensions, TrainingContext<P> context);

    /**
     * As {@link #infer(Object, int, Object, int, int[], TrainingContext)}, of layers with a residual.
     *
     * @param x the input; {@code context} refers to it until the backward call, so it must not change before that
     * @param xOffset where in {@code x} the input starts
     * @param residual the second input; as in {@code train}, it or the output must not change before the backward call
     * @param residualOffset where in {@code residual} the second input starts
     * @param y receives the output
     * @param yOffset where in {@code y} the output starts
     * @param dynamicDimensions the sizes of the shape's dynamic dimensions, in order, each at least 0
     * @param context receives what {@link #backward} needs
     * @throws IllegalArgumentException if an array is too small, a size is negative, the output lies partly over an input, or
     *     the context is another layer's
     * @throws UnsupportedOperationException if the layer has no residual
     */
    default void infer(
            A x,
            int xOffset,
            A residual,
            int residualOffset,
            A y,
            int yOffset,
            int[] dynamicDimensions,
            TrainingContext<P> context) {
        throw withoutResidual(this);
    }

    /**
     * Differentiates the last forward call made with a context. The gradients of the parameters are then in the
     * context; moving statistics are never differentiated.
     *
     * @param dy the gradient with respect to the output, of the forward call's shape
     * @param dyOffset where in {@code dy} it starts
     * @param dx receives the gradient with respect to the input; it may lie in the place of {@code dy}, or of a tensor of the
     *     forward call, after which that call cannot be differentiated again
     * @param dxOffset where in {@code dx} it starts
     * @param context the context of the forward call
     * @throws IllegalArgumentException if an array is too small, a gradient lies partly over another tensor, or the context is
     *     another layer's
     * @throws IllegalStateException if no forward call was made with the context, or what it left was overwritten by its
     *     output or by a gradient
     */
    void backward(A dy, int dyOffset, A dx, int dxOffset, TrainingContext<P> context);

    /**
     * As {@link #backward(Object, int, Object, int, TrainingContext)}, of layers with a residual. Without an activation the
     * gradient with respect to it is {@code dy} itself; such layers have the other method, too, and this one copies.
     *
     * @param dy the gradient with respect to the output, of the forward call's shape
     * @param dyOffset where in {@code dy} it starts
     * @param dx receives the gradient with respect to the input; it may lie in the place of {@code dy}, or of a tensor of the
     *     forward call, after which that call cannot be differentiated again
     * @param dxOffset where in {@code dx} it starts
     * @param dResidual receives the gradient with respect to the residual; it may lie where {@code dx} may, but apart
     *     from it and from {@code x}
     * @param dResidualOffset where in {@code dResidual} it starts
     * @param context the context of the forward call
     * @throws IllegalArgumentException if an array is too small, a gradient lies partly over another tensor, both gradients
     *     or {@code dResidual} and an {@code x} that backward reads have elements in common, or the context is another
     *     layer's
     * @throws IllegalStateException if no forward call was made with the context, or what it left was overwritten by its
     *     output or by a gradient
     * @throws UnsupportedOperationException if the layer has no residual
     */
    default void backward(
            A dy, int dyOffset, A dx, int dxOffset, A dResidual, int dResidualOffset, TrainingContext<P> context) {
        throw withoutResidual(this);
    }

    /**
     * What the layer's regularizers add to the loss.
     *
     * @return the sum of the penalties on gamma and beta; 0 without regularizers
     */
    default double penalty() {
        return 0;
    }

    /**
     * Adds the gradients of {@link #penalty()} to those that the last backward call left in a context. Without regularizers
     * it changes nothing.
     *
     * @param context the context of that call
     * @throws IllegalArgumentException if the context is another layer's
     * @throws IllegalStateException if no backward call was made since the last forward call
     */
    default void addPenaltyGradients(TrainingContext<P> context) {
        // A layer without regularizers has no penalty.
    }

    /**
     * Projects gamma and beta to what the layer's constraints allow; to be called after each update of them. Without
     * constraints it changes nothing.
     */
    default void applyConstraints() {
        // A layer without constraints allows all values.
    }

    /**
     * What the layer is, as data, for documents. Layers of annotations for which no documents are known have none.
     *
     * @return the configuration that the annotation asks for
     * @throws UnsupportedOperationException if the layer has none
     */
    default GeneratedConfig config() {
        throw new UnsupportedOperationException("there are no documents of layers such as " + name());
    }

    /**
     * What inference does to each channel, by the variables as they are now: what can be folded into the weights of a linear
     * layer before this one or after it.
     *
     * @return a scale and an offset for each channel
     * @throws UnsupportedOperationException if inference is not one scale and one offset for all values of a channel: it
     *     has an activation or a residual input, normalizes by statistics of its input, or along several axes
     */
    default ChannelAffine inferenceAffine() {
        throw new UnsupportedOperationException("the inference of " + name()
                + " is not a scale and an offset for each channel of one axis, so it cannot be folded");
    }

    /**
     * Which kernel this layer runs on this machine, and why.
     *
     * @return the choice, made once when the layer's class was loaded
     */
    KernelChoice kernel();

    private static UnsupportedOperationException withoutResidual(NormalizationLayer<?, ?> layer) {
        return new UnsupportedOperationException(
                layer.name() + " adds no residual: its annotation must say residual = true");
    }
}
