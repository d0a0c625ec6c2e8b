package io.github.normwright.kernels;

/**
 * Statistics of rows that are done one after the other, each from the shifted sums of all its values, as {@link TilePivots} and
 * {@link TileMoments} have them for many channels and tiles. For generated code, into which the JIT compiler takes these
 * methods.
 *
 * <p>Threads may work on different rows.
 */
public final class RowMoments {

    private RowMoments() {}

    /**
     * Whether the pivot of a row is so far from the mean of its values that the squared deviations have lost digits, as in
     * {@link TilePivots#refine(int, Tiling, int, float[], float[], float[], int, int, int)}. The sums of the row must then be
     * taken again from a pivot that is {@linkplain #refined(float, int, float) refined}.
     *
     * @param count how many values the row has, at least 1
     * @param deviations the sum of the deviations from the pivot
     * @param squares the sum of the squared deviations from the pivot
     */
    public static boolean isFar(int count, double deviations, double squares) {
        return TilePivots.isFar(deviations, squares, deviations * (1 / (double) count));
    }

    /**
     * The mean of a row, as far as it is known, to take the place of a pivot.
     *
     * @param pivot what was subtracted from the values
     * @param count how many values the row has, at least 1
     * @param deviations the sum of the deviations from the pivot
     */
    public static float refined(float pivot, int count, float deviations) {
        return pivot + (float) ((double) deviations / count);
    }

    /** As {@link #refined(float, int, float)}. */
    public static double refined(double pivot, int count, double deviations) {
        return pivot + deviations / count;
    }

    /**
     * Turns the shifted sums of a row into its statistics, those of {@link TileMoments}.
     *
     * @param row where the row stands in the statistics and arrays
     * @param count how many values the row has, at least 1
     * @param pivot what was subtracted from the values
     * @param deviations the sum of the deviations from the pivot
     * @param squares the sum of the squared deviations from the pivot
     * @param moments receives the statistics
     * @param means receives the mean, rounded
     * @param variances receives the biased variance, rounded
     */
    public static void set(
            int row,
            int count,
            double pivot,
            double deviations,
            double squares,
            Moments moments,
            float[] means,
            float[] variances) {
        moments.set(row, count, pivot, deviations, squares);
        means[row] = (float) moments.mean(row);
        variances[row] = (float) moments.variance(row);
    }

    /** As {@link #set(int, int, double, double, double, Moments, float[], float[])}. */
    public static void set(
            int row,
            int count,
            double pivot,
            double deviations,
            double squares,
            Moments moments,
            double[] means,
            double[] variances) {
        moments.set(row, count, pivot, deviations, squares);
        means[row] = moments.mean(row);
        variances[row] = moments.variance(row);
    }
}
