package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import org.junit.jupiter.api.Test;

class MomentsTest {

    private final Moments moments = new Moments(2);

    @Test
    void haveSeenNothingAtFirst() {
        assertEquals(2, moments.channels());
        assertChannel(0, 0, Double.NaN, 0);
        assertChannel(1, 0, Double.NaN, 0);
        assertEquals(Double.NaN, moments.variance(0));
    }

    @Test
    void takeTheFirstStatisticsAsTheyAre() {
        moments.merge(1, 3, 0.1, 0.7);
        assertChannel(0, 0, Double.NaN, 0);
        assertChannel(1, 3, 0.1, 0.7);
        assertEquals(0.7 / 3, moments.variance(1));
    }

    @Test
    void mergesPartsOfEqualSize() {
        moments.merge(0, 2, 1, 2);
        moments.merge(0, 2, 5, 2);
        assertChannel(0, 4, 3, 20);
        assertEquals(5, moments.variance(0));
    }

    @Test
    void mergesPartsOfUnequalSize() {
        moments.merge(0, 3, 1, 2);
        moments.merge(0, 1, 5, 0);
        assertChannel(0, 4, 2, 14);
        moments.merge(0, 4, -2, 6);
        assertChannel(0, 8, 0, 52);
    }

    @Test
    void mergesChannelByChannel() {
        Moments other = new Moments(2);
        other.merge(0, 2, 5, 2);
        other.merge(1, 4, 7, 1);
        moments.merge(0, 2, 1, 2);
        moments.merge(other);
        assertChannel(0, 4, 3, 20);
        assertChannel(1, 4, 7, 1);
    }

    @Test
    void leaveWhatIsMergedIntoThemAsItWas() {
        Moments other = new Moments(2);
        other.merge(0, 2, 5, 2);
        moments.merge(0, 2, 1, 2);
        moments.merge(other);
        assertEquals(2, other.count(0));
        assertEquals(5, other.mean(0));
        assertEquals(2, other.m2(0));
    }

    @Test
    void mergingWithThemselvesDoublesEverything() {
        moments.merge(0, 4, 3, 20);
        moments.merge(moments);
        assertChannel(0, 8, 3, 40);
        assertEquals(5, moments.variance(0));
    }

    @Test
    void mergingNothingChangesNothing() {
        moments.merge(0, 4, 3, 20);
        moments.merge(0, 0, Double.NaN, Double.NaN);
        moments.merge(new Moments(2));
        assertChannel(0, 4, 3, 20);
        assertChannel(1, 0, Double.NaN, 0);
    }

    @Test
    void stayExactForHugeMeans() {
        moments.merge(0, 2, 1e8 + 1, 2);
        moments.merge(0, 2, 1e8 + 5, 2);
        assertChannel(0, 4, 1e8 + 3, 20);
    }

    @Test
    void countBeyondTheRangeOfInt() {
        moments.merge(0, 3e9, 1, 0);
        moments.merge(0, 1e9, 5, 0);
        assertChannel(0, 4e9, 2, 1.2e10);
        assertEquals(3, moments.variance(0));
    }

    @Test
    void forgetEverything() {
        moments.merge(0, 4, 3, 20);
        moments.merge(1, 4, 3, 20);
        moments.clear();
        assertChannel(0, 0, Double.NaN, 0);
        assertChannel(1, 0, Double.NaN, 0);
    }

    @Test
    void forgetSomeChannels() {
        moments.merge(0, 4, 3, 20);
        moments.merge(1, 4, 3, 20);
        moments.clear(1, 2);
        assertChannel(0, 4, 3, 20);
        assertChannel(1, 0, Double.NaN, 0);
        moments.clear(0, 0);
        assertChannel(0, 4, 3, 20);
    }

    @Test
    void startAgainAfterForgetting() {
        moments.merge(0, 4, Double.POSITIVE_INFINITY, Double.NaN);
        moments.clear();
        moments.merge(0, 3, 0.1, 0.7);
        assertChannel(0, 3, 0.1, 0.7);
    }

    @Test
    void refuseOtherNumbersOfChannels() {
        moments.merge(0, 4, 3, 20);
        Moments three = new Moments(3);
        three.merge(0, 4, 9, 20);
        IllegalArgumentException refused =
                assertThrowsExactly(IllegalArgumentException.class, () -> moments.merge(three));
        assertEquals("expected statistics of 2 channels, found 3", refused.getMessage());
        assertChannel(0, 4, 3, 20);
    }

    private void assertChannel(int channel, double count, double mean, double m2) {
        assertEquals(count, moments.count(channel));
        assertEquals(mean, moments.mean(channel));
        assertEquals(m2, moments.m2(channel));
    }

    @Test
    void mergesHugeMeansOfOppositeSigns() {
        Moments moments = new Moments(1);
        moments.merge(0, 3, 1e308, 0);
        moments.merge(0, 1, -1e308, 0);
        assertEquals(0.5e308, moments.mean(0), 1e294);
    }
}
