package io.github.normwright.api;

/**
 * A penalty on the values of a variable, which adds to the loss. Implemented by Normwright for every
 * {@link RegularizerKind}, and by users for {@link RegularizerKind#CUSTOM}, in a public class with a public constructor
 * without parameters.
 */
public interface VariableRegularizer {

    /**
     * The penalty.
     *
     * @param values the variable's values, as many as the shape has, row-major. To be read only, and only during the
     *     call
     * @param shape the variable's shape as Keras has it: (C) for one normalized axis, the rank of the input with ones
     *     for several; empty for a single number. To be read only
     * @return what to add to the loss
     * @throws IllegalArgumentException if there is no such penalty for this shape
     */
    double penalty(double[] values, int[] shape);

    /**
     * Adds the gradient of the penalty with respect to the values.
     *
     * @param values as for {@link #penalty}
     * @param shape as for {@link #penalty}
     * @param gradient as many values, row-major, to each of which its part of the gradient is added. To be used only
     *     during the call
     * @throws IllegalArgumentException if there is no such penalty for this shape
     */
    void addGradient(double[] values, int[] shape, double[] gradient);
}
