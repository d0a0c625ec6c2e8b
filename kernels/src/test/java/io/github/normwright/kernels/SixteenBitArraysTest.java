package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many values at once: the same as one by one, and nothing else is touched. */
class SixteenBitArraysTest {

    @ParameterizedTest
    @EnumSource
    void giveTheValuesOfAllPatterns(SixteenBitFormat format) {
        short[] source = new short[SixteenBitFormat.PATTERNS];
        for (int pattern = 0; pattern < source.length; pattern++) {
            source[pattern] = (short) pattern;
        }
        float[] target = new float[source.length];
        // Often enough for each of the JVM's compilers.
        for (int round = 0; round < 20; round++) {
            format.toFloats(source, 0, target, 0, source.length);
            for (int pattern = 0; pattern < source.length; pattern++) {
                assertEquals(
                        Float.floatToRawIntBits(format.toFloat((short) pattern)),
                        Float.floatToRawIntBits(target[pattern]));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void giveThePatternsOfManyFloats(SixteenBitFormat format) {
        float[] source = new float[1 << 16];
        for (int i = 0; i < source.length; i++) {
            source[i] = Float.intBitsToFloat(i * 65_539);
        }
        short[] target = new short[source.length];
        for (int round = 0; round < 20; round++) {
            format.fromFloats(source, 0, target, 0, source.length);
            for (int i = 0; i < source.length; i++) {
                assertEquals(format.fromFloat(source[i]), target[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepWithinTheirRange(SixteenBitFormat format) {
        short one = format.fromFloat(1);
        short two = format.fromFloat(2);
        short three = format.fromFloat(3);
        short[] patterns = {7, one, two, three, 7};
        float[] values = {9, 9, 9, 9, 9};
        format.toFloats(patterns, 1, values, 2, 2);
        assertArrayEquals(new float[] {9, 9, 1, 2, 9}, values);
        format.fromFloats(values, 2, patterns, 0, 1);
        assertArrayEquals(new short[] {one, one, two, three, 7}, patterns);
        format.toFloats(patterns, 5, values, 5, 0);
        format.fromFloats(values, 5, patterns, 5, 0);
        assertArrayEquals(new float[] {9, 9, 1, 2, 9}, values);
        assertArrayEquals(new short[] {one, one, two, three, 7}, patterns);
    }

    @ParameterizedTest
    @EnumSource
    void refuseRangesBeyondAnArray(SixteenBitFormat format) {
        short[] patterns = new short[4];
        float[] values = new float[6];
        assertRefuses("expected count of at least 0, found -1", () -> format.toFloats(patterns, 0, values, 0, -1));
        assertRefuses("expected count of at least 0, found -1", () -> format.fromFloats(values, 0, patterns, 0, -1));
        assertRefuses(
                "expected sourceOffset of at least 0, found -1", () -> format.toFloats(patterns, -1, values, 0, 1));
        assertRefuses(
                "expected targetOffset of at least 0, found -1", () -> format.fromFloats(values, 0, patterns, -1, 1));
        assertRefuses(
                "expected source of at least 5 elements (3 from offset 2), found 4",
                () -> format.toFloats(patterns, 2, values, 0, 3));
        assertRefuses(
                "expected target of at least 7 elements (3 from offset 4), found 6",
                () -> format.toFloats(patterns, 0, values, 4, 3));
        assertRefuses(
                "expected source of at least 7 elements (3 from offset 4), found 6",
                () -> format.fromFloats(values, 4, patterns, 0, 3));
        assertRefuses(
                "expected target of at least 5 elements (3 from offset 2), found 4",
                () -> format.fromFloats(values, 0, patterns, 2, 3));
    }

    private static void assertRefuses(String message, Executable call) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, call).getMessage());
    }
}
