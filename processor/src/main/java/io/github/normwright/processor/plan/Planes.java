package io.github.normwright.processor.plan;

import java.util.List;

/**
 * Planes: neighbouring elements that are summed up together with those of other samples, such as the pixels of a channel,
 * channels first. Between the planes of a channel lie those of all others.
 */
public final class Planes {

    /** Planes of fewer elements are not worth keeping their sums in memory (docs/schedules.md, table 19). */
    private static final int SMALLEST_LARGE = 32;

    private Planes() {}

    /** Whether a layout has planes, and they are large, or of unknown size. */
    public static boolean areLarge(Layout layout) {
        List<Dim> dims = layout.dims();
        Dim innermost = layout.innermost();
        boolean arePlanes =
                !innermost.isKept() && dims.indexOf(layout.reduced().get(0)) < dims.lastIndexOf(lastKept(layout));
        return arePlanes && (!innermost.size().isStatic() || innermost.size().constant() >= SMALLEST_LARGE);
    }

    private static Dim lastKept(Layout layout) {
        List<Dim> kept = layout.kept();
        return kept.isEmpty() ? layout.dims().get(0) : kept.get(kept.size() - 1);
    }
}
