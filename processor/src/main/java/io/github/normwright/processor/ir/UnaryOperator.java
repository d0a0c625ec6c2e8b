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
    };

    private final String symbol;

    UnaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /** How formulas write it. */
    public String symbol() {
        return symbol;
    }

    /** The value in double precision. */
    public abstract double apply(double a);
}
