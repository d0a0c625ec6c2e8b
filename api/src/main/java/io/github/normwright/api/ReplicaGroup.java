package io.github.normwright.api;

/** Replicas of a layer in one process that train together: each sees a part of the batch, and they share its statistics. */
public interface ReplicaGroup {

    /**
     * How many replicas there are.
     *
     * @return at least 1
     */
    int count();
}
