package io.github.normwright.examples.benchmarks.workload;

/** Where the channels of an image stand in memory. */
public enum Layout {
    /** Channels-last. */
    NHWC,
    /** Channels-first. */
    NCHW;

    /**
     * The layout of a name.
     *
     * @param name its name in lower case
     * @return the layout
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Layout parse(String name) {
        return Names.parse(Layout.class, "layout", name);
    }

    @Override
    public String toString() {
        return Names.of(this);
    }
}
