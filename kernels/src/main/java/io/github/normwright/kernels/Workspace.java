package io.github.normwright.kernels;

/** Working memory that grows to the largest size asked for, and stays. For generated code. */
public final class Workspace {

    private Workspace() {}

    /**
     * An array of at least some length.
     *
     * @param array the array used so far
     * @param length the length needed
     * @return the same array if it is long enough, else a new one of zeros
     */
    public static float[] atLeast(float[] array, int length) {
        return array.length >= length ? array : new float[length];
    }

    /**
     * An array of at least some length.
     *
     * @param array the array used so far
     * @param length the length needed
     * @return the same array if it is long enough, else a new one of zeros
     */
    public static double[] atLeast(double[] array, int length) {
        return array.length >= length ? array : new double[length];
    }
}
