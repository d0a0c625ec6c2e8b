package io.github.normwright.processor.plan;

/**
 * Planes: neighbouring elements that are summed up together with those of other samples, such as the pixels of a channel,
 * channels first. Between the planes of a channel lie those of all others.
 */
public final class Planes {

    /** Planes of fewer elements are not worth keeping their sums in memory (docs/schedules.md, table 19). */
    private static final int SMALLEST = 32;

    /** Of planes of more elements, few samples at once gain nothing (docs/schedules.md, table 21). */
    private static final int MOST_IN_STRIPS = 255;

    /** How many samples a strip has. */
    public static final int SAMPLES_IN_STRIP = 4;

    private Planes() {}

    /**
     * Whether a layout has planes of several samples that are summed as they lie in memory: each is worth it and is part of one
     * tile, or of unknown size. What is kept around samples, such as ghost batches of neighbouring samples, has no such planes: its
     * elements lie together anyway.
     */
    public static boolean areInOrder(Layout layout) {
        Dim outermost = layout.dims().get(0);
        Dim innermost = layout.innermost();
        boolean arePlanes =
                !outermost.isKept() && !innermost.isKept() && !layout.kept().isEmpty();
        int elements = innermost.size().constant();
        return arePlanes && (!innermost.size().isStatic() || elements >= SMALLEST && elements <= Schedule.RUN_ELEMENTS);
    }

    /**
     * Whether planes that are summed in order are so small that it is worth to take a few samples of each before the next one:
     * what belongs to a channel, its sums among it, is then loaded once for these. All that lies between samples and pixels is kept,
     * so that elements of a channel are added in the same order as without strips.
     */
    public static boolean areInStrips(Layout layout) {
        Dim innermost = layout.innermost();
        return areInOrder(layout)
                && layout.kept().size() == layout.dims().size() - 2
                && innermost.size().isStatic()
                && innermost.size().constant() <= MOST_IN_STRIPS;
    }
}
