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
        int tiles = tiling.count();
        int channel = from;
        // Four channels at once, for a line of the cache holds several.
        for (; channel <= to - 4; channel += 4) {
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int tile = 0, at = channel; tile < tiles; tile++, at += channels) {
                sum0 += parts[at];
                sum1 += parts[at + 1];
                sum2 += parts[at + 2];
                sum3 += parts[at + 3];
            }
            sums[channel] = (float) sum0;
            sums[channel + 1] = (float) sum1;
            sums[channel + 2] = (float) sum2;
            sums[channel + 3] = (float) sum3;
        }
        for (; channel < to; channel++) {
            double sum = 0;
            for (int tile = 0, at = channel; tile < tiles; tile++, at += channels) {
                sum += parts[at];
            }
            sums[channel] = (float) sum;
        }
    }

    /** As {@link #sums(Tiling, float[], int, int, int, float[])}. */
    public static void sums(Tiling tiling, double[] parts, int channels, int from, int to, double[] sums) {
        int tiles = tiling.count();
        int channel = from;
        // Four channels at once, for a line of the cache holds several.
        for (; channel <= to - 4; channel += 4) {
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int tile = 0, at = channel; tile < tiles; tile++, at += channels) {
                sum0 += parts[at];
                sum1 += parts[at + 1];
                sum2 += parts[at + 2];
                sum3 += parts[at + 3];
            }
            sums[channel] = sum0;
            sums[channel + 1] = sum1;
            sums[channel + 2] = sum2;
            sums[channel + 3] = sum3;
        }
        for (; channel < to; channel++) {
            double sum = 0;
            for (int tile = 0, at = channel; tile < tiles; tile++, at += channels) {
                sum += parts[at];
            }
            sums[channel] = sum;
        }
    }
}
