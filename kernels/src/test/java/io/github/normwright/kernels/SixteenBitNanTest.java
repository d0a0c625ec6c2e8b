package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not a number stays so, becomes quiet, and keeps its sign. */
class SixteenBitNanTest {

    private static final int FLOAT_INFINITY = 0x7f800000;
    private static final int FLOAT_QUIET_BIT = 0x00400000;

    @ParameterizedTest
    @EnumSource
    void everyPatternGivesAQuietFloatOfItsSign(SixteenBitFormat format) {
        for (int pattern = 0; pattern < SixteenBitFormat.PATTERNS; pattern++) {
            if (format.isNan(pattern)) {
                float value = format.toFloat((short) pattern);
                assertTrue(Float.isNaN(value));
                int bits = Float.floatToRawIntBits(value);
                assertTrue((bits & FLOAT_QUIET_BIT) != 0);
                assertEquals((pattern & SixteenBitFormat.SIGN) != 0, bits < 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPayloadGivesAQuietPatternOfItsSign(SixteenBitFormat format) {
        for (int payload = 1; payload <= 0x7fffff; payload++) {
            int positive = format.fromFloat(Float.intBitsToFloat(FLOAT_INFINITY | payload)) & 0xffff;
            int negative =
                    format.fromFloat(Float.intBitsToFloat(Integer.MIN_VALUE | FLOAT_INFINITY | payload)) & 0xffff;
            if (!format.isNan(positive)
                    || (positive & format.quietBit()) == 0
                    || negative != (positive | SixteenBitFormat.SIGN)) {
                assertEquals(Integer.toHexString(payload), Integer.toHexString(positive));
            }
        }
    }

    @Test
    void losesItsPayloadInFloat16() {
        assertEquals(0x7e00, Float16.fromFloat(Float.NaN));
        assertEquals(0x7e00, Float16.fromFloat(Float.intBitsToFloat(0x7fffffff)));
        assertEquals(0x7e00, Float16.fromFloat(Float.intBitsToFloat(0x7f800001)));
        assertEquals((short) 0xfe00, Float16.fromFloat(Float.intBitsToFloat(0xffffffff)));
    }

    @Test
    void keepsTheUpperPartOfItsPayloadInBfloat16() {
        assertEquals(0x7fc0, BFloat16.fromFloat(Float.NaN));
        assertEquals(0x7fff, BFloat16.fromFloat(Float.intBitsToFloat(0x7fffffff)));
        assertEquals(0x7fc0, BFloat16.fromFloat(Float.intBitsToFloat(0x7f800001)));
        assertEquals((short) 0xffd1, BFloat16.fromFloat(Float.intBitsToFloat(0xff911234)));
    }

    @Test
    void keepsItsPayloadFromBfloat16() {
        assertEquals(0x7fd10000, Float.floatToRawIntBits(BFloat16.toFloat((short) 0x7f91)));
        assertEquals(0xffff0000, Float.floatToRawIntBits(BFloat16.toFloat((short) 0xffff)));
    }
}
