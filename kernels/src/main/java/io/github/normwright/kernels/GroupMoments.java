package io.github.normwright.kernels;

/**
 * Merges the sums of groups of channels, tile by tile, and in a tile member by member, one group after the other: where sums
 * have lanes, where groups have several members, and where values are not finite.
 */
final class GroupMoments {

    private GroupMoments() {}

    static void merge(
            Tiling tiling,
            int within,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int lanes,
            int channels,
            int members,
            int inner,
            int from,
            int to,
            Moments moments) {
        if (tiling.count() == 0 || members == 0) {
            moments.clear(from, to);
        }
        double before = 0;
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int member = 0; member < members; member++) {
                int first = tile * channels + member * inner;
                if (inner == 1) {
                    addMember(
                            before, count, pivots, deviationSums, squareSums, lanes, first, members, from, to, moments);
                }
                for (int group = from; inner > 1 && group < to; group += inner) {
                    int start = first + group * (members - 1);
                    int end = group + inner;
                    addMember(before, count, pivots, deviationSums, squareSums, lanes, start, 1, group, end, moments);
                }
                before += count;
            }
        }
    }

    /** Adds one member of each group, which stand {@code stride} elements apart. */
    private static void addMember(
            double before,
            double count,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int lanes,
            int first,
            int stride,
            int from,
            int to,
            Moments moments) {
        if (before == 0) {
            first(count, pivots, deviationSums, squareSums, lanes, first, stride, from, to, moments);
        } else {
            next(before, count, pivots, deviationSums, squareSums, lanes, first, stride, from, to, moments);
        }
    }

    /** The statistics of the first tile. Apart from those of others, or the JIT compiler may know of the first tile only. */
    private static void first(
            double count,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int lanes,
            int first,
            int stride,
            int from,
            int to,
            Moments moments) {
        double each = 1 / count;
        for (int group = from; group < to; group++) {
            int at = first + group * stride;
            double deviations = deviationSums[at * lanes];
            double shift = deviations * each;
            moments.set(group, count, pivots[at] + shift, squares(squareSums[at * lanes], deviations, shift));
        }
    }

    private static void next(
            double before,
            double count,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int lanes,
            int first,
            int stride,
            int from,
            int to,
            Moments moments) {
        double each = 1 / count;
        double share = count / (before + count);
        for (int group = from; group < to; group++) {
            int at = first + group * stride;
            double deviations = deviationSums[at * lanes];
            double shift = deviations * each;
            double m2 = squares(squareSums[at * lanes], deviations, shift);
            moments.merge(group, before, count, share, pivots[at] + shift, m2);
        }
    }

    static void merge(
            Tiling tiling,
            int within,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int lanes,
            int channels,
            int members,
            int inner,
            int from,
            int to,
            Moments moments) {
        if (tiling.count() == 0 || members == 0) {
            moments.clear(from, to);
        }
        double before = 0;
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int member = 0; member < members; member++) {
                int first = tile * channels + member * inner;
                if (inner == 1) {
                    addMember(
                            before, count, pivots, deviationSums, squareSums, lanes, first, members, from, to, moments);
                }
                for (int group = from; inner > 1 && group < to; group += inner) {
                    int start = first + group * (members - 1);
                    int end = group + inner;
                    addMember(before, count, pivots, deviationSums, squareSums, lanes, start, 1, group, end, moments);
                }
                before += count;
            }
        }
    }

    /** Adds one member of each group, which stand {@code stride} elements apart. */
    private static void addMember(
            double before,
            double count,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int lanes,
            int first,
            int stride,
            int from,
            int to,
            Moments moments) {
        if (before == 0) {
            first(count, pivots, deviationSums, squareSums, lanes, first, stride, from, to, moments);
        } else {
            next(before, count, pivots, deviationSums, squareSums, lanes, first, stride, from, to, moments);
        }
    }

    /** The statistics of the first tile. Apart from those of others, or the JIT compiler may know of the first tile only. */
    private static void first(
            double count,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int lanes,
            int first,
            int stride,
            int from,
            int to,
            Moments moments) {
        double each = 1 / count;
        for (int group = from; group < to; group++) {
            int at = first + group * stride;
            double deviations = deviationSums[at * lanes];
            double shift = deviations * each;
            moments.set(group, count, pivots[at] + shift, squares(squareSums[at * lanes], deviations, shift));
        }
    }

    private static void next(
            double before,
            double count,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int lanes,
            int first,
            int stride,
            int from,
            int to,
            Moments moments) {
        double each = 1 / count;
        double share = count / (before + count);
        for (int group = from; group < to; group++) {
            int at = first + group * stride;
            double deviations = deviationSums[at * lanes];
            double shift = deviations * each;
            double m2 = squares(squareSums[at * lanes], deviations, shift);
            moments.merge(group, before, count, share, pivots[at] + shift, m2);
        }
    }

    /** From deviations from a pivot to those from the mean. Rounding can make them negative where the variance is nearly zero. */
    static double squares(double squares, double deviations, double shift) {
        double ofMean = squares - deviations * shift;
        return ofMean < 0 ? 0 : ofMean;
    }
}
