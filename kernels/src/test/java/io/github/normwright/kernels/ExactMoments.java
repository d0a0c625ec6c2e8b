package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Count, mean and M2 of a set of finite values in fifty decimal digits, and how far from them arithmetic may stay. */
final class ExactMoments {

    private static final MathContext DIGITS = new MathContext(50);
    private static final double UNIT = 0x1p-53;

    private final List<BigDecimal> values = new ArrayList<>();

    ExactMoments(List<Double> values) {
        values.forEach(value -> this.values.add(new BigDecimal(value)));
    }

    int count() {
        return values.size();
    }

    BigDecimal mean() {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(new BigDecimal(count()), DIGITS);
    }

    BigDecimal m2() {
        BigDecimal mean = mean();
        return values.stream()
                .map(value -> value.subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .round(DIGITS);
    }

    /**
     * Asserts that a channel has these statistics up to the rounding of updating formulas: an error of M2 that grows
     * with the condition number |x| / sqrt(M2), not with its square as that of E[x^2] - E[x]^2 does.
     */
    void assertIn(Moments moments, int channel) {
        assertEquals(count(), moments.count(channel));
        if (count() == 0) {
            assertEquals(Double.NaN, moments.mean(channel));
            assertEquals(Double.NaN, moments.variance(channel));
            return;
        }
        double largest = values.stream()
                .mapToDouble(value -> value.abs().doubleValue())
                .max()
                .orElseThrow();
        double m2 = m2().doubleValue();
        double steps = 4 * count() * UNIT;
        double norm = largest * Math.sqrt(count());
        double tolerance = steps * norm * Math.sqrt(m2) + Math.pow(steps * norm, 2);
        assertEquals(mean().doubleValue(), moments.mean(channel), steps * largest);
        assertEquals(m2, moments.m2(channel), tolerance);
        assertEquals(m2 / count(), moments.variance(channel), tolerance / count() + UNIT * m2);
    }
}
