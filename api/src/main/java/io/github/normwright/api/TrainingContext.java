package io.github.normwright.api;

/**
 * What a forward call leaves for the backward call after it: a reference to its input, the statistics it used, working
 * memory, and then the gradients of the parameters. One context serves any number of steps, one at a time. Not
 * thread-safe.
 *
 * @param <P> the array type of gradients
 */
public interface TrainingContext<P> {

    /**
     * The gradient of a parameter, as the last backward call left it.
     *
     * @param parameter the name of a {@link Variable} for which {@link Variable#isParameter()} holds
     * @return an array that belongs to the context and is overwritten by the next backward call, row-major in the
     *     variable's shape
     * @throws IllegalArgumentException if the layer has no parameter of that name
     * @throws IllegalStateException if no backward call was made since the last forward call
     */
    P gradient(String parameter);
}
