package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pivots that are too far from the mean of their values are replaced by it. */
class TilePivotsTest {

    /** Tiles of four, four and two values. */
    private static final Tiling THREE_TILES = Tiling.of(10, 4);

    @Test
    void movesAPivotThatIsFarFromTheMean() {
        // Four values around 1000, seen from 0: of the 4e6 in the squares, 4 are variance.
        float[] pivots = {0};
        assertTrue(refine(pivots, 4000, 4_000_004));
        assertArrayEquals(new float[] {1000}, pivots);
        double[] doublePivots = {0};
        assertTrue(refine(doublePivots, 4000, 4_000_004));
        assertArrayEquals(new double[] {1000}, doublePivots);
    }

    @Test
    void leavesAPivotThatIsOneOfTheValues() {
        float[] pivots = {3};
        assertFalse(refine(pivots, 4, 8));
        assertArrayEquals(new float[] {3}, pivots);
        double[] doublePivots = {3};
        assertFalse(refine(doublePivots, 4, 8));
        assertArrayEquals(new double[] {3}, doublePivots);
    }

    @Test
    void leavesAPivotThatEqualsAllValues() {
        float[] pivots = {3};
        assertFalse(refine(pivots, 0, 0));
        assertArrayEquals(new float[] {3}, pivots);
        double[] doublePivots = {3};
        assertFalse(refine(doublePivots, 0, 0));
        assertArrayEquals(new double[] {3}, doublePivots);
    }

    @Test
    void movesAPivotThatDiffersFromAllValuesByTheSame() {
        float[] pivots = {3};
        assertTrue(refine(pivots, 20, 100));
        assertArrayEquals(new float[] {8}, pivots);
        double[] doublePivots = {3};
        assertTrue(refine(doublePivots, 20, 100));
        assertArrayEquals(new double[] {8}, doublePivots);
    }

    @ParameterizedTest
    @CsvSource({"Infinity,Infinity", "-Infinity,Infinity", "NaN,NaN", "0,Infinity", "NaN,Infinity"})
    void leavesThePivotOfSumsThatAreNotFinite(double deviations, double squares) {
        float[] pivots = {3};
        assertFalse(refine(pivots, (float) deviations, (float) squares));
        assertArrayEquals(new float[] {3}, pivots);
        double[] doublePivots = {3};
        assertFalse(refine(doublePivots, deviations, squares));
        assertArrayEquals(new double[] {3}, doublePivots);
    }

    @Test
    void looksAtOneTileAndSomeChannels() {
        // Three tiles, three channels.
        float[] pivots = new float[9];
        float[] deviations = new float[9];
        float[] squares = new float[9];
        for (int sum = 0; sum < 9; sum++) {
            deviations[sum] = 40;
            squares[sum] = 401;
        }
        assertTrue(TilePivots.refine(1, THREE_TILES, 1, pivots, deviations, squares, 3, 1, 3));
        assertArrayEquals(new float[] {0, 0, 0, 0, 10, 10, 0, 0, 0}, pivots);
        assertFalse(TilePivots.refine(1, THREE_TILES, 1, pivots, deviations, squares, 3, 1, 1));
    }

    @Test
    void looksAtOneTileAndSomeChannelsOfDoubles() {
        double[] pivots = new double[9];
        double[] deviations = new double[9];
        double[] squares = new double[9];
        for (int sum = 0; sum < 9; sum++) {
            deviations[sum] = 40;
            squares[sum] = 401;
        }
        assertTrue(TilePivots.refine(1, THREE_TILES, 1, pivots, deviations, squares, 3, 0, 2));
        assertArrayEquals(new double[] {0, 0, 0, 10, 10, 0, 0, 0, 0}, pivots);
    }

