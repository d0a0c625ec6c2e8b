package io.github.normwright.processor.plan;

/**
 * Planes: neighbouring elements that are summed up together with those of other samples, such as the pixels of a channel,
 * channels first. Between the planes of a channel lie those of all others.
 */
public final class Planes {

    /** Planes of fewer elements are not worth keeping their sums in memory (docs/schedules.md, table 19). */
    private static final int SMALLEST = 32;

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
}
