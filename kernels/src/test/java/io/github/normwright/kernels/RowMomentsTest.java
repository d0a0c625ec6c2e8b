package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics of single rows, bit for bit those of many rows in one tile. */
class RowMomentsTest {

    /** The sums of rows, a random one and others that are far from their pivot, constant, huge or not finite. */
    private record Sums(double[] pivots, double[] deviations, double[] squares) {

        static Sums of(Random random, int rows) {
            double[] special = {0, -0.0, 1e-30, 7, 1e30, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
            };
            return new Sums(
                    numbers(random, rows, special), numbers(random, rows, special), numbers(random, rows, special));
        }

        private static double[] numbers(Random random, int rows, double... special) {
            return IntStream.range(0, rows)
                    .mapToDouble(row -> random.nextInt(3) == 0
                            ? special[random.nextInt(special.length)]
                            : (float) (random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3)))
                    .toArray();
        }
    }

    private static final int ROWS = 1000;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 768, 1000})
    void statisticsOfFloatsAreThoseOfATile(int count) {
        Sums sums = Sums.of(new Random(count), ROWS);
        float[] pivots = PartialSums.floats(sums.pivots());
        float[] deviations = PartialSums.floats(sums.deviations());
        float[] squares = PartialSums.floats(sums.squares());
        Moments expected = new Moments(ROWS);
        float[] expectedMeans = new float[ROWS];
        float[] expectedVariances = new float[ROWS];
        TileMoments.merge(tile(count), 1, pivots, deviations, squares, ROWS, 0, ROWS, expected);
        TileMoments.read(expected, 0, ROWS, expectedMeans, expectedVariances);
        Moments moments = new Moments(ROWS);
        float[] means = new float[ROWS];
        float[] variances = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            RowMoments.set(row, count, pivots[row], deviations[row], squares[row], moments, means, variances);
        }
        assertArrayEquals(bits(expectedMeans), bits(means));
        assertArrayEquals(bits(expectedVariances), bits(variances));
        assertArrayEquals(bits(all(expected)), bits(all(moments)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 768, 1000})
    void statisticsOfDoublesAreThoseOfATile(int count) {
        Sums sums = Sums.of(new Random(count), ROWS);
        Moments expected = new Moments(ROWS);
        double[] expectedMeans = new double[ROWS];
        double[] expectedVariances = new double[ROWS];
        TileMoments.merge(tile(count), 1, sums.pivots(), sums.deviations(), sums.squares(), ROWS, 0, ROWS, expected);
        TileMoments.read(expected, 0, ROWS, expectedMeans, expectedVariances);
        Moments moments = new Moments(ROWS);
        double[] means = new double[ROWS];
        double[] variances = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            RowMoments.set(
                    row,
                    count,
                    sums.pivots()[row],
                    sums.deviations()[row],
                    sums.squares()[row],
                    moments,
                    means,
                    variances);
        }
        assertArrayEquals(bits(expectedMeans), bits(means));
        assertArrayEquals(bits(expectedVariances), bits(variances));
        assertArrayEquals(bits(all(expected)), bits(all(moments)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 768, 1000})
    void pivotsOfFloatsAreThoseOfATile(int count) {
        Sums sums = Sums.of(new Random(count), ROWS);
        float[] deviations = PartialSums.floats(sums.deviations());
        float[] squares = PartialSums.floats(sums.squares());
        float[] expected = PartialSums.floats(sums.pivots());
        float[] pivots = expected.clone();
        for (int row = 0; row < ROWS; row++) {
            boolean isRefined = TilePivots.refine(0, tile(count), 1, expected, deviations, squares, ROWS, row, row + 1);
            assertEquals(isRefined, RowMoments.isFar(count, deviations[row], squares[row]), "row " + row);
            pivots[row] = isRefined ? RowMoments.refined(pivots[row], count, deviations[row]) : pivots[row];
        }
        assertArrayEquals(bits(expected), bits(pivots));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 768, 1000})
    void pivotsOfDoublesAreThoseOfATile(int count) {
        Sums sums = Sums.of(new Random(count), ROWS);
        double[] expected = sums.pivots().clone();
        double[] pivots = sums.pivots().clone();
        for (int row = 0; row < ROWS; row++) {
            boolean isRefined = TilePivots.refine(
                    0, tile(count), 1, expected, sums.deviations(), sums.squares(), ROWS, row, row + 1);
            double deviations = sums.deviations()[row];
            assertEquals(isRefined, RowMoments.isFar(count, deviations, sums.squares()[row]), "row " + row);
            pivots[row] = isRefined ? RowMoments.refined(pivots[row], count, deviations) : pivots[row];
        }
        assertArrayEquals(bits(expected), bits(pivots));
    }

    @Test
    void aPivotFarFromTheMeanIsRefined() {
        // Eight values from 99 to 101, and their deviations from zero, and from 100.
        assertEquals(true, RowMoments.isFar(8, 800, 80_004));
        assertEquals(100, RowMoments.refined(0f, 8, 800));
        assertEquals(false, RowMoments.isFar(8, 4, 6));
    }

    /** One tile with some values for each of its channels. */
    private static Tiling tile(int count) {
        Tiling tiling = new Tiling();
        tiling.cut(count, count);
        return tiling;
    }

    private static double[] all(Moments moments) {
        return IntStream.range(0, moments.channels())
                .boxed()
                .flatMapToDouble(row ->
                        DoubleStream.of(moments.count(row), moments.mean(row), moments.m2(row), moments.variance(row)))
                .toArray();
    }

    /** All not-a-numbers are alike. */
    private static long[] bits(double... values) {
        return DoubleStream.of(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    private static int[] bits(float... values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToIntBits(values[i]))
                .toArray();
    }
}
