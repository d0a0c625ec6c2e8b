package io.github.normwright.kernels;

/**
 * Adds the lanes of a sum in a fixed order: the upper half onto the lower half, until one is left. To be done once for each
 * sum, as the lanes do not outlive it. For generated code.
 */
public final class SumLanes {

    private SumLanes() {}

    /**
     * Adds lanes up into the first of them; the others are left with sums on the way.
     *
     * @param values holds the lanes side by side
     * @param start where the first lane stands
     * @param lanes how many there are, a power of two
     */
    public static void fold(float[] values, int start, int lanes) {
        fold(values, start, lanes, 1);
    }

    /**
     * Adds rows of lanes up into the first of them; the others are left with sums on the way.
     *
     * @param values holds the rows one behind the other
     * @param start where the first row starts
     * @param rows how many there are, a power of two
     * @param width how many lanes a row has
     */
    public static void fold(float[] values, int start, int rows, int width) {
        for (int half = rows / 2; half > 0; half /= 2) {
            for (int lane = start; lane < start + half * width; lane++) {
                values[lane] += values[lane + half * width];
            }
        }
    }

    /**
     * Adds lanes up into the first of them; the others are left with sums on the way.
     *
     * @param values holds the lanes side by side
     * @param start where the first lane stands
     * @param lanes how many there are, a power of two
     */
    public static void fold(double[] values, int start, int lanes) {
        fold(values, start, lanes, 1);
    }

    /** As {@link #fold(float[], int, int, int)}. */
    public static void fold(double[] values, int start, int rows, int width) {
        for (int half = rows / 2; half > 0; half /= 2) {
            for (int lane = start; lane < start + half * width; lane++) {
                values[lane] += values[lane + half * width];
            }
        }
    }
}
