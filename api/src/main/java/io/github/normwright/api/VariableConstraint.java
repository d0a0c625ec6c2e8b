package io.github.normwright.api;

/**
 * Holds a variable to something after each step of training. Implemented by Normwright for every
 * {@link ConstraintKind}, and by users for {@link ConstraintKind#CUSTOM}, in a public class with a public constructor
 * without parameters.
 */
@FunctionalInterface
public interface VariableConstraint {

    /**
     * Replaces values by the ones that are allowed.
     *
     * @param values the variable's values, as many as the shape has, row-major, to be changed in place. To be used only
     *     during the call
     * @param shape the variable's shape as Keras has it: (C) for one normalized axis, the rank of the input with ones
     *     for several; empty for a single number. To be read only
     * @throws IllegalArgumentException if there is no such constraint for this shape; the variable then stays as it was
     */
    void project(double[] values, int[] shape);
}
