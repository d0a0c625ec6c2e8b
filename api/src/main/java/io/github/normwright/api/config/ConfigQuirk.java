package io.github.normwright.api.config;

/**
 * What systems write that is not what the user had said. Reading repairs all of it; writing does it on request only
 * ({@link ConfigFormat#with}).
 */
public enum ConfigQuirk {
    /** TensorFlow: a layer that has been built writes its axis as a list, counted from the front. */
    AXIS_LIST,
    /**
     * TensorFlow: a layer with virtual batches that has been built writes its axes one too high. The system itself cannot read
     * such a document. With {@link #AXIS_LIST}.
     */
    SHIFTED_AXIS,
    /**
     * Keys that the system reads but forgets to write: {@code synchronized} and {@code fused} in TensorFlow, the gain of an
     * identity in Keras 3. Where they are left out, the specification that reads the document supplies them.
     */
    KEYS_LEFT_OUT,
    /** TensorFlow 2 before 2.11: {@code batch_input_shape} stands before {@code dtype}. */
    BATCH_SHAPE_FIRST
}
