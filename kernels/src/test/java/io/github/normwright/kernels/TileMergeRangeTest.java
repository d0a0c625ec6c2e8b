package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Merging some channels leaves the others alone, so that threads may share the channels. */
class TileMergeRangeTest {

    private static final Tiling TWO_TILES = Tiling.of(4, 2);

    /** Two tiles of two values in each of four channels: pivot 1, then the other value 3 in one tile and 7 in the next. */
    private final double[] pivots = {1, 1, 1, 1, 1, 1, 1, 1};

    private final double[] deviations = {2, 2, 2, 2, 6, 6, 6, 6};
    private final double[] squares = {4, 4, 4, 4, 36, 36, 36, 36};

    @Test
    void leavesTheStatisticsOfOtherChannels() {
        Moments moments = someMoments();
        double[] means = {-1, -2, -3, -4};
        double[] variances = {-5, -6, -7, -8};
        TileMoments.merge(TWO_TILES, 1, pivots, deviations, squares, 4, 1, 3, moments);
        TileMoments.read(moments, 1, 3, means, variances);
        assertArrayEquals(new double[] {-1, 3, 3, -4}, means);
        assertArrayEquals(new double[] {-5, 6, 6, -8}, variances);
        assertMomentsMergedInTheMiddle(moments);
    }

    @Test
    void leavesTheStatisticsOfOtherChannelsOfFloats() {
        Moments moments = someMoments();
        float[] means = {-1, -2, -3, -4};
        float[] variances = {-5, -6, -7, -8};
        TileMoments.merge(
                TWO_TILES,
                1,
                PartialSums.floats(pivots),
                PartialSums.floats(deviations),
                PartialSums.floats(squares),
                4,
                1,
                3,
                moments);
        TileMoments.read(moments, 1, 3, means, variances);
        assertArrayEquals(new float[] {-1, 3, 3, -4}, means);
        assertArrayEquals(new float[] {-5, 6, 6, -8}, variances);
        assertMomentsMergedInTheMiddle(moments);
    }

    @Test
    void leavesTheSumsOfOtherChannels() {
        double[] sums = {-1, -2, -3, -4};
        TileMerge.sums(TWO_TILES, deviations, 4, 1, 3, sums);
        assertArrayEquals(new double[] {-1, 8, 8, -4}, sums);
    }

    @Test
    void leavesTheSumsOfOtherChannelsOfFloats() {
        float[] sums = {-1, -2, -3, -4};
        TileMerge.sums(TWO_TILES, PartialSums.floats(deviations), 4, 3, 4, sums);
        assertArrayEquals(new float[] {-1, -2, -3, 8}, sums);
    }

    @Test
    void mergesChannelByChannelWhatItMergesAtOnce() {
        double[] parts = new double[2 * 4];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = 1.0 / (i + 1);
        }
        double[] atOnce = new double[4];
        TileMerge.sums(TWO_TILES, parts.clone(), 4, 0, 4, atOnce);
        double[] oneByOne = new double[4];
        double[] shared = parts.clone();
        for (int channel = 3; channel >= 0; channel--) {
            TileMerge.sums(TWO_TILES, shared, 4, channel, channel + 1, oneByOne);
        }
        assertArrayEquals(atOnce, oneByOne);
    }

    @Test
    void anEmptyRangeChangesNothing() {
        double[] sums = {-1, -2, -3, -4};
        TileMerge.sums(TWO_TILES, deviations, 4, 2, 2, sums);
        assertArrayEquals(new double[] {-1, -2, -3, -4}, sums);
    }

    private static Moments someMoments() {
        Moments moments = new Moments(4);
        for (int channel = 0; channel < 4; channel++) {
            moments.merge(channel, 10, channel, 20);
        }
        return moments;
    }

    private static void assertMomentsMergedInTheMiddle(Moments moments) {
        double[][] expected = {{10, 0, 20}, {4, 3, 24}, {4, 3, 24}, {10, 3, 20}};
        for (int channel = 0; channel < 4; channel++) {
            assertEquals(expected[channel][0], moments.count(channel));
            assertEquals(expected[channel][1], moments.mean(channel));
            assertEquals(expected[channel][2], moments.m2(channel));
        }
    }
}
