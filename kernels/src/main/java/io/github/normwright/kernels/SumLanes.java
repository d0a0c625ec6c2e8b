package io.github.normwright.kernels;

/**
 * Adds the lanes of a sum in a fixed order: the upper half onto the lower half, until one is left. To be done once for each
 * sum. For generated code.
 *
 * <p>There are {@value #FLOAT_LANES} lanes of floats and {@value #DOUBLE_LANES} of doubles, whatever the width of a vector.
 * Written without loops: rows that are short have their sums folded as often as anything else is done.
 */
public final class SumLanes {

    private static final int FLOAT_LANES = 16;
    private static final int DOUBLE_LANES = 8;

    private SumLanes() {}

    /**
     * The sum of sixteen lanes.
     *
     * @param values holds the lanes side by side
     * @param start where the first lane stands
     * @return the sum
     */
    public static float fold(float[] values, int start) {
        return everySecond(values, start) + everySecond(values, start + 1);
    }

    private static float everySecond(float[] values, int start) {
        return everyFourth(values, start) + everyFourth(values, start + 2);
    }

    private static float everyFourth(float[] values, int start) {
        return (values[start] + values[start + 8]) + (values[start + 4] + values[start + 12]);
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
     * The sum of eight lanes.
     *
     * @param values holds the lanes side by side
     * @param start where the first lane stands
     * @return the sum
     */
    public static double fold(double[] values, int start) {
        return everySecond(values, start) + everySecond(values, start + 1);
    }

    private static double everySecond(double[] values, int start) {
        return (values[start] + values[start + 4]) + (values[start + 2] + values[start + 6]);
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
