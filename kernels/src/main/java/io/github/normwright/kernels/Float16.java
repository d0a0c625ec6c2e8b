package io.github.normwright.kernels;

/**
 * Values of the IEEE 754 format binary16 ("half precision": 5 bits of exponent, 10 of fraction), stored in the bits of a
 * {@code short}. A format to store in, not to compute with: every operation takes place on {@code float}.
 */
public final class Float16 {

    /** Raises exponents by 112 more than the formats differ by: the largest one becomes that of infinity and NaN. */
    private static final int RAISED_EXPONENT = 224 << 23;

    private static final float LOWER = 0x1p-112f;

    /** What a raised value has too much if its exponent was 0, where there is no leading one. */
    private static final float RAISED_LEADING_ONE = 0x1p97f;

    /** Lowers a raised value whose exponent was 0: such exponents mean the same as exponents of 1. */
    private static final float LOWER_SUBNORMAL = 0x1p-111f;

    /** The bits of 65536, which every larger number is taken for: it rounds to infinity, as they do. */
    private static final int BEYOND_LARGEST = 143 << 23;

    private static final int SMALLEST_NORMAL_EXPONENT = 113 << 23;

    /**
     * Makes of the exponent of a number the power of two whose unit in the last place is the unit of the half; and puts
     * into its fraction, at no cost, what the exponents of a sum with it and of the half differ by.
     */
    private static final int ANCHOR = (13 << 23) + 0x800;

    private static final int EXPONENT = 0x7f800000;
    private static final int MAGNITUDE = 0x7fffffff;
    private static final int SIGN = 0x80000000;
    private static final int HALF_MAGNITUDE = 0x7fff;
    private static final int HALF_SIGN = 0x8000;
    private static final int HALF_NAN = 0x7e00;

    /** How far the fraction of a float reaches below that of a half. */
    private static final int SHIFT = 13;

    private Float16() {}

    /**
     * The value of a half. Every one is a {@code float}, so nothing is rounded.
     *
     * @param bits the half
     * @return its value; for a NaN, a quiet one of the same sign, and with the same payload on machines whose arithmetic
     *     hands payloads on, as those of x86 and ARM do
     */
    public static float toFloat(short bits) {
        float raised = Float.intBitsToFloat((bits & HALF_MAGNITUDE) << SHIFT | RAISED_EXPONENT);
        int normal = Float.floatToRawIntBits(raised * LOWER);
        // The lesser of both is right. Where there is no leading one, the first is too large by what that would be
        // worth; where there is one, the second is too large, or equal. Neither multiplies a subnormal float, which
        // takes some machines a hundred times as long.
        int subnormal = Float.floatToRawIntBits((raised - RAISED_LEADING_ONE) * LOWER_SUBNORMAL);
        return Float.intBitsToFloat(Math.min(normal, subnormal) | bits & SIGN);
    }

    /**
     * The half that is nearest to a number, and of two equally near ones that with an even last bit. Numbers from 65520 on
     * become infinite, numbers up to half the smallest subnormal become zero, both of the same sign.
     *
     * @param value any float
     * @return the half's bits; for a NaN, the quiet one of the same sign without any payload, {@code 0x7e00} or {@code
     *     0xfe00}
     */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int magnitude = bits & MAGNITUDE;
        int clamped = Math.min(magnitude, BEYOND_LARGEST);
        int anchor = Math.max(clamped & EXPONENT, SMALLEST_NORMAL_EXPONENT) + ANCHOR;
        // The addition rounds: the last place of the sum is that of the half.
        int sum = Float.floatToRawIntBits(Float.intBitsToFloat(clamped) + Float.intBitsToFloat(anchor));
        // The lower 16 bits of this count: the rounded number with its leading one, which as a carry makes up for an
        // exponent that is one too small.
        int rounded = magnitude > EXPONENT ? HALF_NAN : sum + (sum >>> SHIFT);
        return (short) (rounded | bits >>> Short.SIZE & HALF_SIGN);
    }

    /**
     * The values of many halves, each as {@link #toFloat} has it.
     *
     * @param source holds the halves
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
     * The halves nearest to many numbers, each as {@link #fromFloat} has it.
     *
     * @param source holds the numbers
     * @param sourceOffset where the first one stands
     * @param target receives the halves
     * @param targetOffset where the first half is to stand
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
