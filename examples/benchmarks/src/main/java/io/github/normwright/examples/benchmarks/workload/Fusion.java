package io.github.normwright.examples.benchmarks.workload;

/** What a layer does to each normalized value before it writes it. */
public enum Fusion {
    /** Nothing. */
    NONE,
    /** Takes the larger of it and 0. */
    RELU,
    /** Adds a second input, and takes the larger of the sum and 0. */
    ADD_RELU;

    /**
     * The fusion of a name.
     *
     * @param name its name in lower case, {@code add-relu}
     * @return the fusion
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Fusion parse(String name) {
        return Names.parse(Fusion.class, "fusion", name);
    }

    /** Whether there is a second input, which has a gradient. */
    public boolean hasResidual() {
        return this == ADD_RELU;
    }

    @Override
    public String toString() {
        return Names.of(this);
    }
}
