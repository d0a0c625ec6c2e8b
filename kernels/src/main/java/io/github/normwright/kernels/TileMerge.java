package io.github.normwright.kernels;

/**
 * Merges what the tiles of a reduction left, tile by tile in their order, in double precision. Each tile leaves, for each
 * channel, either one partial sum or one for each of a fixed number of lanes; lanes are added as a tree, the upper half
 * onto the lower half until one is left. So a sum does not depend on the width of vectors or on the number of threads.
 *
 * <p>Partial sums are laid out {@code [tile][channel]} or {@code [tile][channel][lane]}. For generated code.
 */
public final class TileMerge {

    private TileMerge() {}

    /**
     * Merges shifted sums into means and biased variances.
     *
     * @param tiling the tiles
     * @param within how many elements each pair of outer and inner index of a tile stands for
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums sums of the deviations from the pivots
     * @param squareSums sums of the squared deviations from the pivots
     * @param lanes how many partial sums a channel has in a tile, a power of two
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
                double deviations = sumOfLanes(deviationSums, at * lanes, lanes);
                double squares = sumOfLanes(squareSums, at * lanes, lanes);
                merge(moments, channel, count, pivots[at], deviations, squares);
            }
        }
        for (int channel = from; channel < to; channel++) {
            means[channel] = (float) moments.mean(channel);
            variances[channel] = (float) moments.variance(channel);
        }
    }

    /** As {@link #moments(Tiling, int, float[], float[], float[], int, int, int, int, Moments, float[], float[])}. */
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
                double deviations = sumOfLanes(deviationSums, at * lanes, lanes);
                double squares = sumOfLanes(squareSums, at * lanes, lanes);
                merge(moments, channel, count, pivots[at], deviations, squares);
            }
        }
        for (int channel = from; channel < to; channel++) {
            means[channel] = moments.mean(channel);
            variances[channel] = moments.variance(channel);
        }
    }

    /**
     * Merges sums.
     *
     * @param tiling the tiles
     * @param parts the partial sums
     * @param lanes how many partial sums a channel has in a tile, a power of two
     * @param channels how many channels there are
     * @param from the first channel to merge
     * @param to the channel behind the last one to merge
     * @param sums receives the sums, rounded
     */
    public static void sums(Tiling tiling, float[] parts, int lanes, int channels, int from, int to, float[] sums) {
        for (int channel = from; channel < to; channel++) {
            double sum = 0;
            for (int tile = 0; tile < tiling.count(); tile++) {
                sum += sumOfLanes(parts, (tile * channels + channel) * lanes, lanes);
            }
            sums[channel] = (float) sum;
        }
    }

    /** As {@link #sums(Tiling, float[], int, int, int, int, float[])}. */
    public static void sums(Tiling tiling, double[] parts, int lanes, int channels, int from, int to, double[] sums) {
        for (int channel = from; channel < to; channel++) {
            double sum = 0;
            for (int tile = 0; tile < tiling.count(); tile++) {
                sum += sumOfLanes(parts, (tile * channels + channel) * lanes, lanes);
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

    /** Overwrites the lanes with sums of lanes on the way. */
    private static double sumOfLanes(float[] values, int from, int lanes) {
        for (int half = lanes / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                values[from + lane] += values[from + lane + half];
            }
        }
        return values[from];
    }

    private static double sumOfLanes(double[] values, int from, int lanes) {
        for (int half = lanes / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                values[from + lane] += values[from + lane + half];
            }
        }
        return values[from];
    }
}
