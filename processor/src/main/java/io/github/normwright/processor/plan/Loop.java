package io.github.normwright.processor.plan;

/**
 * One loop of a nest.
 *
 * @param dim what it runs along
 * @param isTiled whether it runs over the part of the dimension that belongs to a tile, or over all of it
 * @param kind how its iterations are executed
 * @param joined how many rows are taken as one: a loop over rows goes on by that many, and one over channels runs over
 *     those of all of them, as they lie one behind the other; 1 if each row stands for itself
 */
public record Loop(Dim dim, boolean isTiled, Kind kind, int joined) {

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
        /** As {@link #PAIRS}, four at once, a quarter of the range apart. */
        FOURS,
        /** One after the other, not from the start of each row either, but from that of a line of the cache. */
        ALIGNED,
        /** Several neighbours at once. What they have in common is loaded once; sums are in memory, and each adds to them in turn. */
        GROUPS,
        /**
         * Four that lie a quarter of the range apart, or are neighbours where there are few, and then the next ones of each; in the end
         * those that are left. Each adds to sums in turn. Four are taken at once where the sums are in memory.
         */
        QUARTERS,
        /**
         * A few neighbours, in order, for each index of the loops around it, and then the next few: the loops around run once for
         * each strip, and what they have in common is loaded once for it. Between two strips, sums wait in memory. Strips are of one index
         * without vectors.
         */
        STRIPS,
        /** Several at once, each in a lane of its own: they are independent. */
        LANES,
        /** As {@link #LANES}, in several registers at once, so that the loops within are shared. */
        LANE_BLOCKS,
        /** Lanes that add up what belongs together: a fixed number of them, whatever the width of a vector. */
        LANE_SUMS
    }

    /** A plain loop over all of a dimension. */
    public static Loop over(Dim dim) {
        return new Loop(dim, false, Kind.SEQUENTIAL, 1);
    }

    public Loop tiled() {
        return new Loop(dim, true, kind, joined);
    }

    public Loop as(Kind newKind) {
        return new Loop(dim, isTiled, newKind, joined);
    }

    /** The same loop over rows that are joined, or over their channels. */
    public Loop joining(int rows) {
        return new Loop(dim, isTiled, kind, rows);
    }

    /** Whether several rows are taken as one. */
    public boolean isJoined() {
        return joined > 1;
    }

    /** Whether several indices are taken at once; where there are sums, each adds to them in turn. */
    public boolean isInGroups() {
        return kind == Kind.GROUPS || kind == Kind.QUARTERS;
    }

    /** How many rows that lie apart are taken at once, for what they share: 2 or 4, and 1 if rows do not come in pairs or fours. */
    public int rowsAtOnce() {
        return switch (kind) {
            case PAIRS -> 2;
            case FOURS -> 4;
            default -> 1;
        };
    }

    /** Whether rows are taken to begin where lines of the cache do. */
    public boolean isAligned() {
        return rowsAtOnce() > 1 || kind == Kind.ALIGNED;
    }

    public boolean hasLanes() {
        return kind == Kind.LANES || kind == Kind.LANE_BLOCKS || kind == Kind.LANE_SUMS;
    }
}
