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
        for (int half = lanes / 2; half > 0; half /= 2) {
            for (int lane = start; lane < start + half; lane++) {
                values[lane] += values[lane + half];
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
        for (int half = lanes / 2; half > 0; half /= 2) {
            for (int lane = start; lane < start + half; lane++) {
                values[lane] += values[lane + half];
            }
        }
    }
}
