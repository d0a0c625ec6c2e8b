package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileMergeTest {

    private final Moments moments = new Moments(1);
    private final float[] mean = {-1};
    private final float[] variance = {-1};

    @Test
    void noTilesHaveNoStatistics() {
        Tiling none = Tiling.of(0, 16);
        moments.merge(0, 4, 3, 20);
        TileMoments.merge(none, 1, new float[0], new float[0], new float[0], 1, 0, 1, moments);
        TileMoments.read(moments, 0, 1, mean, variance);
        assertMerged(0, Float.NaN, Float.NaN);
        double[] doubleMean = {-1};
        double[] doubleVariance = {-1};
        TileMoments.merge(none, 1, new double[0], new double[0], new double[0], 1, 0, 1, moments);
        TileMoments.read(moments, 0, 1, doubleMean, doubleVariance);
        assertArrayEquals(new double[] {Double.NaN}, doubleMean);
        assertArrayEquals(new double[] {Double.NaN}, doubleVariance);
    }

    @Test
    void noTilesHaveASumOfZero() {
        float[] sum = {-1};
        TileMerge.sums(Tiling.of(0, 16), new float[0], 1, 0, 1, sum);
        assertArrayEquals(new float[] {0}, sum);
        double[] doubleSum = {-1};
        TileMerge.sums(Tiling.of(0, 16), new double[0], 1, 0, 1, doubleSum);
        assertArrayEquals(new double[] {0}, doubleSum);
    }

    @Test
    void oneTileHasTheSumsThatItLeftAndNoNegativeZero() {
        float[] parts = {-1, -0f, 0.1f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 2};
        float[] sums = new float[7];
        TileMerge.sums(Tiling.of(3, 16), parts, 7, 1, 6, sums);
        assertArrayEquals(new float[] {0, 0f, 0.1f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 0}, sums);
        double[] doubleParts = {-1, -0.0, 0.1, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 2};
        double[] doubleSums = new double[7];
        TileMerge.sums(Tiling.of(3, 16), doubleParts, 7, 1, 6, doubleSums);
        assertArrayEquals(
                new double[] {0, 0.0, 0.1, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 0}, doubleSums);
    }

    @Test
    void tilesWithoutElementsHaveNoStatistics() {
        TileMoments.merge(Tiling.of(2, 1), 0, new float[2], new float[2], new float[2], 1, 0, 1, moments);
        TileMoments.read(moments, 0, 1, mean, variance);
        assertMerged(0, Float.NaN, Float.NaN);
    }

    @Test
    void forgetsWhatTheMomentsHadSeen() {
        moments.merge(0, 4, 30, 20);
        mergeOneTile(2, 1, 2, 4);
        assertMerged(2, 2, 1);
    }

    @Test
    void addsTilesInDoublePrecision() {
        float[] parts = {1e9f, 1, -1e9f};
        float[] sum = new float[1];
        TileMerge.sums(Tiling.of(3, 1), parts, 1, 0, 1, sum);
        assertEquals(1, sum[0]);
    }

    @Test
    void mergingTwiceGivesTheSame() {
        PartialSums parts = new PartialSums(Tiling.of(10, 3), 2, 1, new Random(8));
        double[][] results = new double[2][3];
        for (double[] result : results) {
            double[] doubleMean = new double[1];
            double[] doubleVariance = new double[1];
            double[] sum = new double[1];
            TileMoments.merge(parts.tiling, 2, parts.pivots, parts.deviations, parts.squares, 1, 0, 1, moments);
            TileMoments.read(moments, 0, 1, doubleMean, doubleVariance);
            TileMerge.sums(parts.tiling, parts.deviations, 1, 0, 1, sum);
            result[0] = doubleMean[0];
            result[1] = doubleVariance[0];
            result[2] = sum[0];
        }
        assertArrayEquals(results[0], results[1]);
        assertEquals(parts.sum(parts.deviations, 0), results[0][2]);
    }

    @Test
    void cancellationGivesAVarianceOfZero() {
        mergeOneTile(3, 0, 0.3f, Math.nextDown(0.03f));
        assertMerged(3, 0.1f, 0);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.1f, -1e-30f, 1e30f, 16_777_217})
    void aConstantHasAVarianceOfExactlyZero(float constant) {
        Tiling tiling = Tiling.of(100, 7);
        float[] pivots = new float[tiling.count()];
        Arrays.fill(pivots, constant);
        float[] zeros = new float[tiling.count()];
        TileMoments.merge(tiling, 3, pivots, zeros, zeros, 1, 0, 1, moments);
        TileMoments.read(moments, 0, 1, mean, variance);
        assertMerged(300, constant, 0);
    }

    @Test
    void keepsTheVarianceOfDataWithALargeMean() {
        Random random = new Random(7);
        List<Double> values = new ArrayList<>();
        Tiling tiling = Tiling.of(10_000, 512);
        float[] pivots = new float[tiling.count()];
        float[] deviations = new float[tiling.count()];
        float[] squares = new float[tiling.count()];
        for (int tile = 0; tile < tiling.count(); tile++) {
            float[] lanes = new float[32];
            for (int i = tiling.firstOuter(tile); i < tiling.lastOuter(tile); i++) {
                float value = (float) (1e4 + random.nextGaussian());
                values.add((double) value);
                pivots[tile] = i == tiling.firstOuter(tile) ? value : pivots[tile];
                float deviation = value - pivots[tile];
                lanes[i % 16] += deviation;
                lanes[16 + i % 16] += deviation * deviation;
            }
            deviations[tile] = SumLanes.fold(lanes, 0);
            squares[tile] = SumLanes.fold(lanes, 16);
        }
        TileMoments.merge(tiling, 1, pivots, deviations, squares, 1, 0, 1, moments);
        TileMoments.read(moments, 0, 1, mean, variance);
        ExactMoments exact = new ExactMoments(values);
        double expected = exact.m2().doubleValue() / exact.count();
        assertEquals(10_000, moments.count(0));
        assertEquals((float) exact.mean().doubleValue(), mean[0]);
        assertTrue(Math.abs(variance[0] - expected) < 1e-6 * expected, variance[0] + " instead of " + expected);
    }

    @Test
    void anInfiniteValueGivesAnInfiniteMeanWithoutVariance() {
        mergeOneTile(4, 1, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertMerged(4, Float.POSITIVE_INFINITY, Float.NaN);
        mergeOneTile(4, 1, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertMerged(4, Float.NEGATIVE_INFINITY, Float.NaN);
    }

    @Test
    void infiniteTilesOfOneSignStayInfinite() {
        mergeTwoTiles(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertMerged(2, Float.POSITIVE_INFINITY, Float.NaN);
        mergeTwoTiles(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        assertMerged(2, Float.NaN, Float.NaN);
    }

    @Test
    void whatIsNotANumberStaysSo() {
        mergeOneTile(4, 1, Float.NaN, Float.NaN);
        assertMerged(4, Float.NaN, Float.NaN);
    }

    private void mergeOneTile(int count, float pivot, float deviation, float square) {
        TileMoments.merge(
                Tiling.of(count, count),
                1,
                new float[] {pivot},
                new float[] {deviation},
                new float[] {square},
                1,
                0,
                1,
                moments);
        TileMoments.read(moments, 0, 1, mean, variance);
    }

    private void mergeTwoTiles(float first, float second) {
        float[] squares = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
        TileMoments.merge(Tiling.of(2, 1), 1, new float[2], new float[] {first, second}, squares, 1, 0, 1, moments);
        TileMoments.read(moments, 0, 1, mean, variance);
    }

    private void assertMerged(int count, float expectedMean, float expectedVariance) {
        assertEquals(count, moments.count(0));
        assertEquals(expectedMean, mean[0]);
        assertEquals(expectedVariance, variance[0]);
    }
}
