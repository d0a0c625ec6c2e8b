package io.github.normwright.kernels;

/**
 * Pivots of the tiles of a reduction: what was subtracted from the values of a channel before they were summed, so that a
 * large mean cancels before anything is squared. For generated code.
 *
 * <p>The sums are those that {@link TileMoments} merges, and lie in the same order. Threads may work on different tiles, or
 * on different channels of one.
 */
public final class TilePivots {

    /**
     * By how much squared deviations from a pivot may exceed those from the mean: each doubling costs a bit of the
     * variance. A pivot that is itself one of a few hundred normally distributed values stays far below.
     */
    private static final double LARGEST_EXCESS = 64;

    private TilePivots() {}

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
     * @param channels how many channels a tile has, those of all rows that are joined
     * @param from the first channel to look at
     * @param to the channel behind the last one to look at
     * @return whether a pivot has changed
     */
    public static boolean refine(
            int tile,
            Tiling tiling,
            int within,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            int channels,
            int from,
            int to) {
        double count = (double) tiling.elements(tile) * within;
        double share = 1 / count;
        int first = tile * channels + from;
        if (!mayBeFar((float) share, deviationSums, squareSums, first, first + to - from)) {
            return false;
        }
        boolean isRefined = false;
        for (int channel = from; channel < to; channel++) {
            int at = tile * channels + channel;
            double deviations = deviationSums[at];
            if (isFar(deviations, squareSums[at], deviations * share)) {
                pivots[at] += (float) (deviations / count);
                isRefined = true;
            }
        }
        return isRefined;
    }

    /**
     * As {@link #refine(int, Tiling, int, float[], float[], float[], int, int, int)}, for weighted values.
     *
     * @param tile the tile to look at
     * @param pivots what was subtracted from the values, {@code [tile][channel]}
     * @param deviationSums weighted sums of the deviations from the pivots
     * @param squareSums weighted sums of the squared deviations from the pivots
     * @param weightSums sums of the weights
     * @param channels how many channels a tile has, those of all rows that are joined
     * @param from the first channel to look at
     * @param to the channel behind the last one to look at
     * @return whether a pivot has changed
     */
    public static boolean refine(
            int tile,
            float[] pivots,
            float[] deviationSums,
            float[] squareSums,
            float[] weightSums,
            int channels,
            int from,
            int to) {
        boolean isRefined = false;
        for (int channel = from; channel < to; channel++) {
            int at = tile * channels + channel;
            double shift = (double) deviationSums[at] / weightSums[at];
            if (isFar(deviationSums[at], squareSums[at], shift)) {
                pivots[at] += (float) shift;
                isRefined = true;
            }
        }
        return isRefined;
    }

    /** As {@link #refine(int, Tiling, int, float[], float[], float[], int, int, int)}. */
    public static boolean refine(
            int tile,
            Tiling tiling,
            int within,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            int channels,
            int from,
            int to) {
        double count = (double) tiling.elements(tile) * within;
        double share = 1 / count;
        int first = tile * channels + from;
        if (!mayBeFar(share, deviationSums, squareSums, first, first + to - from)) {
            return false;
        }
        boolean isRefined = false;
        for (int channel = from; channel < to; channel++) {
            int at = tile * channels + channel;
            double deviations = deviationSums[at];
            if (isFar(deviations, squareSums[at], deviations * share)) {
                pivots[at] += deviations / count;
                isRefined = true;
            }
        }
        return isRefined;
    }

    /** As {@link #refine(int, float[], float[], float[], float[], int, int, int)}. */
    public static boolean refine(
            int tile,
            double[] pivots,
            double[] deviationSums,
            double[] squareSums,
            double[] weightSums,
            int channels,
            int from,
            int to) {
        boolean isRefined = false;
        for (int channel = from; channel < to; channel++) {
            int at = tile * channels + channel;
            double shift = deviationSums[at] / weightSums[at];
            if (isFar(deviationSums[at], squareSums[at], shift)) {
                pivots[at] += shift;
                isRefined = true;
            }
        }
        return isRefined;
    }

    /**
     * Whether {@link #isFar} may be so for one of some channels, asked so that the JIT compiler makes vectors of the loop, and in
     * the precision of the sums. It asks for half the excess, so that rounding hides no pivot that is far; and where squares are so
     * small that the product may underflow, it takes any deviation for one that may be far.
     *
     * @param share the reciprocal of the number of values
     */
    private static boolean mayBeFar(float share, float[] deviationSums, float[] squareSums, int from, int to) {
        float least = Float.POSITIVE_INFINITY;
        for (int at = from; at < to; at++) {
            float deviations = deviationSums[at];
            float squares = squareSums[at];
            float left = squares - deviations * (deviations * share);
            float ofTiny = squares * 1e36f - Math.min(Math.abs(deviations) * 1e38f, 1);
            least = Math.min(least, Math.min(ofTiny, left * ((float) LARGEST_EXCESS / 2) - squares));
        }
        // Not a number is in doubt, too.
        return !(least >= 0);
    }

    /** As for floats; the arithmetic is that of {@link #isFar}. */
    private static boolean mayBeFar(double share, double[] deviationSums, double[] squareSums, int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        for (int at = from; at < to; at++) {
            double deviations = deviationSums[at];
            double squares = squareSums[at];
            double left = squares - deviations * (deviations * share);
            least = Math.min(least, left * (LARGEST_EXCESS / 2) - squares);
        }
        return !(least >= 0);
    }

    /**
     * Whether squared deviations have lost digits.
     *
     * @param deviations the sum of the deviations from a pivot
     * @param squares the sum of their squares
     * @param shift by how much the mean exceeds the pivot
     */
    static boolean isFar(double deviations, double squares, double shift) {
        return (squares - deviations * shift) * LARGEST_EXCESS < squares;
    }
}
