package io.github.normwright.kernels;

/**
 * Values of the format bfloat16 (8 bits of exponent, 7 of fraction: the upper half of a {@code float}), stored in the bits
 * of a {@code short}. A format to store in, not to compute with: every operation takes place on {@code float}.
 */
public final class BFloat16 {

    private static final int QUIET = 0x40;

    /** Less than half a unit in the last place, by as little as there is; the last bit that is kept makes it a half. */
    private static final int BELOW_HALF = 0x7fff;

    private BFloat16() {}

    /**
     * The value of a bfloat16. Every one is a {@code float}, so nothing is rounded.
     *
     * @param bits the bfloat16
     * @return its value; for a NaN, the quiet one of the same sign and payload
     */
    public static float toFloat(short bits) {
        float value = Float.intBitsToFloat(bits << Short.SIZE);
        return Float.isNaN(value) ? Float.intBitsToFloat((bits | QUIET) << Short.SIZE) : value;
    }

    /**
     * The bfloat16 that is nearest to a number, and of two equally near ones that with an even last bit. Numbers nearer to
     * 2<sup>128</sup> than to the largest finite one become infinite, and so do those halfway; subnormal ones are not
     * flushed to zero.
     *
     * @param value any float
     * @return the bits of the bfloat16; for a NaN, the quiet one of the same sign and the upper 6 bits of its payload
     */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int upper = bits >>> Short.SIZE;
        // A carry into the exponent is right: it makes the next power of two, or infinity of the largest numbers.
        int rounded = bits + BELOW_HALF + (upper & 1) >>> Short.SIZE;
        return (short) (Float.isNaN(value) ? upper | QUIET : rounded);
    }

    /**
     * The values of many bfloat16, each as {@link #toFloat} has it.
     *
     * @param source holds the bfloat16
     * @param sourceOffset where the first one stands
     * @param target receives their values
     * @param targetOffset where the first value is to stand
     * @param count how many there are, at least 0
     * @throws IllegalArgumentException if they do not lie within the arrays
     */
    public static void toFloats(short[] source, int sourceOffset, float[] target, int targetOffset, int count) {
        Checks.atLeast("count", count, 0);
        Checks.tensor("source", source.length, sourceOffset, count);
        Checks.tensor("target", target.length, targetOffset, count);
        for (int i = 0; i < count; i++) {
            target[targetOffset + i] = toFloat(source[sourceOffset + i]);
        }
    }

    /**
     * The bfloat16 nearest to many numbers, each as {@link #fromFloat} has it.
     *
     * @param source holds the numbers
     * @param sourceOffset where the first one stands
     * @param target receives the bfloat16
     * @param targetOffset where the first bfloat16 is to stand
     * @param count how many there are, at least 0
     * @throws IllegalArgumentException if they do not lie within the arrays
     */
    public static void fromFloats(float[] source, int sourceOffset, short[] target, int targetOffset, int count) {
        Checks.atLeast("count", count, 0);
        Checks.tensor("source", source.length, sourceOffset, count);
        Checks.tensor("target", target.length, targetOffset, count);
        for (int i = 0; i < count; i++) {
            target[targetOffset + i] = fromFloat(source[sourceOffset + i]);
        }
    }
}
