package io.github.normwright.kernels;

/**
 * Merges what the tiles of a reduction left, tile by tile in their order, in double precision, so that a sum does not
 * depend on the number of threads. For generated code.
 *
 * <p>Each tile leaves a partial sum for each channel: {@code [tile][channel][lane]}, of which the first lane counts, once
 * {@link SumLanes} has added the others to it. Where rows are joined, a tile has the channels of all of them one behind the
 * other, of which those of the first row count. Where channels share their statistics in groups, those of a group lie side
 * by side, and are merged in their order. Where values have weights, the sums of the weights lie in the same order,
 * and take the place of the number of elements.
 */
public final class TileMerge {

    /** The weight of a tile whose values all weigh nothing, while one of them is not a number. */
    private static final double NEXT_TO_NOTHING = Double.MIN_VALUE;

    private TileMerge() {}

    /**
     * Merges shifted sums into statistics.
     *
     * @param tiling the tiles
     * @param within how many elements each pair of outer and inner index of a tile stands for
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums sums of the deviations from the pivots
     * @param squareSums sums of the squared deviations from the pivots
     * @param lanes how many lanes a sum has
     * @param channels how many channels a tile has, those of all rows that are joined
     * @param from the first channel to merge
     * @param to the channel behind the last one to merge
     * @param moments receives the merged statistics
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
            Moments moments) {
        moments(tiling, within, pivots, deviationSums, squareSums, lanes, channels, 1, from, to, moments);
    }

    /**
     * As {@link #moments(Tiling, int, float[], float[], float[], int, int, int, int, Moments)}, for channels in groups of
     * some members each, which lie side by side: the statistics are those of the groups. In each tile, the members are
     * merged in their order.
     *
     * @param tiling the tiles
     * @param within how many elements each pair of outer and inner index of a tile stands for
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums sums of the deviations from the pivots
     * @param squareSums sums of the squared deviations from the pivots
     * @param lanes how many lanes a sum has
     * @param channels how many channels a tile has, those of all groups
     * @param members how many channels a group has, at least 1
     * @param from the first group to merge
     * @param to the group behind the last one to merge
     * @param moments receives the merged statistics, those of a group in the place of a channel
     */
    public static void moments(
            Tiling tiling,
            int within,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int lanes,
            int channels,
            int members,
            int from,
            int to,
            Moments moments) {
        if (tiling.count() == 0) {
            moments.clear(from, to);
        }
        double before = 0;
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int member = 0; member < members; member++) {
                int first = tile * channels + member;
                if (before == 0) {
                    begin(count, pivots, deviationSums, squareSums, lanes, first, members, from, to, moments);
                } else {
                    merge(before, count, pivots, deviationSums, squareSums, lanes, first, members, from, to, moments);
                }
                before += count;
            }
        }
    }

    /** The statistics of the first tile. Apart from those of others, or the JIT compiler may know of the first tile only. */
    private static void begin(
            double count,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int lanes,
            int first,
            int members,
            int from,
            int to,
            Moments moments) {
        double each = 1 / count;
        for (int group = from; group < to; group++) {
            int at = first + group * members;
            double deviations = deviationSums[at * lanes];
            double shift = deviations * each;
            moments.set(group, count, pivots[at] + shift, squares(squareSums[at * lanes], deviations, shift));
        }
    }

    private static void merge(
            double before,
            double count,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int lanes,
            int first,
            int members,
            int from,
            int to,
            Moments moments) {
        double each = 1 / count;
        double share = count / (before + count);
        for (int group = from; group < to; group++) {
            int at = first + group * members;
            double deviations = deviationSums[at * lanes];
            double shift = deviations * each;
            double m2 = squares(squareSums[at * lanes], deviations, shift);
            moments.merge(group, before, count, share, pivots[at] + shift, m2);
        }
    }

    /**
     * As {@link #moments(Tiling, int, float[], float[], float[], int, int, int, int, Moments)}, for weighted values.
     *
     * @param tiling the tiles
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums weighted sums of the deviations from the pivots
     * @param squareSums weighted sums of the squared deviations from the pivots
     * @param weightSums sums of the weights
     * @param lanes how many lanes a sum has
     * @param channels how many channels a tile has, those of all rows that are joined
     * @param from the first channel to merge
     * @param to the channel behind the last one to merge
     * @param moments receives the merged statistics
     */
    public static void moments(
            Tiling tiling,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            float[] weightSums,
            int lanes,
            int channels,
            int from,
            int to,
            Moments moments) {
        moments.clear(from, to);
        for (int tile = 0; tile < tiling.count(); tile++) {
            for (int channel = from; channel < to; channel++) {
                int at = tile * channels + channel;
                double deviations = deviationSums[at * lanes];
                double weight = weightSums[at * lanes];
                boolean isSpoilt = weight == 0 && Double.isNaN(deviations);
                double count = isSpoilt ? NEXT_TO_NOTHING : weight;
                merge(moments, channel, count, pivots[at], deviations, squareSums[at * lanes]);
            }
        }
    }

    /**
     * Reads means and biased variances out of statistics.
     *
     * @param moments the statistics
     * @param from the first channel to read
     * @param to the channel behind the last one to read
     * @param means receives the means, rounded; not a number for a channel without values
     * @param variances receives the variances, rounded; not a number for a channel without values
     */
    public static void read(Moments moments, int from, int to, float[] means, float[] variances) {
        for (int channel = from; channel < to; channel++) {
            means[channel] = (float) moments.mean(channel);
        }
        for (int channel = from; channel < to; channel++) {
            variances[channel] = (float) moments.variance(channel);
        }
    }

    /**
     * Reads means, biased variances and weights out of statistics of weighted values.
     *
     * @param moments the statistics
     * @param from the first channel to read
     * @param to the channel behind the last one to read
     * @param means receives the means, rounded; zero for a channel without weight
     * @param variances receives the variances, rounded; zero for a channel without weight
     * @param weights receives the sums of the weights, rounded
     */
    public static void read(Moments moments, int from, int to, float[] means, float[] variances, float[] weights) {
        for (int channel = from; channel < to; channel++) {
            boolean isEmpty = moments.count(channel) <= NEXT_TO_NOTHING;
            means[channel] = isEmpty ? 0 : (float) moments.mean(channel);
            variances[channel] = isEmpty ? 0 : (float) moments.variance(channel);
            weights[channel] = isEmpty ? 0 : (float) moments.count(channel);
        }
    }

    /**
     * Merges sums.
     *
     * @param tiling the tiles
     * @param parts the partial sums
     * @param lanes how many lanes a sum has
     * @param channels how many channels a tile has, those of all rows that are joined
     * @param from the first channel to merge
     * @param to the channel behind the last one to merge
     * @param sums receives the sums, rounded
     */
    public static void sums(Tiling tiling, float[] parts, int lanes, int channels, int from, int to, float[] sums) {
        int tiles = tiling.count();
        int stride = channels * lanes;
        int channel = from;
        // Four channels at once, for a line of the cache holds several.
        for (; channel <= to - 4; channel += 4) {
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int tile = 0, at = channel * lanes; tile < tiles; tile++, at += stride) {
                sum0 += parts[at];
                sum1 += parts[at + lanes];
                sum2 += parts[at + 2 * lanes];
                sum3 += parts[at + 3 * lanes];
            }
            sums[channel] = (float) sum0;
            sums[channel + 1] = (float) sum1;
            sums[channel + 2] = (float) sum2;
            sums[channel + 3] = (float) sum3;
        }
        for (; channel < to; channel++) {
            double sum = 0;
            for (int tile = 0, at = channel * lanes; tile < tiles; tile++, at += stride) {
                sum += parts[at];
            }
            sums[channel] = (float) sum;
        }
    }

    /** As {@link #moments(Tiling, int, float[], float[], float[], int, int, int, int, Moments)}. */
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
            Moments moments) {
        moments(tiling, within, pivots, deviationSums, squareSums, lanes, channels, 1, from, to, moments);
    }

    /** As {@link #moments(Tiling, int, float[], float[], float[], int, int, int, int, int, Moments)}. */
    public static void moments(
            Tiling tiling,
            int within,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int lanes,
            int channels,
            int members,
            int from,
            int to,
            Moments moments) {
        if (tiling.count() == 0) {
            moments.clear(from, to);
        }
        double before = 0;
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int member = 0; member < members; member++) {
                int first = tile * channels + member;
                if (before == 0) {
                    begin(count, pivots, deviationSums, squareSums, lanes, first, members, from, to, moments);
                } else {
                    merge(before, count, pivots, deviationSums, squareSums, lanes, first, members, from, to, moments);
                }
                before += count;
            }
        }
    }

    /** The statistics of the first tile. Apart from those of others, or the JIT compiler may know of the first tile only. */
    private static void begin(
            double count,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int lanes,
            int first,
            int members,
            int from,
            int to,
            Moments moments) {
        double each = 1 / count;
        for (int group = from; group < to; group++) {
            int at = first + group * members;
            double deviations = deviationSums[at * lanes];
            double shift = deviations * each;
            moments.set(group, count, pivots[at] + shift, squares(squareSums[at * lanes], deviations, shift));
        }
    }

    private static void merge(
            double before,
            double count,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int lanes,
            int first,
            int members,
            int from,
            int to,
            Moments moments) {
        double each = 1 / count;
        double share = count / (before + count);
        for (int group = from; group < to; group++) {
            int at = first + group * members;
            double deviations = deviationSums[at * lanes];
            double shift = deviations * each;
            double m2 = squares(squareSums[at * lanes], deviations, shift);
            moments.merge(group, before, count, share, pivots[at] + shift, m2);
        }
    }

    /** As {@link #moments(Tiling, float[], float[], float[], float[], int, int, int, int, Moments)}. */
    public static void moments(
            Tiling tiling,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            double[] weightSums,
            int lanes,
            int channels,
            int from,
            int to,
            Moments moments) {
        moments.clear(from, to);
        for (int tile = 0; tile < tiling.count(); tile++) {
            for (int channel = from; channel < to; channel++) {
                int at = tile * channels + channel;
                double deviations = deviationSums[at * lanes];
                double weight = weightSums[at * lanes];
                boolean isSpoilt = weight == 0 && Double.isNaN(deviations);
                double count = isSpoilt ? NEXT_TO_NOTHING : weight;
                merge(moments, channel, count, pivots[at], deviations, squareSums[at * lanes]);
            }
        }
    }

    /** As {@link #read(Moments, int, int, float[], float[])}. */
    public static void read(Moments moments, int from, int to, double[] means, double[] variances) {
        for (int channel = from; channel < to; channel++) {
            means[channel] = moments.mean(channel);
        }
        for (int channel = from; channel < to; channel++) {
            variances[channel] = moments.variance(channel);
        }
    }

    /** As {@link #read(Moments, int, int, float[], float[], float[])}. */
    public static void read(Moments moments, int from, int to, double[] means, double[] variances, double[] weights) {
        for (int channel = from; channel < to; channel++) {
            boolean isEmpty = moments.count(channel) <= NEXT_TO_NOTHING;
            means[channel] = isEmpty ? 0 : moments.mean(channel);
            variances[channel] = isEmpty ? 0 : moments.variance(channel);
            weights[channel] = isEmpty ? 0 : moments.count(channel);
        }
    }

    /** As {@link #sums(Tiling, float[], int, int, int, int, float[])}. */
    public static void sums(Tiling tiling, double[] parts, int lanes, int channels, int from, int to, double[] sums) {
        int tiles = tiling.count();
        int stride = channels * lanes;
        int channel = from;
        // Four channels at once, for a line of the cache holds several.
        for (; channel <= to - 4; channel += 4) {
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int tile = 0, at = channel * lanes; tile < tiles; tile++, at += stride) {
                sum0 += parts[at];
                sum1 += parts[at + lanes];
                sum2 += parts[at + 2 * lanes];
                sum3 += parts[at + 3 * lanes];
            }
            sums[channel] = sum0;
            sums[channel + 1] = sum1;
            sums[channel + 2] = sum2;
            sums[channel + 3] = sum3;
        }
        for (; channel < to; channel++) {
            double sum = 0;
            for (int tile = 0, at = channel * lanes; tile < tiles; tile++, at += stride) {
                sum += parts[at];
            }
            sums[channel] = sum;
        }
    }

    private static void merge(
            Moments moments, int channel, double count, double pivot, double deviations, double squares) {
        double shift = deviations / count;
        moments.merge(channel, count, pivot + shift, squares(squares, deviations, shift));
    }

    /** From deviations from a pivot to those from the mean. Rounding can make them negative where the variance is nearly zero. */
    private static double squares(double squares, double deviations, double shift) {
        double ofMean = squares - deviations * shift;
        return ofMean < 0 ? 0 : ofMean;
    }
}
