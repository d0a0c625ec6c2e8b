package io.github.normwright.kernels;

/** Sums down the columns of a matrix, row by row in their order, in double precision, rounded once. */
final class ColumnSums {

    /** How many elements a line of the cache has. */
    private static final int FLOATS = 16;

    private static final int DOUBLES = 8;

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
        for (; column <= columns - FLOATS; column += FLOATS) {
            line(values, start + column, rows, stride, sums, to + column);
        }
        for (; column < columns; column++) {
            double sum = 0;
            for (int row = 0, at = start + column; row < rows; row++, at += stride) {
                sum += values[at];
            }
            sums[to + column] = (float) sum;
        }
    }

    /**
     * As many columns as a line of the cache holds: rows may lie so that lines of all of them have the same few places in the
     * nearest cache, and do not stay there until the next columns are summed.
     */
    private static void line(float[] values, int start, int rows, int stride, float[] sums, int to) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        double sum5 = 0;
        double sum6 = 0;
        double sum7 = 0;
        double sum8 = 0;
        double sum9 = 0;
        double sum10 = 0;
        double sum11 = 0;
        double sum12 = 0;
        double sum13 = 0;
        double sum14 = 0;
        double sum15 = 0;
        for (int row = 0, at = start; row < rows; row++, at += stride) {
            sum0 += values[at];
            sum1 += values[at + 1];
            sum2 += values[at + 2];
            sum3 += values[at + 3];
            sum4 += values[at + 4];
            sum5 += values[at + 5];
            sum6 += values[at + 6];
            sum7 += values[at + 7];
            sum8 += values[at + 8];
            sum9 += values[at + 9];
            sum10 += values[at + 10];
            sum11 += values[at + 11];
            sum12 += values[at + 12];
            sum13 += values[at + 13];
            sum14 += values[at + 14];
            sum15 += values[at + 15];
        }
        sums[to] = (float) sum0;
        sums[to + 1] = (float) sum1;
        sums[to + 2] = (float) sum2;
        sums[to + 3] = (float) sum3;
        sums[to + 4] = (float) sum4;
        sums[to + 5] = (float) sum5;
        sums[to + 6] = (float) sum6;
        sums[to + 7] = (float) sum7;
        sums[to + 8] = (float) sum8;
        sums[to + 9] = (float) sum9;
        sums[to + 10] = (float) sum10;
        sums[to + 11] = (float) sum11;
        sums[to + 12] = (float) sum12;
        sums[to + 13] = (float) sum13;
        sums[to + 14] = (float) sum14;
        sums[to + 15] = (float) sum15;
    }

    /** As {@link #sum(float[], int, int, int, int, float[], int)}. */
    static void sum(double[] values, int start, int rows, int stride, int columns, double[] sums, int to) {
        if (rows == 1) {
            sumOfOneRow(values, start, columns, sums, to);
            return;
        }
        int column = 0;
        for (; column <= columns - DOUBLES; column += DOUBLES) {
            line(values, start + column, rows, stride, sums, to + column);
        }
        for (; column < columns; column++) {
            double sum = 0;
            for (int row = 0, at = start + column; row < rows; row++, at += stride) {
                sum += values[at];
            }
            sums[to + column] = sum;
        }
    }

    private static void line(double[] values, int start, int rows, int stride, double[] sums, int to) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        double sum5 = 0;
        double sum6 = 0;
        double sum7 = 0;
        for (int row = 0, at = start; row < rows; row++, at += stride) {
            sum0 += values[at];
            sum1 += values[at + 1];
            sum2 += values[at + 2];
            sum3 += values[at + 3];
            sum4 += values[at + 4];
            sum5 += values[at + 5];
            sum6 += values[at + 6];
            sum7 += values[at + 7];
        }
        sums[to] = sum0;
        sums[to + 1] = sum1;
        sums[to + 2] = sum2;
        sums[to + 3] = sum3;
        sums[to + 4] = sum4;
        sums[to + 5] = sum5;
        sums[to + 6] = sum6;
        sums[to + 7] = sum7;
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
