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

    /**
     * Copies values, with the first of them once more behind the last.
     *
     * @param source the values
     * @param wrapped receives the values, and as many of the first ones as it has room for
     * @param count how many values there are, at least as many as are repeated
     */
    public static void wrap(float[] source, float[] wrapped, int count) {
        System.arraycopy(source, 0, wrapped, 0, count);
        System.arraycopy(source, 0, wrapped, count, wrapped.length - count);
    }

    /**
     * Copies values, with the first of them once more behind the last.
     *
     * @param source the values
     * @param wrapped receives the values, and as many of the first ones as it has room for
     * @param count how many values there are, at least as many as are repeated
     */
    public static void wrap(double[] source, double[] wrapped, int count) {
        System.arraycopy(source, 0, wrapped, 0, count);
        System.arraycopy(source, 0, wrapped, count, wrapped.length - count);
    }

    /**
     * Statistics of at least some channels.
     *
     * @param moments the statistics used so far
     * @param channels how many channels are needed, at least 0
     * @return the same statistics if they have enough channels, else new ones of no values
     */
    public static Moments atLeast(Moments moments, int channels) {
        return moments.channels() >= channels ? moments : new Moments(channels);
    }
}
