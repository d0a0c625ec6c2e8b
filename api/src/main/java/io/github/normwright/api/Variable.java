package io.github.normwright.api;

import java.util.List;

/**
 * A parameter or a moving statistic of a layer: a small dense tensor that the layer owns.
 *
 * <p>Reading and writing copy. A write takes effect with the next call of the layer. Not thread-safe against a layer
 * that runs at the same time: the caller orders writes and calls.
 *
 * @param <P> the array type of the values, {@code float[]} or {@code double[]}
 */
public interface Variable<P> {

    /**
     * The variable's name in the field's terms, such as {@code gamma} or {@code moving_mean}.
     *
     * @return the name, unique within its layer
     */
    String name();

    /**
     * The sizes of the layer's normalized axes, in the order of the input's axes; empty for a single number.
     *
     * @return an immutable list
     */
    List<Integer> shape();

    /**
     * The number of values: the product of the shape.
     *
     * @return at least 1
     */
    int size();

    /**
     * Whether a gradient belongs to this variable.
     *
     * @return true for gamma and beta, false for moving statistics
     */
    boolean isParameter();

    /**
     * Whether training is meant to change this variable by its gradient.
     *
     * @return true for gamma and beta, unless the layer's annotation freezes them
     */
    boolean isTrainable();

    /**
     * The values, row-major.
     *
     * @return a new array of {@link #size()} values
     */
    P values();

    /**
     * Copies the values, row-major, without allocating.
     *
     * @param target receives {@link #size()} values
     * @param offset where in the target the first one goes
     * @throws IllegalArgumentException if they do not fit
     */
    void read(P target, int offset);

    /**
     * Replaces the values.
     *
     * @param source exactly {@link #size()} values, row-major
     * @throws IllegalArgumentException if there are fewer or more
     */
    void set(P source);

    /**
     * Replaces the values by a part of an array.
     *
     * @param source holds the values, row-major
     * @param offset where in the source the first one stands
     * @throws IllegalArgumentException if the source ends before the last one
     */
    void write(P source, int offset);

    /**
     * Adds a multiple of an array, {@code value[i] += factor * delta[i]}: with a negative learning rate as the factor
     * and a gradient as the delta, a step of gradient descent.
     *
     * @param factor the multiplier, rounded to the variable's element type
     * @param delta exactly {@link #size()} values, row-major
     * @throws IllegalArgumentException if there are fewer or more
     */
    void add(double factor, P delta);
}
