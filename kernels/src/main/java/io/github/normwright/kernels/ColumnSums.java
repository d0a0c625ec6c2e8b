package io.github.normwright.kernels;

/** Sums down the columns of a matrix, row by row in their order, in double precision, rounded once. */
final class ColumnSums {

    private ColumnSums() {}

    /**
     * Sums some columns.
     *
     * @param values holds the rows
     * @param start where the first of the columns stands in the first row
     * @param rows how many rows there are
     * @param stride how many elements lie between two rows
     * @param columns how many columns to sum
     * @param sums receives the sums, rounded
     * @param to where the first of them goes
     */
    static void sum(float[] values, int start, int rows, int stride, int columns, float[] sums, int to) {
        if (rows == 1) {
            sumOfOneRow(values, start, columns, sums, to);
            return;
        }
        int column = 0;
        // Four columns at once, for a line of the cache holds several.
        for (; column <= columns - 4; column += 4) {
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int row = 0, at = start + column; row < rows; row++, at += stride) {
                sum0 += values[at];
                sum1 += values[at + 1];
                sum2 += values[at + 2];
                sum3 += values[at + 3];
            }
            sums[to + column] = (float) sum0;
            sums[to + column + 1] = (float) sum1;
            sums[to + column + 2] = (float) sum2;
            sums[to + column + 3] = (float) sum3;
        }
        for (; column < columns; column++) {
            double sum = 0;
            for (int row = 0, at = start + column; row < rows; row++, at += stride) {
                sum += values[at];
            }
            sums[to + column] = (float) sum;
        }
    }

    /** As {@link #sum(float[], int, int, int, int, float[], int)}. */
    static void sum(double[] values, int start, int rows, int stride, int columns, double[] sums, int to) {
        if (rows == 1) {
            sumOfOneRow(values, start, columns, sums, to);
            return;
        }
        int column = 0;
        // Four columns at once, for a line of the cache holds several.
        for (; column <= columns - 4; column += 4) {
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int row = 0, at = start + column; row < rows; row++, at += stride) {
                sum0 += values[at];
                sum1 += values[at + 1];
                sum2 += values[at + 2];
                sum3 += values[at + 3];
            }
            sums[to + column] = sum0;
            sums[to + column + 1] = sum1;
            sums[to + column + 2] = sum2;
            sums[to + column + 3] = sum3;
        }
        for (; column < columns; column++) {
            double sum = 0;
            for (int row = 0, at = start + column; row < rows; row++, at += stride) {
                sum += values[at];
            }
            sums[to + column] = sum;
        }
    }

    /**
     * The sums of one row: itself, but that a negative zero becomes a positive one, as in any sum that begins at zero. A case of
     * its own, for the JIT compiler makes vectors of this loop and not of the one down the columns.
     */
    private static void sumOfOneRow(float[] values, int start, int columns, float[] sums, int to) {
        for (int column = 0; column < columns; column++) {
            sums[to + column] = values[start + column] + 0f;
        }
    }

    private static void sumOfOneRow(double[] values, int start, int columns, double[] sums, int to) {
        for (int column = 0; column < columns; column++) {
            sums[to + column] = values[start + column] + 0.0;
        }
    }
}
