package io.github.normwright.examples.benchmarks.workload;

import java.util.Arrays;
import java.util.Locale;

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
        return Arrays.stream(values())
                .filter(layout -> layout.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a layout, nhwc or nchw, found " + name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
