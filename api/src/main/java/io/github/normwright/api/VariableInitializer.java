package io.github.normwright.api;

/**
 * Draws or sets what a variable starts with. Implemented by Normwright for every {@link InitializerKind}, and by users
 * for {@link InitializerKind#CUSTOM}, in a public class with a public constructor without parameters.
 */
@FunctionalInterface
public interface VariableInitializer {

    /**
     * Fills in all values.
     *
     * @param values receives as many values as the shape has, row-major; what it held before has no meaning. To be used
     *     only during the call
     * @param shape the variable's shape as Keras has it: (C) for one normalized axis, the rank of the input with ones
     *     for several; empty for a single number. To be read only
     * @throws IllegalArgumentException if there is no such initial value for this shape; the variable then stays as it
     *     was
     */
    void initialize(double[] values, int[] shape);
}
