package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final int SIGNALLING = 0x7f800001;
    private static final long SIGNALLING_DOUBLE = 0x7ff0000000000001L;

    /** As generated code adds: to a sum that starts with zero. */
    @Test
    void sumsOfSignallingNaNsPass() {
        float[] values = {1, Float.intBitsToFloat(SIGNALLING), Float.POSITIVE_INFINITY};
        float sum = 0;
        for (float value : values) {
            sum += value;
            float soFar = sum;
            assertNotEquals(SIGNALLING, Float.floatToRawIntBits(soFar));
            assertDoesNotThrow(() -> ReadAhead.use(soFar));
        }
        double wide = 0;
        wide += Double.longBitsToDouble(SIGNALLING_DOUBLE);
        double sumOfDoubles = wide;
        assertNotEquals(SIGNALLING_DOUBLE, Double.doubleToRawLongBits(sumOfDoubles));
        assertDoesNotThrow(() -> ReadAhead.use(sumOfDoubles));
        assertDoesNotThrow(() -> ReadAhead.use(0f));
        assertDoesNotThrow(() -> ReadAhead.use(0d));
    }
}
