package io.github.normwright.processor.elementary;

import static io.github.normwright.processor.ir.Expr.maximum;
import static io.github.normwright.processor.ir.Expr.minimum;

import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Setting;
import io.github.normwright.processor.ir.Expr.Unary;
import io.github.normwright.processor.ir.UnaryOperator;

/** The exponential function, {@code exp(x) = 2^n exp(r)} with r as close to 0 as an integral n lets it be. */
final class Exponential {

    /**
     * A power {@code 2^n (1 + g)}.
     *
     * @param exponent n, an integral number
     * @param growth g, between about -0.3 and 0.42
     */
    record Power(Expr exponent, Expr growth) {}

    private final Coefficients coefficients;
    private final Locals locals;

    Exponential(Coefficients coefficients, Locals locals) {
        this.coefficients = coefficients;
        this.locals = locals;
    }

    /** The function of any operand. */
    Expr of(Expr x) {
        Power power = power(bounded(x, new Setting("lowestExp", coefficients.lowestExponential())));
        return scaled(power.growth().plus(1), power.exponent());
    }

    /** An operand within the bounds beyond which a function is constant. */
    Expr bounded(Expr x, Expr lowest) {
        Expr highest = new Setting("highestExp", coefficients.highestExponential());
        return locals.define("bounded", minimum(maximum(x, lowest), highest));
    }

    /** The exponential of a bounded operand. */
    Power power(Expr bounded) {
        return power(bounded, Expr.ZERO);
    }

    /**
     * The exponential of a sum.
     *
     * @param bounded the larger part
     * @param correction the part that is too small to be added to it without loss
     */
    Power power(Expr bounded, Expr correction) {
        Expr exponent =
                locals.define("exponent", rounded(bounded.times(new Setting("log2OfE", Coefficients.LOG2_OF_E))));
        Expr exact = bounded.minus(exponent.times(new Setting("ln2High", coefficients.ln2High())));
        Expr remainder = locals.define(
                "remainder",
                exact.minus(exponent.times(new Setting("ln2Low", coefficients.ln2Low())))
                        .plus(correction));
        Expr polynomial = Polynomials.of("expTerm", 2, coefficients.exponential(), remainder);
        Expr growth = locals.define(
                "growth", remainder.times(remainder).times(polynomial).plus(remainder));
        return new Power(exponent, growth);
    }

    /** A number times a power of two that may itself be too small or too large. Only the last product is rounded. */
    Expr scaled(Expr value, Expr exponent) {
        Expr half = half(exponent);
        return value.times(powerOfTwo("firstFactor", half)).times(powerOfTwo("secondFactor", exponent.minus(half)));
    }

    /** Half of an exponent, rounded. */
    Expr half(Expr exponent) {
        return locals.define("halfExponent", rounded(exponent.times(0.5)));
    }

    /** Two to an integral power, neither too small nor too large for a normal number. */
    Expr powerOfTwo(String name, Expr exponent) {
        Expr shift = new Setting("exponentShift", coefficients.roundingShift() + coefficients.exponentBias());
        return locals.define(name, new Unary(UnaryOperator.LAST_BITS_AS_EXPONENT, exponent.plus(shift)));
    }

    /** The nearest integral number, ties to even. */
    private Expr rounded(Expr value) {
        Expr shift = new Setting("roundingShift", coefficients.roundingShift());
        return value.plus(shift).minus(shift);
    }
}
