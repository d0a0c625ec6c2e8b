package io.github.normwright.kernels;

/**
 * The formats of 16 bits, with what is tested, and with an oracle: their definition in double arithmetic, which is exact
 * for all of their values and for whatever a float has to be compared with.
 */
enum SixteenBitFormat {
    FLOAT16(10) {
        @Override
        float toFloat(short bits) {
            return Float16.toFloat(bits);
        }

        @Override
        short fromFloat(float value) {
            return Float16.fromFloat(value);
        }

        @Override
        void toFloats(short[] source, int sourceOffset, float[] target, int targetOffset, int count) {
            Float16.toFloats(source, sourceOffset, target, targetOffset, count);
        }

        @Override
        void fromFloats(float[] source, int sourceOffset, short[] target, int targetOffset, int count) {
            Float16.fromFloats(source, sourceOffset, target, targetOffset, count);
        }
    },
    BFLOAT16(7) {
        @Override
        float toFloat(short bits) {
            return BFloat16.toFloat(bits);
        }

        @Override
        short fromFloat(float value) {
            return BFloat16.fromFloat(value);
        }

        @Override
        void toFloats(short[] source, int sourceOffset, float[] target, int targetOffset, int count) {
            BFloat16.toFloats(source, sourceOffset, target, targetOffset, count);
        }

        @Override
        void fromFloats(float[] source, int sourceOffset, short[] target, int targetOffset, int count) {
            BFloat16.fromFloats(source, sourceOffset, target, targetOffset, count);
        }
    };

    static final int PATTERNS = 1 << 16;
    static final int SIGN = 0x8000;

    private final int fractionBits;
    private final int bias;

    SixteenBitFormat(int fractionBits) {
        this.fractionBits = fractionBits;
        this.bias = (1 << 14 - fractionBits) - 1;
    }

    abstract float toFloat(short bits);

    abstract short fromFloat(float value);

    abstract void toFloats(short[] source, int sourceOffset, float[] target, int targetOffset, int count);

    abstract void fromFloats(float[] source, int sourceOffset, short[] target, int targetOffset, int count);

    /** The pattern of positive infinity, behind those of all finite numbers of positive sign. */
    int infinity() {
        return 2 * bias + 1 << fractionBits;
    }

    boolean isNan(int pattern) {
        return (pattern & ~SIGN) > infinity();
    }

    /** The pattern's quiet bit, the first one of the fraction. */
    int quietBit() {
        return 1 << fractionBits - 1;
    }

    /** The exact value of a pattern, by the definition of such formats; 2 to the next power for infinity. */
    double boundary(int pattern) {
        int exponent = (pattern & ~SIGN) >>> fractionBits;
        int fraction = pattern & (1 << fractionBits) - 1;
        double significand = exponent == 0 ? fraction : (1 << fractionBits) + fraction;
        double magnitude = Math.scalb(significand, Math.max(exponent, 1) - bias - fractionBits);
        return (pattern & SIGN) == 0 ? magnitude : -magnitude;
    }

    /** The exact value of a pattern. */
    double value(int pattern) {
        if (isNan(pattern)) {
            return Double.NaN;
        }
        return (pattern & ~SIGN) == infinity()
                ? Math.copySign(Double.POSITIVE_INFINITY, boundary(pattern))
                : boundary(pattern);
    }

    /** The pattern that a number rounds to: a multiple of a unit in the last place, chosen by {@link Math#rint}. */
    int nearest(double number) {
        int sign = Math.copySign(1, number) < 0 ? SIGN : 0;
        // Whatever lies beyond the power of two that would follow the largest number is infinite, as that one is.
        double magnitude = Math.min(Math.abs(number), boundary(infinity()));
        int exponent = Math.max(Math.getExponent(magnitude), 1 - bias);
        int units = (int) Math.rint(Math.scalb(magnitude, fractionBits - exponent));
        // All patterns of one exponent follow each other, and those of the next one follow them.
        return sign | units + (exponent + bias - 1 << fractionBits);
    }
}
