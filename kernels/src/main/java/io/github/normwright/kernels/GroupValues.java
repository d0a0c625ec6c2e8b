package io.github.normwright.kernels;

import java.util.Arrays;

/**
 * Small values of groups and of their members, such as the channels of a group: a pass over channels leaves sums for each
 * member, and needs a value of a group once for each of them. For generated code.
 */
public final class GroupValues {

    private GroupValues() {}

    /**
     * Copies values of groups, once for each member.
     *
     * @param values the values, {@code [group]}
     * @param members how many members a group has
     * @param from the first group
     * @param to the group behind the last one
     * @param copies receives the copies, {@code [group][member]}
     */
    public static void spread(float[] values, int members, int from, int to, float[] copies) {
        for (int group = from; group < to; group++) {
            Arrays.fill(copies, group * members, (group + 1) * members, values[group]);
        }
    }

    /** As {@link #spread(float[], int, int, int, float[])}. */
    public static void spread(double[] values, int members, int from, int to, double[] copies) {
        for (int group = from; group < to; group++) {
            Arrays.fill(copies, group * members, (group + 1) * members, values[group]);
        }
    }

    /**
     * Merges shifted sums of members into statistics of groups: tile by tile, and in a tile member by member, in double
     * precision.
     *
     * @param tiling the tiles
     * @param within how many elements each pair of outer and inner index of a tile stands for
     * @param pivots what was subtracted from the values, {@code [tile][group][member]}
     * @param deviationSums sums of the deviations from the pivots
     * @param squareSums sums of the squared deviations from the pivots
     * @param members how many members a group has
     * @param groups how many groups there are
     * @param from the first group to merge
     * @param to the group behind the last one to merge
     * @param moments receives the merged statistics
     */
    public static void moments(
            Tiling tiling,
            int within,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int members,
            int groups,
            int from,
            int to,
            Moments moments) {
        moments.clear(from, to);
        double before = 0;
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int member = 0; member < members; member++) {
                double share = count / (before + count);
                for (int group = from; group < to; group++) {
                    int at = (tile * groups + group) * members + member;
                    double deviations = deviationSums[at];
                    double shift = deviations / count;
                    double m2 = TileMerge.notNegative(squareSums[at] - deviations * shift);
                    moments.merge(group, before, count, share, pivots[at] + shift, m2);
                }
                before += count;
            }
        }
    }

    /** As {@link #moments(Tiling, int, float[], float[], float[], int, int, int, int, Moments)}. */
    public static void moments(
            Tiling tiling,
            int within,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int members,
            int groups,
            int from,
            int to,
            Moments moments) {
        moments.clear(from, to);
        double before = 0;
        for (int tile = 0; tile < tiling.count(); tile++) {
            double count = (double) tiling.elements(tile) * within;
            for (int member = 0; member < members; member++) {
                double share = count / (before + count);
                for (int group = from; group < to; group++) {
                    int at = (tile * groups + group) * members + member;
                    double deviations = deviationSums[at];
                    double shift = deviations / count;
                    double m2 = TileMerge.notNegative(squareSums[at] - deviations * shift);
                    moments.merge(group, before, count, share, pivots[at] + shift, m2);
                }
                before += count;
            }
        }
    }
}
