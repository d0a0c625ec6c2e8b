package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {

    private static final int DRAWS = 100_000;

    /** Upper bounds of the first nine tenths of the standard normal distribution. */
    private static final double[] NORMAL_DECILES = {
        -1.2815515655446004,
        -0.8416212335729143,
        -0.5244005127080407,
        -0.2533471031357997,
        0,
        0.2533471031357997,
        0.5244005127080407,
        0.8416212335729143,
        1.2815515655446004
    };

    /** The first outputs of SplitMix64 for the seed 1234567, as published with other implementations. */
    @Test
    void drawsTheBitsOfSplitMix64() {
        RandomStream random = new RandomStream(1234567);
        long[] published = {6457827717110365317L, 3203168211198807973L, -8629252141511181193L, 4593380528125082431L};
        for (long bits : published) {
            assertEquals((bits >>> 11) * 0x1p-53, random.nextUniform());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE})
    void drawsWhatTheJdksSplittableRandomDoes(long seed) {
        RandomStream random = new RandomStream(seed);
        SplittableRandom jdk = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            assertEquals((jdk.nextLong() >>> 11) * 0x1p-53, random.nextUniform());
        }
    }

    @Test
    void uniformNumbersFillTheirRangeEvenly() {
        RandomStream random = new RandomStream(5);
        int[] counts = new int[10];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) (10 * random.nextUniform())]++;
        }
        assertEven(counts);
    }

    @Test
    void uniformNumbersStayBelowTheirUpperBound() {
        RandomStream random = new RandomStream(5);
        double bound = Math.nextUp(Math.nextUp(1.0));
        for (int i = 0; i < 1000; i++) {
            double drawn = random.nextUniform(1, bound);
            assertTrue(drawn == 1 || drawn == Math.nextUp(1.0), () -> "drawn " + drawn);
        }
    }

    @Test
    void uniformNumbersBetweenEqualBoundsAreThatBound() {
        RandomStream random = new RandomStream(5);
        for (double bound : new double[] {0.1, -0.1, 0, 1e300}) {
            for (int i = 0; i < 100; i++) {
                assertEquals(bound, random.nextUniform(bound, bound));
            }
        }
    }

    @Test
    void uniformNumbersBetweenHugeBoundsAreFinite() {
        RandomStream random = new RandomStream(5);
        int negative = 0;
        for (int i = 0; i < 1000; i++) {
            double drawn = random.nextUniform(-Double.MAX_VALUE, Double.MAX_VALUE);
            assertTrue(Double.isFinite(drawn), () -> "drawn " + drawn);
            negative += drawn < 0 ? 1 : 0;
        }
        // Four standard deviations of the number of heads of 1000 coins.
        assertEquals(500, negative, 64);
    }

    @Test
    void normalNumbersFillTheDecilesEvenly() {
        RandomStream random = new RandomStream(6);
        int[] counts = new int[10];
        for (int i = 0; i < DRAWS; i++) {
            counts[tenthOf(random.nextNormal())]++;
        }
        assertEven(counts);
    }

    @Test
    void neighbouringNormalNumbersAreUncorrelated() {
        RandomStream random = new RandomStream(8);
        double products = 0;
        double before = random.nextNormal();
        for (int i = 0; i < DRAWS; i++) {
            double drawn = random.nextNormal();
            products += before * drawn;
            before = drawn;
        }
        assertEquals(0, products / DRAWS, 5 / Math.sqrt(DRAWS));
    }

    @Test
    void truncatedNormalNumbersAreTheNormalOnesWithin2() {
        RandomStream truncated = new RandomStream(9);
        RandomStream normal = new RandomStream(9);
        int left = 0;
        for (int i = 0; i < DRAWS; i++) {
            double drawn = normal.nextNormal();
            if (Math.abs(drawn) <= 2) {
                assertEquals(drawn, truncated.nextTruncatedNormal());
                left++;
            }
        }
        double share = 0.954499736103642;
        assertEquals(share, (double) left / DRAWS, 5 * Math.sqrt(share * (1 - share) / DRAWS));
    }

    @Test
    void neighbouringSeedsGiveDifferentNumbers() {
        long different = LongStream.range(-500, 500)
                .mapToDouble(seed -> new RandomStream(seed).nextUniform())
                .distinct()
                .count();
        assertEquals(1000, different);
    }

    private static int tenthOf(double normal) {
        int found = Arrays.binarySearch(NORMAL_DECILES, normal);
        return found < 0 ? -found - 1 : found;
    }

    /** The chi-squared test; with 9 degrees of freedom, 40 is exceeded once in 130 000 times. */
    private static void assertEven(int[] counts) {
        double expected = (double) DRAWS / counts.length;
        double chiSquared = 0;
        for (int count : counts) {
            chiSquared += (count - expected) * (count - expected) / expected;
        }
        assertTrue(chiSquared < 40, Arrays.toString(counts));
    }
}
