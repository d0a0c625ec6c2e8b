package io.github.normwright.api;

/**
 * What variance scaling divides by. A variable of shape (C) has C units on either side, one of shape (rows, columns)
 * has rows as its input and columns as its output units, and in higher ranks the sizes before the last two multiply
 * both.
 */
public enum VarianceScalingMode {
    /** The number of input units. */
    FAN_IN,
    /** The number of output units. */
    FAN_OUT,
    /** The average of the two. */
    FAN_AVG
}
