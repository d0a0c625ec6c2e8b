package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SixteenBitPropertiesTest {

    @Property(tries = 10_000)
    void anyFloatRoundsToTheNearestValue(@ForAll int bits, @ForAll SixteenBitFormat format) {
        float value = Float.intBitsToFloat(bits);
        if (!Float.isNaN(value)) {
            assertEquals((short) format.nearest(value), format.fromFloat(value));
        }
    }

    @Property(tries = 10_000)
    void orderIsKept(@ForAll float one, @ForAll float other, @ForAll SixteenBitFormat format) {
        float lesser = Math.min(one, other);
        float greater = Math.max(one, other);
        assertTrue(format.toFloat(format.fromFloat(lesser)) <= format.toFloat(format.fromFloat(greater)));
    }

    @Property(tries = 10_000)
    void roundingTwiceIsRoundingOnce(@ForAll float value, @ForAll SixteenBitFormat format) {
        short rounded = format.fromFloat(value);
        assertEquals(rounded, format.fromFloat(format.toFloat(rounded)));
    }
}
