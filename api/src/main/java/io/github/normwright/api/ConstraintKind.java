package io.github.normwright.api;

/** What a variable may be held to after each step of training, under the names of Keras. See {@link Constraint}. */
public enum ConstraintKind {
    /** Nothing. */
    NONE,
    /** A norm of at most {@link Constraint#maxValue() maxValue}. */
    MAX_NORM,
    /** Values of at least 0. */
    NON_NEG,
    /** A norm of 1. */
    UNIT_NORM,
    /** A norm from {@link Constraint#minValue() minValue} to {@link Constraint#maxValue() maxValue}. */
    MIN_MAX_NORM,
    /** A {@link Constraint#custom() class} of one's own. */
    CUSTOM
}
