package io.github.normwright.processor.ir;

/** The standard normal distribution, to almost the precision of a double. */
final class NormalDistribution {

    private static final double SQRT_OF_TWO_PI = 2.5066282746310005024;

    /** Where the series has grown long and the continued fraction is still short. */
    private static final double TAIL = 3;

    private static final double LONGEST_FRACTION = 120;

    private NormalDistribution() {}

    /** The probability of values up to {@code x}. */
    static double cdf(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (x < -TAIL) {
            return tail(-x);
        }
        return x > TAIL ? 1 - tail(x) : 0.5 + density(x) * series(x);
    }

    private static double density(double x) {
        return StrictMath.exp(-0.5 * x * x) / SQRT_OF_TWO_PI;
    }

    /** {@code x + x^3/3 + x^5/(3*5) + ...} (Marsaglia, "Evaluating the Normal Distribution", 2004). */
    private static double series(double x) {
        double sum = x;
        double term = x;
        for (int i = 3; Math.abs(term) > 1e-18 * Math.abs(sum); i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return sum;
    }

    /** The density over {@code x + 1/(x + 2/(x + 3/(x + ...)))} (Laplace). */
    private static double tail(double x) {
        double fraction = x;
        for (double i = LONGEST_FRACTION; i > 0; i--) {
            fraction = x + i / fraction;
        }
        return density(x) / fraction;
    }
}
