package io.github.normwright.api;

/**
 * What a forward call leaves for the backward call after it: references to its input and, with a residual, to that or to
 * the output; the statistics it used, working memory, and then the gradients of the parameters. One context serves any
 * number of steps, one at a time. Not thread-safe.
 *
 * @param <P> the array type of gradients
 */
public interface TrainingContext<P> {

    /**
     * The gradient of a parameter, as the last backward call left it; after training also that of {@code
     * adjustment_scale} and {@code adjustment_bias}, where these vary along the normalized axes only.
     *
     * @param parameter the name of a {@link Variable} for which {@link Variable#isParameter()} holds, or of an argument
     * @return an array that belongs to the context and is overwritten by the next backward call, row-major in the
     *     variable's shape
     * @throws IllegalArgumentException if the layer has no parameter of that name
     * @throws IllegalStateException if no backward call was made since the last forward call
     */
    P gradient(String parameter);

    /**
     * Gives an argument of training, for layers that take some: {@code mask}, {@code adjustment_scale} or
     * {@code adjustment_bias}. It stays until another one is given.
     *
     * @param argument the name of the argument
     * @param values holds the argument, row-major over the axes along which it varies; used by the calls of train and
     *     backward that follow
     * @param offset where in {@code values} it starts
     * @throws IllegalArgumentException if the layer has no argument of that name
     */
    void argument(String argument, P values, int offset);

    /**
     * Updates the layer's variables as the last call of train with this context asked for, if the layer leaves that to
     * its caller ({@link BatchNormalization#deferredUpdates()}).
     *
     * @return whether there was an update to run; false if it has run already, if another forward call was made since, or
     *     if the layer does not defer its updates
     */
    boolean runUpdates();
}
