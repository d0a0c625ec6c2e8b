package io.github.normwright.api;

/** How the statistics of virtual batches become moving statistics. */
public enum VirtualBatchUpdates {
    /** The averages over all virtual batches are folded in once, as in TensorFlow. */
    AVERAGED,
    /**
     * Those of one virtual batch after the other are folded in, in their order, as in the paper (Hoffer, Hubara and
     * Soudry, "Train longer, generalize better", 2017).
     */
    SEQUENTIAL
}
