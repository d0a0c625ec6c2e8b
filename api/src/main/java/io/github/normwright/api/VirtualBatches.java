package io.github.normwright.api;

/** How a batch is cut into virtual batches, also called ghost batches. */
public enum VirtualBatches {
    /**
     * Sample {@code i} of {@code n} belongs to virtual batch {@code i mod (n / virtualBatchSize)}, as in TensorFlow.
     */
    INTERLEAVED,
    /**
     * Neighbouring samples belong together: sample {@code i} belongs to virtual batch {@code i / virtualBatchSize}, as in
     * the paper (Hoffer, Hubara and Soudry, "Train longer, generalize better", 2017).
     */
    CONTIGUOUS
}
