package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same values as those of the JDK, which has such conversions from version 20 on. */
class Float16JdkTest {

    /** A prime number, so that exponents and fractions take all kinds of values. */
    private static final int STEP = 1009;

    private static MethodHandle toFloat;
    private static MethodHandle fromFloat;

    @BeforeAll
    static void lookUp() throws IllegalAccessException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            toFloat = lookup.findStatic(Float.class, "float16ToFloat", MethodType.methodType(float.class, short.class));
            fromFloat =
                    lookup.findStatic(Float.class, "floatToFloat16", MethodType.methodType(short.class, float.class));
        } catch (NoSuchMethodException olderJdk) {
            assumeTrue(false, "this JDK has no conversions of its own");
        }
    }

    @Test
    void everyHalfHasTheSameValue() throws Throwable {
        for (int pattern = 0; pattern < SixteenBitFormat.PATTERNS; pattern++) {
            float expected = (float) toFloat.invokeExact((short) pattern);
            // Boxes tell 0 from -0, and take all NaN for one.
            assertEquals((Float) expected, (Float) Float16.toFloat((short) pattern));
        }
    }

    @Test
    void manyFloatsGiveTheSameHalf() throws Throwable {
        for (long bits = 0; bits < 1L << 32; bits += STEP) {
            float value = Float.intBitsToFloat((int) bits);
            short expected = (short) fromFloat.invokeExact(value);
            short found = Float16.fromFloat(value);
            if (expected != found && !Float.isNaN(value)) {
                assertEquals(expected, found, Float.toHexString(value));
            }
        }
    }
}