    @Test
    void countsTheElementsOfItsOwnTile() {
        // The last tile has two pairs of five elements each.
        double[] pivots = new double[3];
        double[] deviations = {0, 0, 40};
        double[] squares = {0, 0, 161};
        assertFalse(TilePivots.refine(0, THREE_TILES, 5, pivots, deviations, squares, 1, 0, 1));
        assertTrue(TilePivots.refine(2, THREE_TILES, 5, pivots, deviations, squares, 1, 0, 1));
        assertArrayEquals(new double[] {0, 0, 4}, pivots);
    }

    @Test
    void dividesByWeightsWhereThereAreSome() {
        // Of weight 2 around 1000, seen from 0; around 3, which is the pivot; and of no weight at all.
        float[] pivots = {0, 0, 0, 0, 3, 5};
        float[] deviations = {0, 0, 0, 2000, 0, 0};
        float[] squares = {0, 0, 0, 2_000_002, 2, 0};
        float[] weights = {0, 0, 0, 2, 2, 0};
        assertTrue(TilePivots.refine(1, pivots, deviations, squares, weights, 3, 0, 3));
        assertArrayEquals(new float[] {0, 0, 0, 1000, 3, 5}, pivots);
        assertFalse(TilePivots.refine(1, pivots, deviations, squares, weights, 3, 1, 3));
    }

    @Test
    void dividesDoublesByWeightsWhereThereAreSome() {
        double[] pivots = {0, 0, 0, 0, 3, 5};
        double[] deviations = {0, 0, 0, 2000, 0, 0};
        double[] squares = {0, 0, 0, 2_000_002, 2, 0};
        double[] weights = {0, 0, 0, 2, 2, 0};
        assertTrue(TilePivots.refine(1, pivots, deviations, squares, weights, 3, 0, 3));
        assertArrayEquals(new double[] {0, 0, 0, 1000, 3, 5}, pivots);
        assertFalse(TilePivots.refine(1, pivots, deviations, squares, weights, 3, 1, 3));
    }

    /** Of many channels, the JIT compiler looks at several at once. */
    @Test
    void findsOneFarPivotAmongMany() {
        Tiling tiling = Tiling.of(4, 4);
        for (int far = 0; far < 37; far++) {
            float[] pivots = new float[37];
            float[] deviations = new float[37];
            float[] squares = new float[37];
            Arrays.fill(squares, 4);
            deviations[far] = 4000;
            squares[far] = 4_000_004;
            assertTrue(TilePivots.refine(0, tiling, 1, pivots, deviations, squares, 37, 0, 37));
            float[] expected = new float[37];
            expected[far] = 1000;
            assertArrayEquals(expected, pivots);
            assertFalse(TilePivots.refine(0, tiling, 1, pivots, deviations, squares, 37, 0, far));
            assertFalse(TilePivots.refine(0, tiling, 1, pivots, deviations, squares, 37, far + 1, 37));
        }
    }

    /** Whatever the arithmetic of floats makes of numbers this small or large, the rule is that of doubles. */
    @Test
    void followsTheRuleOfDoublesForAllMagnitudes() {
        for (int exponent = -148; exponent < 127; exponent++) {
            float squares = (float) Math.pow(2, exponent);
            for (double factor : new double[] {0, 0.9, 0.98, 0.984, 0.985, 0.99, 1, 1.01, 1e9}) {
                float deviations = (float) Math.sqrt(4 * squares * factor);
                boolean isFar = TilePivots.isFar(deviations, squares, deviations * 0.25);
                assertEquals(isFar, refine(new float[1], deviations, squares), deviations + " and " + squares);
            }
        }
        assertTrue(refine(new float[1], Float.MIN_VALUE, 0));
    }

    private static boolean refine(float[] pivots, float deviations, float squares) {
        float[] sums = {deviations};
        return TilePivots.refine(0, Tiling.of(4, 4), 1, pivots, sums, new float[] {squares}, 1, 0, 1);
    }

    private static boolean refine(double[] pivots, double deviations, double squares) {
        double[] sums = {deviations};
        return TilePivots.refine(0, Tiling.of(4, 4), 1, pivots, sums, new double[] {squares}, 1, 0, 1);
    }
}
