package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Channels in groups of some members, which share their statistics. */
class TileMomentsGroupsTest {

    private static final int ROWS = 21;
    private static final int TILE_ROWS = 8;
    private static final int GROUPS = 3;
    private static final int MEMBERS = 4;
    private static final int CHANNELS = GROUPS * MEMBERS;

    private final Tiling tiling = Tiling.of(ROWS, TILE_ROWS);
    private final double[] pivots = new double[tiling.count() * CHANNELS];
    private final double[] deviations = new double[tiling.count() * CHANNELS];
    private final double[] squares = new double[tiling.count() * CHANNELS];

    @Test
    void membersAreMergedIntoTheStatisticsOfTheirGroup() {
        double[] values = values(0);
        sum(values);
        assertMoments(values, merged());
    }

    /** The means of members differ by more than the spread within each of them, and are huge. */
    @Test
    void membersFarFromZeroAndFromEachOtherKeepTheirDigits() {
        double[] values = values(1e7);
        sum(values);
        assertMoments(values, merged());
    }

    @Test
    void floatsAreMergedInTheSameWay() {
        // Small integers: their sums are exact in both types.
        sum(values(0));
        Moments moments = new Moments(GROUPS);
        TileMoments.merge(
                tiling,
                1,
                PartialSums.floats(pivots),
                PartialSums.floats(deviations),
                PartialSums.floats(squares),
                CHANNELS,
                MEMBERS,
                1,
                0,
                GROUPS,
                moments);
        Moments expected = merged();
        for (int group = 0; group < GROUPS; group++) {
            assertEquals(expected.mean(group), moments.mean(group));
            assertEquals(expected.m2(group), moments.m2(group));
        }
    }

    @Test
    void otherGroupsAreLeftAlone() {
        sum(values(0));
        Moments moments = new Moments(GROUPS);
        moments.merge(0, 5, 6, 7);
        moments.merge(2, 5, 6, 7);
        TileMoments.merge(tiling, 1, pivots, deviations, squares, CHANNELS, MEMBERS, 1, 1, 2, moments);
        assertEquals(merged().mean(1), moments.mean(1));
        assertEquals(6, moments.mean(0));
        assertEquals(7, moments.m2(2));
    }

    /** The same channels, seen as so many members of which each has all groups side by side. */
    @Test
    void membersMayLieApart() {
        sum(values(0));
        Moments expected = new Moments(CHANNELS);
        TileMoments.merge(tiling, 1, pivots, deviations, squares, CHANNELS, 0, CHANNELS, expected);
        Moments moments = new Moments(GROUPS);
        TileMoments.merge(tiling, 1, pivots, deviations, squares, CHANNELS, MEMBERS, GROUPS, 0, GROUPS, moments);
        for (int group = 0; group < GROUPS; group++) {
            Moments all = new Moments(1);
            for (int channel = group; channel < CHANNELS; channel += GROUPS) {
                all.merge(0, expected.count(channel), expected.mean(channel), expected.m2(channel));
            }
            assertEquals(all.count(0), moments.count(group));
            assertEquals(all.mean(0), moments.mean(group), 1e-12);
            assertEquals(all.m2(0), moments.m2(group), 1e-9);
        }
    }

    @Test
    void aMemberThatIsNotANumberSpoilsItsGroupOnly() {
        double[] values = values(0);
        values[5 * CHANNELS + MEMBERS] = Double.NaN;
        sum(values);
        Moments moments = merged();
        assertEquals(Double.NaN, moments.mean(1));
        assertEquals(Double.NaN, moments.variance(1));
        assertEquals(ROWS * MEMBERS, moments.count(2));
        assertEquals(merged().mean(2), moments.mean(2));
        assertEquals(false, Double.isNaN(moments.mean(0)));
    }

    @Test
    void membersThatDifferByMoreThanANumberHoldsHaveTheMeanBetweenThem() {
        sum(values(0));
        Moments before = merged();
        for (int tile = 0; tile < tiling.count(); tile++) {
            for (int member = 0; member < MEMBERS; member++) {
                int at = tile * CHANNELS + MEMBERS + member;
                pivots[at] = member % 2 == 0 ? 1.5e308 : -1.5e308;
                deviations[at] = 0;
            }
        }
        Moments moments = merged();
        assertEquals(0, moments.mean(1), 1e295);
        for (int group : new int[] {0, 2}) {
            assertEquals(before.mean(group), moments.mean(group));
            assertEquals(before.m2(group), moments.m2(group));
        }
    }

    private Moments merged() {
        Moments moments = new Moments(GROUPS);
        TileMoments.merge(tiling, 1, pivots, deviations, squares, CHANNELS, MEMBERS, 1, 0, GROUPS, moments);
        return moments;
    }

    /** Whole numbers, {@code [row][channel]}. */
    private static double[] values(double offset) {
        Random random = new Random(3);
        double[] values = new double[ROWS * CHANNELS];
        Arrays.setAll(values, i -> offset * (1 + i % CHANNELS) + random.nextInt(9));
        return values;
    }

    private void sum(double[] values) {
        for (int tile = 0; tile < tiling.count(); tile++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                int at = tile * CHANNELS + channel;
                deviations[at] = 0;
                squares[at] = 0;
                pivots[at] = values[tiling.firstOuter(tile) * CHANNELS + channel];
                for (int row = tiling.firstOuter(tile); row < tiling.lastOuter(tile); row++) {
                    double deviation = values[row * CHANNELS + channel] - pivots[at];
                    deviations[at] += deviation;
                    squares[at] += deviation * deviation;
                }
            }
        }
    }

    private static void assertMoments(double[] values, Moments moments) {
        for (int group = 0; group < GROUPS; group++) {
            List<Double> own = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                if (i % CHANNELS / MEMBERS == group) {
                    own.add(values[i]);
                }
            }
            new ExactMoments(own).assertIn(moments, group);
        }
    }
}
