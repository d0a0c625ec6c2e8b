package io.github.normwright.kernels;

/** A context of one of several replicas. For generated code. */
public interface ReplicaMember {

    /**
     * Tells the other replicas that this one does not come to their next meeting.
     *
     * @param cause why
     */
    void leave(Throwable cause);
}
