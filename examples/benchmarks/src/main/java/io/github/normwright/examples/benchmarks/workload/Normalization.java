package io.github.normwright.examples.benchmarks.workload;

/** What a layer takes its statistics over. */
public enum Normalization {
    /** For each channel, over all samples and pixels; inference has moving statistics. */
    BATCH("resnet50"),
    /** For each row of channels; the statistics of inference are its own, too. */
    LAYER("transformer"),
    /** The same, but divides by the root of the mean square, and has no beta. */
    RMS("transformer"),
    /** For each sample and group of neighbouring channels. */
    GROUP("vision");

    private final String usualSet;

    Normalization(String usualSet) {
        this.usualSet = usualSet;
    }

    /**
     * The normalization of a name.
     *
     * @param name its name in lower case
     * @return the normalization
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Normalization parse(String name) {
        return Names.parse(Normalization.class, "normalization", name);
    }

    /** The name of the set of shapes that is measured where nobody asks for another one. */
    public String usualSet() {
        return usualSet;
    }

    /** Whether an offset is added, and has a gradient. */
    public boolean hasBeta() {
        return this != RMS;
    }

    /** Whether the statistics are those of one row of channels. */
    public boolean isByRow() {
        return this == LAYER || this == RMS;
    }

    @Override
    public String toString() {
        return Names.of(this);
    }
}
