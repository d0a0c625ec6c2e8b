package io.github.normwright.examples.benchmarks.workload;

/** What is computed in a turn. */
public enum Direction {
    /** Normalizes by the statistics of the batch, and keeps what backward needs. */
    TRAIN,
    /** Normalizes, by the moving statistics if the layer has some. */
    INFER,
    /** Gradients of the inputs and the parameters after a training call. */
    BACKWARD,
    /** A training call, and then the gradients. */
    STEP;

    /**
     * The direction of a name.
     *
     * @param name its name in lower case
     * @return the direction
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Direction parse(String name) {
        return Names.parse(Direction.class, "direction", name);
    }

    @Override
    public String toString() {
        return Names.of(this);
    }
}
