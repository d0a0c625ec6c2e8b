package io.github.normwright.kernels;

/**
 * Merges what the tiles of a reduction left, tile by tile in their order, in double precision, so that a sum does not
 * depend on the number of threads. For generated code.
 *
 * <p>Each tile leaves a partial sum for each channel: {@code [tile][channel][lane]}, of which the first lane counts, once
 * {@link SumLanes} has added the others to it.
 */
public final class TileMerge {

    /**
     * By how much squared deviations from a pivot may exceed those from the mean: each doubling costs a bit of the
     * variance. A pivot that is itself one of a few hundred normally distributed values stays far below.
     */
    private static final double LARGEST_EXCESS = 64;

    private TileMerge() {}

    /**
     * Looks for pivots that are so far from the mean of their values that the squared deviations from them have lost
     * digits, and puts the mean, as far as it is known, in their place. The sums of the tile must then be taken again.
     *
     * @param tile the tile to look at
     * @param tiling the tiles
     * @param within how many elements each pair of outer and inner index of a tile stands for
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums sums of the deviations from the pivots
     * @param squareSums sums of the squared deviations from the pivots
     * @param lanes how many lanes a sum has
     * @param channels how many channels there are
     * @param from the first channel to look at
     * @param to the channel behind the last one to look at
     * @return whether a pivot has changed
     */
    public static boolean refinePivots(
            int tile,
            Tiling tiling,
            int within,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int lanes,
            int channels,
            int from,
            int to) {
        double count = (double) tiling.elements(tile) * within;
        boolean isRefined = false;
        for (int channel = from; channel < to; channel++) {
            int at = tile * channels + channel;
            double shift = deviationSums[at * lanes] / count;
            double squares = squareSums[at * lanes];
            if ((squares - deviationSums[at * lanes] * shift) * LARGEST_EXCESS < squares) {
                pivots[at] += (float) shift;
                isRefined = true;
            }
        }
        return isRefined;
    }

    /**
     * Merges shifted sums into means and biased variances.
     *
     * @param tiling the tiles
     * @param within how many elements each pair of outer and inner index of a tile stands for
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums sums of the deviations from the pivots
     * @param squareSums sums of the squared deviations from the pivots
     * @param lanes how many lanes a sum has
     * @param channels how many channels there are
     * @param from the first channel to merge
     * @param to the channel behind the last one to merge
     * @param moments receives the merged statistics
     * @param means receives the means, rounded
     * @param variances receives the variances, rounded
     */
    public static void moments(
            Tiling tiling,
            int within,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int lanes,
            int channels,
            int from,
            int to,
            Moments moments,
            float[] means,
            float[] variances) {
        moments.clear(from, to);
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int channel = from; channel < to; channel++) {
                int at = tile * channels + channel;
                merge(moments, channel, count, pivots[at], deviationSums[at * lanes], squareSums[at * lanes]);
            }
        }
        for (int channel = from; channel < to; channel++) {
            means[channel] = (float) moments.mean(channel);
            variances[channel] = (float) moments.variance(channel);
        }
    }

    /**
     * Merges sums.
     *
     * @param tiling the tiles
     * @param parts the partial sums
     * @param lanes how many lanes a sum has
     * @param channels how many channels there are
     * @param from the first channel to merge
     * @param to the channel behind the last one to merge
     * @param sums receives the sums, rounded
     */
    public static void sums(Tiling tiling, float[] parts, int lanes, int channels, int from, int to, float[] sums) {
        for (int channel = from; channel < to; channel++) {
            double sum = 0;
            for (int tile = 0; tile < tiling.count(); tile++) {
                sum += parts[(tile * channels + channel) * lanes];
            }
            sums[channel] = (float) sum;
        }
    }

    /**
     * As {@link #refinePivots(int, Tiling, int, float[], float[], float[], int, int, int, int)}.
     */
    public static boolean refinePivots(
            int tile,
            Tiling tiling,
            int within,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int lanes,
            int channels,
            int from,
            int to) {
        double count = (double) tiling.elements(tile) * within;
        boolean isRefined = false;
        for (int channel = from; channel < to; channel++) {
            int at = tile * channels + channel;
            double shift = deviationSums[at * lanes] / count;
            double squares = squareSums[at * lanes];
            if ((squares - deviationSums[at * lanes] * shift) * LARGEST_EXCESS < squares) {
                pivots[at] += shift;
                isRefined = true;
            }
        }
        return isRefined;
    }

    /**
     * As {@link #moments(Tiling, int, float[], float[], float[], int, int, int, int, Moments, float[], float[])}.
     */
    public static void moments(
            Tiling tiling,
            int within,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int lanes,
            int channels,
            int from,
            int to,
            Moments moments,
            double[] means,
            double[] variances) {
        moments.clear(from, to);
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int channel = from; channel < to; channel++) {
                int at = tile * channels + channel;
                merge(moments, channel, count, pivots[at], deviationSums[at * lanes], squareSums[at * lanes]);
            }
        }
        for (int channel = from; channel < to; channel++) {
            means[channel] = moments.mean(channel);
            variances[channel] = moments.variance(channel);
        }
    }

    /**
     * As {@link #sums(Tiling, float[], int, int, int, int, float[])}.
     */
    public static void sums(Tiling tiling, double[] parts, int lanes, int channels, int from, int to, double[] sums) {
        for (int channel = from; channel < to; channel++) {
            double sum = 0;
            for (int tile = 0; tile < tiling.count(); tile++) {
                sum += parts[(tile * channels + channel) * lanes];
            }
            sums[channel] = sum;
        }
    }

    private static void merge(
            Moments moments, int channel, double count, double pivot, double deviations, double squares) {
        double shift = deviations / count;
        // Rounding can make the difference negative where the variance is nearly zero.
        double m2 = Math.max(0, squares - deviations * shift);
        moments.merge(channel, count, pivot + shift, m2);
    }
}
