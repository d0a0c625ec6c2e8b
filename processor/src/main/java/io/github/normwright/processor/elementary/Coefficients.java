package io.github.normwright.processor.elementary;

import io.github.normwright.processor.spi.Precision;
import java.util.List;

/**
 * The numbers in which the formulas of the two precisions differ. Polynomials and quotients are minimax approximations,
 * found by Remez' algorithm; coefficients are listed from the lowest power on.
 *
 * @param roundingShift a number from which on the format has no fractions: adding and subtracting it rounds to integers
 * @param exponentBias what the format adds to the exponent of a number
 * @param ln2High the natural logarithm of 2, cut off so that its product with any exponent is exact
 * @param ln2Low what it lacks
 * @param lowestExponential an operand from which on downwards the exponential function is zero
 * @param highestExponential an operand from which on it is infinite
 * @param exponential {@code q} in {@code exp(r) = 1 + r + r^2 q(r)}, for r up to half of ln 2 in magnitude
 * @param tanh {@code q} in {@code tanh(x) = x + x^3 q(x^2)}, for x up to {@link #TANH_SPLIT}
 * @param saturatedTanh an operand from which on the hyperbolic tangent is 1
 * @param log1p {@code q} in {@code log(1 + f) = 2s + s^3 q(s^2)} with {@code s = f / (2 + f)}, for f from 0 to 1
 * @param splitter a power of two and one more: it cuts a number into two halves
 * @param farthestTail an operand from which on the tail of the normal distribution is zero
 * @param tailNumerator {@code p} in {@code exp(a^2 / 2) Q(a) (a + 2c) = c + a p(a) / q(a)}, where Q(a) is the probability of
 *     more than {@code a} and c the density at 0
 * @param tailDenominator {@code q} in the same formula
 */
record Coefficients(
        double roundingShift,
        double exponentBias,
        double ln2High,
        double ln2Low,
        double lowestExponential,
        double highestExponential,
        List<Double> exponential,
        List<Double> tanh,
        double saturatedTanh,
        List<Double> log1p,
        double splitter,
        double farthestTail,
        List<Double> tailNumerator,
        List<Double> tailDenominator) {

    static final double LOG2_OF_E = 1.4426950408889634;
    static final double TANH_SPLIT = 0.55;
    static final double NORMAL_DENSITY_AT_ZERO = 0.3989422804014327;

    private static final Coefficients SINGLE = new Coefficients(
            0x1.8p23,
            127,
            0x1.62e4p-1,
            0x1.7f7d1cf79abcap-20,
            -105,
            89,
            // Errors of the approximations, relative to the function: 2^-28.
            List.of(
                    0.4999999341271091,
                    0.1666652010761504,
                    0.04166839417304742,
                    0.00836878043395646,
                    0.0013814468814293682),
            // 2^-29.
            List.of(
                    -0.33333318045914284,
                    0.13332601692967921,
                    -0.05385385867391294,
                    0.021077761070311788,
                    -0.006282476656610778),
            10,
            // 2^-27.
            List.of(0.6666641313310875, 0.4002169906924832, 0.2799914081276146, 0.280244602931315),
            0x1p12 + 1,
            14.5,
            // 2^-27.
            List.of(0.18169027962152073, 0.11662119940060982, 0.034049875422505274, 0.004511391962641729),
            List.of(
                    1.0,
                    1.7397506223910213,
                    1.3053234017983608,
                    0.5377894943292025,
                    0.12468660561627713,
                    0.014174009102920031));

    private static final Coefficients DOUBLE = new Coefficients(
            0x1.8p52,
            1023,
            0x1.62e42fefa4p-1,
            -0x1.8432a1b0e2634p-43,
            -746,
            710,
            // 2^-56.
            List.of(
                    0.500000000000001,
                    0.16666666666666674,
                    0.04166666666652095,
                    0.008333333333322127,
                    0.0013888888948140007,
                    0.00019841269886836392,
                    2.4801486965350888e-05,
                    2.7557242059340425e-06,
                    2.7632791582662336e-07,
                    2.5110154340462048e-08),
            // 2^-55.
            List.of(
                    -0.3333333333333235,
                    0.1333333333317373,
                    -0.053968253878370336,
                    0.021869486026031768,
                    -0.008863195152109355,
                    0.0035917246480954767,
                    -0.0014532400548572016,
                    0.0005792030765774035,
                    -0.0002104058942370559,
                    5.109029082212595e-05),
            20,
            // 2^-59.
            List.of(
                    0.6666666666666631,
                    0.40000000000157243,
                    0.2857142854785398,
                    0.2222222396972596,
                    0.18181743925080676,
                    0.15386559920534332,
                    0.13300973608591168,
                    0.12106086158597489,
                    0.08340101596853969,
                    0.17018575685451728),
            0x1p27 + 1,
            39,
            // 2^-59.
            List.of(
                    0.18169011381620936,
                    0.25249666023449274,
                    0.17418953181604557,
                    0.07674947762146399,
                    0.023582835828878036,
                    0.005219811817430241,
                    0.0008321303369183463,
                    9.245194628071617e-05,
                    6.547670181797438e-06,
                    2.2886559969549434e-07),
            List.of(
                    1.0,
                    2.487575085634026,
                    2.8977485610992963,
                    2.0910648187840675,
                    1.0412447433759484,
                    0.37679898202012346,
                    0.10148178816564025,
                    0.020433296489274486,
                    0.0030316310084884295,
                    0.0003180755770997995,
                    2.147124852206257e-05,
                    7.190024866651428e-07));

    static Coefficients of(Precision precision) {
        return precision == Precision.SINGLE ? SINGLE : DOUBLE;
    }
}
