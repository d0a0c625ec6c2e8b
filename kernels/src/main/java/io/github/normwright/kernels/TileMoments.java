package io.github.normwright.kernels;

/**
 * Merges shifted sums that the tiles of a reduction left into means and variances, tile by tile in their order, in double
 * precision, so that they do not depend on the number of threads. For generated code.
 *
 * <p>Sums lie as {@link TileMerge} has them. Where values have weights, the sums of the weights lie in the same order, and take
 * the place of the number of elements.
 */
public final class TileMoments {

    /** The weight of a tile whose values all weigh nothing, while one of them is not a number. */
    private static final double NEXT_TO_NOTHING = Double.MIN_VALUE;

    private TileMoments() {}

    /**
     * Merges shifted sums into statistics.
     *
     * @param tiling the tiles
     * @param within how many elements each pair of outer and inner index of a tile stands for
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums sums of the deviations from the pivots
     * @param squareSums sums of the squared deviations from the pivots
     * @param channels how many channels a tile has, those of all rows that are joined
     * @param from the first channel to merge
     * @param to the channel behind the last one to merge
     * @param moments receives the merged statistics
     */
    public static void merge(
            Tiling tiling,
            int within,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int channels,
            int from,
            int to,
            Moments moments) {
        merge(tiling, within, pivots, deviationSums, squareSums, channels, 1, 1, from, to, moments);
    }

    /**
     * As {@link #merge(Tiling, int, float[], float[], float[], int, int, int, Moments)}, for channels in groups of
     * some members each: the statistics are those of the groups. In each tile, the members are merged in their order.
     *
     * @param tiling the tiles
     * @param within how many elements each pair of outer and inner index of a tile stands for
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums sums of the deviations from the pivots
     * @param squareSums sums of the squared deviations from the pivots
     * @param channels how many channels a tile has, those of all groups
     * @param members how many channels a group has; without any, its statistics are those of no values
     * @param inner how many groups there are between a member and the next one of its group: a tile has channels {@code
     *     [groups / inner][member][inner]}; 1 if the members of a group lie side by side
     * @param from the first group to merge, a multiple of {@code inner}
     * @param to the group behind the last one to merge, a multiple of {@code inner}
     * @param moments receives the merged statistics, those of a group in the place of a channel
     */
    public static void merge(
            Tiling tiling,
            int within,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int channels,
            int members,
            int inner,
            int from,
            int to,
            Moments moments) {
        if (members > 0 && inner == 1) {
            groups(tiling, within, pivots, deviationSums, squareSums, channels, members, from, to, moments);
        } else {
            GroupMoments.merge(
                    tiling, within, pivots, deviationSums, squareSums, channels, members, inner, from, to, moments);
        }
    }

    /** All groups of a tile at once, member by member, and those again, one by one, for which that is not accurate. */
    private static void groups(
            Tiling tiling,
            int within,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int channels,
            int members,
            int from,
            int to,
            Moments moments) {
        double before = 0;
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int member = 0; member < members; member++) {
                int first = tile * channels + member;
                if (before == 0) {
                    moments.set(count, pivots, deviationSums, squareSums, first, members, from, to);
                } else {
                    moments.merge(before, count, pivots, deviationSums, squareSums, first, members, from, to);
                }
                before += count;
            }
        }
        if (before != 0 && moments.haveFiniteMeans(from, to)) {
            return;
        }
        for (int group = from; group < to; group++) {
            if (before == 0 || !Double.isFinite(moments.mean(group))) {
                int end = group + 1;
                GroupMoments.merge(
                        tiling, within, pivots, deviationSums, squareSums, channels, members, 1, group, end, moments);
            }
        }
    }

    /**
     * As {@link #merge(Tiling, int, float[], float[], float[], int, int, int, Moments)}, for weighted values.
     *
     * @param tiling the tiles
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums weighted sums of the deviations from the pivots
     * @param squareSums weighted sums of the squared deviations from the pivots
     * @param weightSums sums of the weights
     * @param channels how many channels a tile has, those of all rows that are joined
     * @param from the first channel to merge
     * @param to the channel behind the last one to merge
     * @param moments receives the merged statistics
     */
    public static void merge(
            Tiling tiling,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            float[] weightSums,
            int channels,
            int from,
            int to,
            Moments moments) {
        moments.clear(from, to);
        for (int tile = 0; tile < tiling.count(); tile++) {
            for (int channel = from; channel < to; channel++) {
                int at = tile * channels + channel;
                double deviations = deviationSums[at];
                double weight = weightSums[at];
                boolean isSpoilt = weight == 0 && Double.isNaN(deviations);
                double count = isSpoilt ? NEXT_TO_NOTHING : weight;
                add(moments, channel, count, pivots[at], deviations, squareSums[at]);
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

    /** As {@link #merge(Tiling, int, float[], float[], float[], int, int, int, Moments)}. */
    public static void merge(
            Tiling tiling,
            int within,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int channels,
            int from,
            int to,
            Moments moments) {
        merge(tiling, within, pivots, deviationSums, squareSums, channels, 1, 1, from, to, moments);
    }

    /** As {@link #merge(Tiling, int, float[], float[], float[], int, int, int, int, Moments)}. */
    public static void merge(
            Tiling tiling,
            int within,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int channels,
            int members,
            int inner,
            int from,
            int to,
            Moments moments) {
        if (members > 0 && inner == 1) {
            groups(tiling, within, pivots, deviationSums, squareSums, channels, members, from, to, moments);
        } else {
            GroupMoments.merge(
                    tiling, within, pivots, deviationSums, squareSums, channels, members, inner, from, to, moments);
        }
    }

    private static void groups(
            Tiling tiling,
            int within,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int channels,
            int members,
            int from,
            int to,
            Moments moments) {
        double before = 0;
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int member = 0; member < members; member++) {
                int first = tile * channels + member;
                if (before == 0) {
                    moments.set(count, pivots, deviationSums, squareSums, first, members, from, to);
                } else {
                    moments.merge(before, count, pivots, deviationSums, squareSums, first, members, from, to);
                }
                before += count;
            }
        }
        if (before != 0 && moments.haveFiniteMeans(from, to)) {
            return;
        }
        for (int group = from; group < to; group++) {
            if (before == 0 || !Double.isFinite(moments.mean(group))) {
                int end = group + 1;
                GroupMoments.merge(
                        tiling, within, pivots, deviationSums, squareSums, channels, members, 1, group, end, moments);
            }
        }
    }

    /** As {@link #merge(Tiling, float[], float[], float[], float[], int, int, int, Moments)}. */
    public static void merge(
            Tiling tiling,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            double[] weightSums,
            int channels,
            int from,
            int to,
            Moments moments) {
        moments.clear(from, to);
        for (int tile = 0; tile < tiling.count(); tile++) {
            for (int channel = from; channel < to; channel++) {
                int at = tile * channels + channel;
                double deviations = deviationSums[at];
                double weight = weightSums[at];
                boolean isSpoilt = weight == 0 && Double.isNaN(deviations);
                double count = isSpoilt ? NEXT_TO_NOTHING : weight;
                add(moments, channel, count, pivots[at], deviations, squareSums[at]);
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

    private static void add(
            Moments moments, int channel, double count, double pivot, double deviations, double squares) {
        double shift = deviations / count;
        moments.merge(channel, count, pivot + shift, GroupMoments.squares(squares, deviations, shift));
    }
}
