package io.github.normwright.kernels;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What means and variances of data with infinities are in IEEE arithmetic, however the data is cut into parts. */
class MomentsNonFiniteTest {

    private final Moments moments = new Moments(2);

    @Test
    void aFinitePartAndAnInfiniteOneGiveAnInfiniteMean() {
        moments.merge(0, 3, 1, 2);
        moments.merge(0, 2, POSITIVE_INFINITY, NaN);
        assertMeanWithoutVariance(5, POSITIVE_INFINITY);
    }

    @Test
    void anInfinitePartAndAFiniteOneGiveAnInfiniteMean() {
        moments.merge(0, 2, NEGATIVE_INFINITY, NaN);
        moments.merge(0, 3, 1, 2);
        assertMeanWithoutVariance(5, NEGATIVE_INFINITY);
    }

    @Test
    void twoInfinitePartsOfOneSignStayInfinite() {
        moments.merge(0, 2, POSITIVE_INFINITY, NaN);
        moments.merge(0, 3, POSITIVE_INFINITY, NaN);
        assertMeanWithoutVariance(5, POSITIVE_INFINITY);
        moments.merge(0, 3, 1, 2);
        assertMeanWithoutVariance(8, POSITIVE_INFINITY);
    }

    @Test
    void infinitePartsOfBothSignsHaveNoMean() {
        moments.merge(0, 2, POSITIVE_INFINITY, NaN);
        moments.merge(0, 3, NEGATIVE_INFINITY, NaN);
        assertMeanWithoutVariance(5, NaN);
        moments.merge(0, 3, POSITIVE_INFINITY, NaN);
        assertMeanWithoutVariance(8, NaN);
    }

    @Test
    void aPartWithoutMeanLeavesNone() {
        moments.merge(0, 3, 1, 2);
        moments.merge(0, 1, NaN, NaN);
        assertMeanWithoutVariance(4, NaN);
        moments.merge(0, 3, 1, 2);
        assertMeanWithoutVariance(7, NaN);
    }

    @Test
    void otherChannelsStayFinite() {
        moments.merge(0, 1, NaN, NaN);
        moments.merge(1, 2, 1, 2);
        Moments other = new Moments(2);
        other.merge(0, 2, POSITIVE_INFINITY, NaN);
        other.merge(1, 2, 5, 2);
        moments.merge(other);
        assertEquals(3, moments.mean(1));
        assertEquals(5, moments.variance(1));
    }

    private void assertMeanWithoutVariance(int count, double mean) {
        assertEquals(count, moments.count(0));
        assertEquals(mean, moments.mean(0));
        assertEquals(NaN, moments.m2(0));
        assertEquals(NaN, moments.variance(0));
    }
}
