package io.github.normwright.processor.ir;

/** The functions of two operands. */
public enum BinaryOperator {
    ADD("+") {
        @Override
        public double apply(double a, double b) {
            return a + b;
        }
    },
    SUBTRACT("-") {
        @Override
        public double apply(double a, double b) {
            return a - b;
        }
    },
    MULTIPLY("*") {
        @Override
        public double apply(double a, double b) {
            return a * b;
        }
    },
    DIVIDE("/") {
        @Override
        public double apply(double a, double b) {
            return a / b;
        }
    },
    /** The larger operand, or not a number where one of them is not, as {@link Math#max(double, double)}. */
    MAXIMUM("max") {
        @Override
        public double apply(double a, double b) {
            return Math.max(a, b);
        }
    },
    /** The smaller operand, or not a number where one of them is not, as {@link Math#min(double, double)}. */
    MINIMUM("min") {
        @Override
        public double apply(double a, double b) {
            return Math.min(a, b);
        }
    };

    private final String symbol;

    BinaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /** How formulas write it. */
    public String symbol() {
        return symbol;
    }

    /** The value in double precision. */
    public abstract double apply(double a, double b);
}
