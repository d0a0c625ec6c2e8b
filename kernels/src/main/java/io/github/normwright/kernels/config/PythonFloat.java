package io.github.normwright.kernels.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as Python prints them: the shortest decimal that is read as the same number again, and of those the nearest.
 * {@link Double#toString(double)} is not always the shortest before JDK 19, and has other exponents.
 */
final class PythonFloat {

    /** Enough for every double. */
    private static final int MOST_DIGITS = 17;

    /** From this power of ten on, Python writes an exponent. */
    private static final int LARGE = 16;

    /** Below this power of ten, too. */
    private static final int SMALL = -4;

    private PythonFloat() {}

    static String text(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        String sign = Double.doubleToRawLongBits(number) < 0 ? "-" : "";
        return sign + (number == 0 ? "0.0" : text(shortest(Math.abs(number))));
    }

    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean isBelow = below.doubleValue() == number;
            boolean isAbove = above.doubleValue() == number;
            if (isBelow && isAbove) {
                return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            }
            if (isBelow || isAbove) {
                return isBelow ? below : above;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String text(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        String digits = plain.unscaledValue().toString();
        int exponent = digits.length() - 1 - plain.scale();
        if (exponent >= LARGE || exponent < SMALL) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        String text = plain.toPlainString();
        return text.contains(".") ? text : text + ".0";
    }
}
