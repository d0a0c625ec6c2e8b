package io.github.normwright.kernels;

/**
 * Gives numbers a use that were read only so that they are in the cache: what is never used, the JIT compiler does not read.
 * Java has no instruction for that. For generated code.
 */
public final class ReadAhead {

    /** Numbers that are no numbers, and signal it: no sum is one of them. */
    private static final int SIGNALLING = 0x7f800001;

    private static final long SIGNALLING_DOUBLE = 0x7ff0000000000001L;

    private ReadAhead() {}

    /**
     * Does nothing.
     *
     * @param sum a sum of what was read, whatever it is
     */
    public static void use(float sum) {
        if (Float.floatToRawIntBits(sum) == SIGNALLING) {
            throw new AssertionError("a sum that is a signalling NaN");
        }
    }

    /** As {@link #use(float)}. */
    public static void use(double sum) {
        if (Double.doubleToRawLongBits(sum) == SIGNALLING_DOUBLE) {
            throw new AssertionError("a sum that is a signalling NaN");
        }
    }
}
