package io.github.normwright.api;

/** What a mask does to the statistics of a batch. The systems agree on little more than that zero means absent. */
public enum MaskRule {
    /** As the system of the profile does: {@link #WEIGHTS} for tf-keras, {@link #KERAS_3} for Keras. */
    PROFILE,
    /**
     * tf-keras: the mask's values are weights, and sums of weighted values are divided by the sum of the weights; both
     * moments are 0 where nothing counts. An absent value that is not a number still spoils its channel.
     */
    WEIGHTS,
    /**
     * Keras 3.15: everything but zero means present; sums are divided by the number of present values plus 1e-7; absent
     * values have no influence whatever they are.
     */
    KERAS_3,
    /**
     * Keras 3.6: as {@link #KERAS_3}, but where the last axis is reduced the mask is counted only once along it, so that
     * the moments come out too large by its size. Only for models that were trained with it.
     */
    KERAS_3_6,
    /**
     * The moments of the present values and nothing else: weights as in {@link #WEIGHTS}, no added constant, no influence
     * of absent values whatever they are; where nothing counts, the moving statistics take the place of the batch's and
     * stay as they are.
     */
    EXACT
}
