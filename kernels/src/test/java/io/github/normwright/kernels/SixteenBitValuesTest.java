package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The values of all 65536 patterns. */
class SixteenBitValuesTest {

    @ParameterizedTest
    @EnumSource
    void followTheDefinition(SixteenBitFormat format) {
        for (int pattern = 0; pattern < SixteenBitFormat.PATTERNS; pattern++) {
            double expected = format.value(pattern);
            float found = format.toFloat((short) pattern);
            // Boxes tell 0 from -0, and take all NaN for one.
            assertEquals((Double) expected, (Double) (double) found, Integer.toHexString(pattern));
        }
    }

    @ParameterizedTest
    @EnumSource
    void surviveTheWayThereAndBack(SixteenBitFormat format) {
        for (int pattern = 0; pattern < SixteenBitFormat.PATTERNS; pattern++) {
            if (!format.isNan(pattern)) {
                assertEquals((short) pattern, format.fromFloat(format.toFloat((short) pattern)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void growWithTheirPatterns(SixteenBitFormat format) {
        for (int pattern = 0; pattern < format.infinity(); pattern++) {
            float value = format.toFloat((short) pattern);
            assertTrue(value < format.toFloat((short) (pattern + 1)));
            assertEquals(-value, format.toFloat((short) (pattern | SixteenBitFormat.SIGN)));
        }
    }

    @Test
    void includeTheseOfFloat16() {
        assertEquals(0x3c00, Float16.fromFloat(1));
        assertEquals((short) 0xc000, Float16.fromFloat(-2));
        assertEquals(0x3555, Float16.fromFloat(1 / 3f));
        assertEquals(65504, Float16.toFloat((short) 0x7bff));
        assertEquals(0x1p-14f, Float16.toFloat((short) 0x0400));
        assertEquals(0x1p-14f - 0x1p-24f, Float16.toFloat((short) 0x03ff));
        assertEquals(0x1p-24f, Float16.toFloat((short) 0x0001));
        assertEquals(Float.POSITIVE_INFINITY, Float16.toFloat((short) 0x7c00));
        assertEquals(Float.NEGATIVE_INFINITY, Float16.toFloat((short) 0xfc00));
    }

    @Test
    void includeTheseOfBfloat16() {
        assertEquals(0x3f80, BFloat16.fromFloat(1));
        assertEquals((short) 0xc000, BFloat16.fromFloat(-2));
        assertEquals(0x3eab, BFloat16.fromFloat(1 / 3f));
        assertEquals(0x1.fep127f, BFloat16.toFloat((short) 0x7f7f));
        assertEquals(0x1p-126f, BFloat16.toFloat((short) 0x0080));
        assertEquals(0x1p-133f, BFloat16.toFloat((short) 0x0001));
        assertEquals(Float.POSITIVE_INFINITY, BFloat16.toFloat((short) 0x7f80));
        assertEquals(Float.NEGATIVE_INFINITY, BFloat16.toFloat((short) 0xff80));
    }

    /** The oracle itself, digit by digit. */
    @ParameterizedTest
    @EnumSource
    void areSumsOfPowersOfTwo(SixteenBitFormat format) {
        BigDecimal value = BigDecimal.ZERO;
        for (int pattern = 0; pattern < format.infinity(); pattern++) {
            assertEquals(0, value.compareTo(new BigDecimal(format.boundary(pattern))));
            // The step doubles with every power of two, but for the first one.
            int doublings = Math.max(0, pattern / (2 * format.quietBit()) - 1);
            value = value.add(new BigDecimal(format.boundary(1))
                    .multiply(BigDecimal.valueOf(2).pow(doublings)));
        }
        assertEquals(0, value.compareTo(new BigDecimal(format.boundary(format.infinity()))));
    }
}
