package io.github.normwright.kernels;

/**
 * Merges the sums of groups of channels, tile by tile, and in a tile member by member, one group after the other: where the
 * members of a group do not lie side by side, and where values are not finite.
 */
final class GroupMoments {

    private GroupMoments() {}

    /** See {@link TileMoments#merge(Tiling, int, float[], float[], float[], int, int, int, int, int, Moments)}. */
    static void merge(
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
        moments.clear(from, to);
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            double each = 1 / count;
            for (int member = 0; member < members; member++) {
                int first = tile * channels + member * inner;
                for (int group = from; group < to; group++) {
                    int at = first + firstMember(group, members, inner);
                    double deviations = deviationSums[at];
                    double shift = deviations * each;
                    double m2 = squares(squareSums[at], deviations, shift);
                    moments.merge(group, count, pivots[at] + shift, m2);
                }
            }
        }
    }

    /** As {@link #merge(Tiling, int, float[], float[], float[], int, int, int, int, int, Moments)}. */
    static void merge(
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
        moments.clear(from, to);
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            double each = 1 / count;
            for (int member = 0; member < members; member++) {
                int first = tile * channels + member * inner;
                for (int group = from; group < to; group++) {
                    int at = first + firstMember(group, members, inner);
                    double deviations = deviationSums[at];
                    double shift = deviations * each;
                    double m2 = squares(squareSums[at], deviations, shift);
                    moments.merge(group, count, pivots[at] + shift, m2);
                }
            }
        }
    }

    /** Where the first member of a group stands among the channels of a tile. */
    private static int firstMember(int group, int members, int inner) {
        return inner == 1 ? group * members : group / inner * members * inner + group % inner;
    }

    /** From deviations from a pivot to those from the mean. Rounding can make them negative where the variance is nearly zero. */
    static double squares(double squares, double deviations, double shift) {
        return Math.max(0, squares - deviations * shift);
    }
}
