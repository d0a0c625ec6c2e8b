package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Floats round to the nearest value, and from halfway to the even pattern. */
class SixteenBitRoundingTest {

    @ParameterizedTest
    @EnumSource
    void isRightAroundAllValuesAndMidpoints(SixteenBitFormat format) {
        // The last pair is that of the largest finite number and of what would follow it, which is infinity.
        for (int lower = 0; lower < format.infinity(); lower++) {
            int upper = lower + 1;
            float from = (float) format.boundary(lower);
            float middle = (float) ((format.boundary(lower) + format.boundary(upper)) / 2);
            float to = (float) Math.min(format.boundary(upper), Float.MAX_VALUE);
            assertRounds(format, lower, from);
            assertRounds(format, lower, Math.nextUp(from));
            assertRounds(format, lower, Math.nextDown(middle));
            assertRounds(format, lower % 2 == 0 ? lower : upper, middle);
            assertRounds(format, upper, Math.nextUp(middle));
            assertRounds(format, upper, Math.nextDown(to));
            assertRounds(format, upper, to);
        }
    }

    private static void assertRounds(SixteenBitFormat format, int expected, float value) {
        assertEquals((short) expected, format.fromFloat(value), () -> Float.toHexString(value));
        assertEquals(
                (short) (expected | SixteenBitFormat.SIGN), format.fromFloat(-value), () -> Float.toHexString(-value));
        assertEquals(expected, format.nearest(value), () -> Float.toHexString(value));
    }

    @ParameterizedTest
    @EnumSource
    void isRightAtTheEndsOfTheRange(SixteenBitFormat format) {
        assertRounds(format, 0, 0);
        assertRounds(format, 0, Float.MIN_VALUE);
        assertRounds(format, format.infinity(), Float.MAX_VALUE);
        assertRounds(format, format.infinity(), Float.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @EnumSource
    void isRightForEveryExponentAndSomeFractions(SixteenBitFormat format) {
        for (int exponent = 0; exponent < 255; exponent++) {
            for (int fraction = 0; fraction < 1 << 23; fraction += 997) {
                float value = Float.intBitsToFloat(exponent << 23 | fraction);
                short expected = (short) format.nearest(value);
                if (expected != format.fromFloat(value)) {
                    assertEquals(expected, format.fromFloat(value), Float.toHexString(value));
                }
            }
        }
    }

    @Test
    void reachesInfinityAndZeroOfFloat16WhereItShould() {
        assertEquals(0x7bff, Float16.fromFloat(65519.996f));
        assertEquals(0x7c00, Float16.fromFloat(65520));
        assertEquals((short) 0xfc00, Float16.fromFloat(-65520));
        assertEquals(0x0000, Float16.fromFloat(0x1p-25f));
        assertEquals(0x0001, Float16.fromFloat(Math.nextUp(0x1p-25f)));
        assertEquals((short) 0x8000, Float16.fromFloat(-0x1p-25f));
    }

    @Test
    void reachesInfinityAndZeroOfBfloat16WhereItShould() {
        assertEquals(0x7f7f, BFloat16.fromFloat(Math.nextDown(0x1.ffp127f)));
        assertEquals(0x7f80, BFloat16.fromFloat(0x1.ffp127f));
        assertEquals((short) 0xff80, BFloat16.fromFloat(-Float.MAX_VALUE));
        assertEquals(0x0000, BFloat16.fromFloat(0x1p-134f));
        assertEquals(0x0001, BFloat16.fromFloat(Math.nextUp(0x1p-134f)));
        assertEquals((short) 0x8000, BFloat16.fromFloat(-0x1p-134f));
    }
}
