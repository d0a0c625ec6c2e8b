package io.github.normwright.processor.plan;

/**
 * One loop of a nest.
 *
 * @param dim what it runs along
 * @param isTiled whether it runs over the part of the dimension that belongs to a tile, or over all of it
 * @param kind how its iterations are executed
 */
public record Loop(Dim dim, boolean isTiled, Kind kind) {

    /** How iterations are executed. */
    public enum Kind {
        /** One after the other. */
        SEQUENTIAL,
        /** The first one only. */
        FIRST,
        /** Several at once, each in a lane of its own: they are independent. */
        LANES,
        /** As {@link #LANES}, in several registers at once, so that the loops within are shared. */
        LANE_BLOCKS,
        /** Lanes that add up what belongs together: a fixed number of them, whatever the width of a vector. */
        LANE_SUMS
    }

    /** A plain loop over all of a dimension. */
    public static Loop over(Dim dim) {
        return new Loop(dim, false, Kind.SEQUENTIAL);
    }

    public Loop tiled() {
        return new Loop(dim, true, kind);
    }

    public Loop as(Kind newKind) {
        return new Loop(dim, isTiled, newKind);
    }

    public boolean hasLanes() {
        return kind != Kind.SEQUENTIAL && kind != Kind.FIRST;
    }
}
