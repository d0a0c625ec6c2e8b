package io.github.normwright.processor.ir;

/** The functions of one operand. */
public enum UnaryOperator {
    NEGATE("-") {
        @Override
        public double apply(double a) {
            return -a;
        }
    },
    ABSOLUTE("abs") {
        @Override
        public double apply(double a) {
            return Math.abs(a);
        }
    },
    SQRT("sqrt") {
        @Override
        public double apply(double a) {
            return Math.sqrt(a);
        }
    },
    RECIPROCAL_SQRT("rsqrt") {
        @Override
        public double apply(double a) {
            return 1 / Math.sqrt(a);
        }
    },
    /** The identity, but constant to the gradient. */
    STOP_GRADIENT("stopGradient") {
        @Override
        public double apply(double a) {
            return a;
        }
    },
    /** The exponential function. */
    EXP("exp", true) {
        @Override
        public double apply(double a) {
            return StrictMath.exp(a);
        }
    },
    /** {@code exp(a) - 1}, without the rounding error of the difference. */
    EXPM1("expm1", true) {
        @Override
        public double apply(double a) {
            return StrictMath.expm1(a);
        }
    },
    /** The hyperbolic tangent. */
    TANH("tanh", true) {
        @Override
        public double apply(double a) {
            return StrictMath.tanh(a);
        }
    },
    /** {@code 1 / (1 + exp(-a))}. */
    SIGMOID("sigmoid", true) {
        @Override
        public double apply(double a) {
            double e = StrictMath.exp(-Math.abs(a));
            return (a < 0 ? e : 1) / (1 + e);
        }
    },
    /** {@code log(1 + exp(a))}. */
    SOFTPLUS("softplus", true) {
        @Override
        public double apply(double a) {
            return Math.max(a, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(a)));
        }
    },
    /** The probability that a standard normal variable is at most {@code a}: {@code (1 + erf(a / sqrt(2))) / 2}. */
    NORMAL_CDF("normalCdf", true) {
        @Override
        public double apply(double a) {
            return NormalDistribution.cdf(a);
        }
    },
    /**
     * A number whose exponent, with its bias, stands in the last bits of the operand, and whose fraction is empty: a power
     * of two, if the operand is a large number with an integer added. What it is depends on the format of the operand.
     */
    LAST_BITS_AS_EXPONENT("lastBitsAsExponent") {
        @Override
        public double apply(double a) {
            return Double.longBitsToDouble(Double.doubleToRawLongBits(a) << 52);
        }
    };

    private final String symbol;
    private final boolean isElementary;

    UnaryOperator(String symbol) {
        this(symbol, false);
    }

    UnaryOperator(String symbol, boolean isElementary) {
        this.symbol = symbol;
        this.isElementary = isElementary;
    }

    /** Whether it is a function that no machine has, at least not with the same result everywhere. */
    public boolean isElementary() {
        return isElementary;
    }

    /** How formulas write it. */
    public String symbol() {
        return symbol;
    }

    /** The value in double precision. */
    public abstract double apply(double a);
}
