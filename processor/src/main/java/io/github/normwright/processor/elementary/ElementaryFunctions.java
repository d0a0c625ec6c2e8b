package io.github.normwright.processor.elementary;

import static io.github.normwright.processor.ir.Expr.absolute;
import static io.github.normwright.processor.ir.Expr.maximum;
import static io.github.normwright.processor.ir.Expr.minimum;

import io.github.normwright.processor.elementary.Exponential.Power;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.spi.Precision;

/**
 * The formulas of the elementary functions. In float32 they are at most 2 units in the last place off, the normal
 * distribution 4; in float64 all are at most 4. NaN gives NaN, infinities give limits, and subnormal results are as precise
 * as subnormal numbers are.
 */
public final class ElementaryFunctions {

    private final Coefficients coefficients;
    private final Locals locals;
    private final Exponential exponential;

    private ElementaryFunctions(Coefficients coefficients, Locals locals) {
        this.coefficients = coefficients;
        this.locals = locals;
        this.exponential = new Exponential(coefficients, locals);
    }

    /**
     * A function as arithmetic.
     *
     * @param function an {@linkplain UnaryOperator#isElementary() elementary} function
     * @param operand what it is applied to
     * @param precision the format of the numbers
     * @param locals receives the steps, in order
     * @return the value, over the operand and the names of steps
     */
    public static Expr of(UnaryOperator function, Expr operand, Precision precision, Locals locals) {
        return new ElementaryFunctions(Coefficients.of(precision), locals).of(function, operand);
    }

    private Expr of(UnaryOperator function, Expr x) {
        return switch (function) {
            case EXP -> exponential.of(x);
            case EXPM1 -> expm1(x);
            case TANH -> tanh(x);
            case SIGMOID -> sigmoid(x);
            case SOFTPLUS -> softplus(x);
            case NORMAL_CDF -> normalCdf(x);
            default -> throw new IllegalArgumentException("not an elementary function: " + function);
        };
    }

    /** {@code 2^n g + (2^n - 1)} where {@code exp(x) = 2^n (1 + g)}; halved, for 2^n may be just too large. */
    private Expr expm1(Expr x) {
        Expr lowest = setting("lowestExpm1", -40);
        Power power = exponential.power(exponential.bounded(x, lowest));
        Expr half = exponential.powerOfTwo("halfPower", power.exponent().minus(1));
        return half.times(power.growth()).plus(half.minus(0.5)).times(2);
    }

    /** Of small operands an odd polynomial, of others {@code 1 - 2 / (exp(2 |x|) + 1)} with the sign of x. */
    private Expr tanh(Expr x) {
        Expr magnitude = locals.define("magnitude", absolute(x));
        Expr bounded = minimum(magnitude, setting("saturatedTanh", coefficients.saturatedTanh()));
        Power power = exponential.power(locals.define("doubled", bounded.plus(bounded)));
        Expr scaled = power.growth().plus(1).times(exponential.powerOfTwo("scale", power.exponent()));
        Expr large = locals.define("large", Expr.ONE.minus(Expr.constant(2).dividedBy(scaled.plus(1))));
        Expr square = locals.define("square", x.times(x));
        Expr polynomial = Polynomials.of("tanhTerm", 1, coefficients.tanh(), square);
        Expr small = locals.define("small", x.plus(x.times(square).times(polynomial)));
        Expr isSmall = setting("tanhSplit", Coefficients.TANH_SPLIT);
        Expr signed = new Expr.Select(Comparison.LESS, x, Expr.ZERO, large.negated(), large);
        return new Expr.Select(Comparison.LESS, magnitude, isSmall, small, signed);
    }

    /**
     * With {@code exp(|x|) = 2^n (1 + g)}: the value for -|x| is {@code 2^-n / (1 + 2^-n + g)}. The denominator is added up
     * from its largest part to its smallest, and what that loses is not lost.
     */
    private Expr sigmoid(Expr x) {
        Expr farthest = setting("farthestSigmoid", -coefficients.lowestExponential());
        Expr magnitude = locals.define("magnitude", minimum(absolute(x), farthest));
        Power power = exponential.power(magnitude);
        Expr half = exponential.half(power.exponent());
        Expr first = exponential.powerOfTwo("firstFactor", half.negated());
        Expr second = exponential.powerOfTwo("secondFactor", half.minus(power.exponent()));
        Expr product = locals.define("inversePower", first.times(second));
        Expr sum = locals.define("sum", Expr.ONE.plus(product));
        Expr lost = product.minus(sum.minus(1));
        Expr denominator = sum.plus(power.growth().plus(lost));
        Expr lower = locals.define("lower", first.dividedBy(denominator).times(second));
        return new Expr.Select(Comparison.LESS, x, Expr.ZERO, lower, Expr.ONE.minus(lower));
    }

    /**
     * {@code max(x, 0) + log(1 + f)} with {@code f = exp(-|x|)}, and the logarithm by {@code s = f / (2 + f)} as in Sun's
     * fdlibm: f itself is exact, and what is subtracted from it small.
     */
    private Expr softplus(Expr x) {
        Expr fraction = locals.define("fraction", exponential.of(absolute(x).negated()));
        Expr ratio = locals.define("ratio", fraction.dividedBy(fraction.plus(2)));
        Expr square = locals.define("square", ratio.times(ratio));
        Expr rest = locals.define("rest", square.times(Polynomials.of("logTerm", 1, coefficients.log1p(), square)));
        Expr halfSquare = locals.define("halfSquare", fraction.times(0.5).times(fraction));
        Expr logarithm = fraction.minus(halfSquare.minus(ratio.times(halfSquare.plus(rest))));
        return maximum(x, Expr.ZERO).plus(logarithm);
    }

    /**
     * The probability of more than |x| is {@code exp(-x^2 / 2)} times a function without much slope, which is approximated.
     * The exponent would be too coarse where it is large, so |x| is cut into a head of half its digits, whose square is
     * exact, and the rest.
     */
    private Expr normalCdf(Expr x) {
        Expr farthest = setting("farthestTail", coefficients.farthestTail());
        Expr magnitude = locals.define("magnitude", minimum(absolute(x), farthest));
        Expr spread = locals.define("spread", magnitude.times(setting("splitter", coefficients.splitter())));
        Expr head = locals.define("head", spread.minus(spread.minus(magnitude)));
        Expr exponent = locals.define("exactPart", head.times(-0.5).times(head));
        Expr correction = magnitude.minus(head).times(magnitude.plus(head)).times(-0.5);
        Power power = exponential.power(exponent, correction);

        Expr density = setting("normalDensityAtZero", Coefficients.NORMAL_DENSITY_AT_ZERO);
        Expr numerator = Polynomials.of("tailNumerator", 0, coefficients.tailNumerator(), magnitude);
        Expr denominator = Polynomials.of("tailDenominator", 0, coefficients.tailDenominator(), magnitude);
        Expr flat = locals.define(
                "flat", magnitude.times(numerator).dividedBy(denominator).plus(density));
        Expr grown = flat.times(power.growth()).plus(flat);
        Expr twiceDensity = setting("twiceNormalDensityAtZero", 2 * Coefficients.NORMAL_DENSITY_AT_ZERO);
        Expr unscaled = grown.dividedBy(magnitude.plus(twiceDensity));
        Expr tail = locals.define("tail", exponential.scaled(unscaled, power.exponent()));
        return new Expr.Select(Comparison.LESS, x, Expr.ZERO, tail, Expr.ONE.minus(tail));
    }

    private static Expr setting(String name, double value) {
        return new Expr.Setting(name, value);
    }
}
