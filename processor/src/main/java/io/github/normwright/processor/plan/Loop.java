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
        /**
         * Two at once, half of the range apart, so that what they share is read once; and not from the start of each
         * row, but from that of a line of the cache.
         */
        PAIRS,
        /** One after the other, not from the start of each row either, but from that of a line of the cache. */
        ALIGNED,
        /** Several neighbours at once, which add to the same sums in memory, one after the other. */
        GROUPS,
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

    /** Whether rows are taken to begin where lines of the cache do. */
    public boolean isAligned() {
        return kind == Kind.PAIRS || kind == Kind.ALIGNED;
    }

    public boolean hasLanes() {
        return kind == Kind.LANES || kind == Kind.LANE_BLOCKS || kind == Kind.LANE_SUMS;
    }
}
