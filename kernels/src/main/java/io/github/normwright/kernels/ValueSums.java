package io.github.normwright.kernels;

/** Sums of small values, such as those of groups or channels, that a layer keeps between its passes. For generated code. */
public final class ValueSums {

    private ValueSums() {}

    /**
     * Sums values along one dimension, in order and in double precision, and rounds once.
     *
     * @param values the values, {@code [before][count][after]}
     * @param from the first index before the dimension
     * @param to the index behind the last one before the dimension
     * @param count the size of the dimension, at least 0
     * @param after the product of the sizes behind the dimension
     * @param sums receives the sums, {@code [before][after]}
     */
    public static void sum(float[] values, int from, int to, int count, int after, float[] sums) {
        for (int outer = from; outer < to; outer++) {
            ColumnSums.sum(values, outer * count * after, count, after, after, sums, outer * after);
        }
    }

    /** As {@link #sum(float[], int, int, int, int, float[])}. */
    public static void sum(double[] values, int from, int to, int count, int after, double[] sums) {
        for (int outer = from; outer < to; outer++) {
            ColumnSums.sum(values, outer * count * after, count, after, after, sums, outer * after);
        }
    }
}
