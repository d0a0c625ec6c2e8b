package io.github.normwright.processor.ir;

/** The comparisons of a {@link Expr.Select}. */
public enum Comparison {
    LESS("<") {
        @Override
        public boolean test(double a, double b) {
            return a < b;
        }
    },
    LESS_OR_EQUAL("<=") {
        @Override
        public boolean test(double a, double b) {
            return a <= b;
        }
    },
    GREATER(">") {
        @Override
        public boolean test(double a, double b) {
            return a > b;
        }
    },
    GREATER_OR_EQUAL(">=") {
        @Override
        public boolean test(double a, double b) {
            return a >= b;
        }
    },
    EQUAL("==") {
        @Override
        public boolean test(double a, double b) {
            return a == b;
        }
    },
    NOT_EQUAL("!=") {
        @Override
        public boolean test(double a, double b) {
            return a != b;
        }
    };

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** How formulas and Java write it. */
    public String symbol() {
        return symbol;
    }

    /** The comparison in double precision. */
    public abstract boolean test(double a, double b);
}
