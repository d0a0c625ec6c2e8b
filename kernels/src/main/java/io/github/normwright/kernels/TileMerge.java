package io.github.normwright.kernels;

/**
 * Merges what the tiles of a reduction left, tile by tile in their order, in double precision, so that a sum does not
 * depend on the number of threads. For generated code.
 *
 * <p>Each tile leaves a partial sum for each channel: {@code [tile][channel]}. Where rows are joined, a tile has the channels
 * of all of them one behind the other, of which those of the first row count.
 */
public final class TileMerge {

    private TileMerge() {}

    /**
     * Merges sums.
     *
     * @param tiling the tiles
     * @param parts the partial sums
     * @param channels how many channels a tile has, those of all rows that are joined
     * @param from the first channel to merge
     * @param to the channel behind the last one to merge
     * @param sums receives the sums, rounded
     */
    public static void sums(Tiling tiling, float[] parts, int channels, int from, int to, float[] sums) {
        ColumnSums.sum(parts, from, tiling.count(), channels, to - from, sums, from);
    }

    /** As {@link #sums(Tiling, float[], int, int, int, float[])}. */
    public static void sums(Tiling tiling, double[] parts, int channels, int from, int to, double[] sums) {
        ColumnSums.sum(parts, from, tiling.count(), channels, to - from, sums, from);
    }
}
