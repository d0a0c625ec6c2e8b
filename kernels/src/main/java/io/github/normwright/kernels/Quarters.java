package io.github.normwright.kernels;

/**
 * How far apart rows of a tile lie that are summed together: a quarter of the tile, so that each of four rows is read on where
 * it was read before. For generated code.
 */
public final class Quarters {

    /** Shorter quarters of a tile are over before reading them in order pays. */
    private static final int FEWEST_ROWS = 16;

    private Quarters() {}

    /**
     * How many rows lie between two of four rows that are summed together: an odd number, so that rows do not all meet the same
     * few lines of the first-level cache, as they would if a multiple of 4096 bytes lay between them. In tiles of few rows they are
     * neighbours. The sizes of tiles alone decide this, for it decides the order of sums.
     *
     * @param rows how many rows a tile has
     * @return at least 1; four times as many are no more than the rows, unless there are fewer than 4
     */
    public static int apart(int rows) {
        int quarter = rows / 4;
        return quarter < FEWEST_ROWS ? 1 : quarter - 1 + quarter % 2;
    }
}
