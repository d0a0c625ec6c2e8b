package io.github.normwright.processor.testing;

import io.github.normwright.processor.ir.UnaryOperator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elementary functions to more digits than any number has, by their series and in no hurry. */
public final class PreciseFunctions {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final int DIGITS = 45;

    private final MathContext context;

    private PreciseFunctions(int digits) {
        this.context = new MathContext(digits);
    }

    /** The value of a function, with at least 30 correct digits. */
    public static BigDecimal of(UnaryOperator function, double operand) {
        BigDecimal x = new BigDecimal(operand);
        double magnitude = Math.abs(operand);
        // What is lost where a value is the small difference of large numbers, and where a small operand is added to
        // one.
        int lost = (int) (magnitude < 1 ? -Math.log10(magnitude + Double.MIN_VALUE) : magnitude);
        PreciseFunctions precise = new PreciseFunctions(DIGITS + 2 * lost);
        return switch (function) {
            case EXP -> precise.exp(x);
            case EXPM1 -> precise.exp(x).subtract(ONE);
            case TANH -> precise.tanh(x);
            case SIGMOID -> precise.divide(ONE, ONE.add(precise.exp(x.negate())));
            case SOFTPLUS ->
                x.max(BigDecimal.ZERO).add(precise.log1p(precise.exp(x.abs().negate())));
            case NORMAL_CDF -> new PreciseFunctions(DIGITS + (int) (operand * operand)).normalCdf(x);
            default -> throw new IllegalArgumentException("not an elementary function: " + function);
        };
    }

    private BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, context);
    }

    /** Halves the operand until its series is short, and squares the result as often. */
    private BigDecimal exp(BigDecimal x) {
        int halvings = 0;
        BigDecimal small = x;
        while (small.abs().compareTo(new BigDecimal("0.01")) > 0) {
            small = small.divide(TWO);
            halvings++;
        }
        MathContext wider = new MathContext(context.getPrecision() + halvings);
        BigDecimal sum = ONE;
        BigDecimal term = ONE;
        for (int i = 1; term.signum() != 0 && isWithin(term, sum, wider); i++) {
            term = term.multiply(small, wider).divide(BigDecimal.valueOf(i), wider);
            sum = sum.add(term, wider);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, wider);
        }
        return sum.round(context);
    }

    private static boolean isWithin(BigDecimal term, BigDecimal sum, MathContext digits) {
        return magnitude(term) > magnitude(sum) - digits.getPrecision() - 2;
    }

    /** The power of ten behind the first digit. */
    private static int magnitude(BigDecimal number) {
        return number.precision() - number.scale();
    }

    private BigDecimal tanh(BigDecimal x) {
        BigDecimal square = exp(x.multiply(TWO));
        return divide(square.subtract(ONE), square.add(ONE));
    }

    /** {@code 2 atanh(f / (2 + f))}, for f up to 1. */
    private BigDecimal log1p(BigDecimal f) {
        BigDecimal ratio = divide(f, f.add(TWO));
        BigDecimal square = ratio.multiply(ratio, context);
        BigDecimal power = ratio;
        BigDecimal sum = ratio;
        for (int i = 3; power.signum() != 0 && isWithin(power, sum, context); i += 2) {
            power = power.multiply(square, context);
            sum = sum.add(divide(power, BigDecimal.valueOf(i)), context);
        }
        return sum.multiply(TWO);
    }

    /** One half, and the density times {@code x + x^3/3 + x^5/(3*5) + ...}. */
    private BigDecimal normalCdf(BigDecimal x) {
        BigDecimal square = x.multiply(x);
        BigDecimal sum = x;
        BigDecimal term = x;
        for (int i = 3; term.signum() != 0 && isWithin(term, sum, context); i += 2) {
            term = divide(term.multiply(square, context), BigDecimal.valueOf(i));
            sum = sum.add(term, context);
        }
        BigDecimal density =
                divide(exp(square.divide(TWO).negate()), TWO.multiply(pi()).sqrt(context));
        return new BigDecimal("0.5").add(density.multiply(sum, context));
    }

    /** By Machin's formula. */
    private BigDecimal pi() {
        return atanOfInverse(5)
                .multiply(BigDecimal.valueOf(16))
                .subtract(atanOfInverse(239).multiply(BigDecimal.valueOf(4)));
    }

    private BigDecimal atanOfInverse(int n) {
        int scale = context.getPrecision() + 10;
        BigDecimal power = ONE.divide(BigDecimal.valueOf(n), scale, RoundingMode.HALF_EVEN);
        BigDecimal square = BigDecimal.valueOf((long) n * n);
        BigDecimal sum = power;
        for (int i = 3; power.signum() != 0; i += 2) {
            power = power.divide(square, scale, RoundingMode.HALF_EVEN).negate();
            sum = sum.add(power.divide(BigDecimal.valueOf(i), scale, RoundingMode.HALF_EVEN));
        }
        return sum;
    }
}
