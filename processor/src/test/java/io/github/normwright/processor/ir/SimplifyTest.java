package io.github.normwright.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimplifyTest {

    private static final Expr A = new Expr.Ref("a");
    private static final Expr B = new Expr.Ref("b");

    static Stream<Arguments> expressions() {
        return Stream.of(
                Arguments.of(A.plus(0), "a"),
                Arguments.of(Expr.ZERO.plus(A), "a"),
                Arguments.of(A.minus(0), "a"),
                Arguments.of(Expr.ZERO.minus(A), "-a"),
                Arguments.of(A.times(1), "a"),
                Arguments.of(Expr.ONE.times(A), "a"),
                Arguments.of(A.times(-1), "-a"),
                Arguments.of(A.times(0), "a * 0"),
                Arguments.of(A.dividedBy(Expr.ONE), "a"),
                Arguments.of(A.negated().negated(), "a"),
                Arguments.of(A.minus(B).negated(), "b - a"),
                Arguments.of(A.plus(B.negated()), "a - b"),
                Arguments.of(A.negated().plus(B), "b - a"),
                Arguments.of(A.minus(B.negated()), "a + b"),
                Arguments.of(A.negated().times(B), "-(a * b)"),
                Arguments.of(A.times(B.negated()), "-(a * b)"),
                Arguments.of(A.negated().times(B.negated()), "a * b"),
                Arguments.of(A.negated().dividedBy(B), "-(a / b)"),
                Arguments.of(A.times(-0.5).times(2), "-a"),
                Arguments.of(A.times(0.5).times(4), "a * 2"),
                Arguments.of(A.times(0.1).times(2), "a * 0.1 * 2"),
                Arguments.of(Expr.constant(2).plus(3), "5"));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void dropsWhatDoesNothing(Expr simplified, String expected) {
        assertEquals(expected, Formulas.of(simplified));
    }

    static Stream<Arguments> parentheses() {
        return Stream.of(
                Arguments.of(A.plus(B).plus(A), "a + b + a"),
                Arguments.of(A.plus(B.plus(A)), "a + (b + a)"),
                Arguments.of(A.minus(B.plus(A)), "a - (b + a)"),
                Arguments.of(A.times(B.plus(A)), "a * (b + a)"),
                Arguments.of(A.times(B).plus(A), "a * b + a"),
                Arguments.of(A.dividedBy(B.times(A)), "a / (b * a)"),
                Arguments.of(A.times(B.dividedBy(A)), "a * (b / a)"),
                Arguments.of(Expr.reciprocalSqrt(A).times(B), "1 / sqrt(a) * b"),
                Arguments.of(B.times(Expr.reciprocalSqrt(A)), "b * (1 / sqrt(a))"),
                Arguments.of(Expr.maximum(A, B).times(A), "max(a, b) * a"),
                Arguments.of(new Expr.Select(Comparison.LESS, A, B, A, B).plus(A), "(a < b ? a : b) + a"));
    }

    @ParameterizedTest
    @MethodSource("parentheses")
    void keepsTheOrderOfEvaluation(Expr expr, String expected) {
        assertEquals(expected, Formulas.of(expr));
    }

    /** Two simplified operations have the value of the operations that were asked for. */
    @Test
    void changesNoValue() {
        double[] values = {0.0, -0.0, 1, -1, 2.5, -3, 1e300, 1e-300, Double.NaN, 1 / 0.0, -1 / 0.0};
        Map<String, BinaryOperator<Expr>> simplified =
                Map.of("+", Expr::plus, "-", Expr::minus, "*", Expr::times, "/", Expr::dividedBy);
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double a = values[random.nextInt(values.length)];
            double b = values[random.nextInt(values.length)];
            double c = values[random.nextInt(values.length)];
            String first = pick(random);
            String second = pick(random);
            boolean isNegated = random.nextBoolean();
            boolean isConstantFirst = random.nextBoolean();
            Expr inner = simplified.get(first).apply(random.nextBoolean() ? new Expr.Constant(a) : A, B);
            Expr operand = isNegated ? inner.negated() : inner;
            double value = isNegated ? -apply(first, a, b) : apply(first, a, b);
            Expr constant = new Expr.Constant(c);
            Expr expr = isConstantFirst
                    ? simplified.get(second).apply(constant, operand)
                    : simplified.get(second).apply(operand, constant);
            double expected = isConstantFirst ? apply(second, c, value) : apply(second, value, c);
            double found = evaluate(expr, a, b);
            // The sign of a zero may differ, and then that of the infinity one gets by dividing by it.
            boolean isQuotientByZero = second.equals("/") && (isConstantFirst ? value : c) == 0;
            boolean isSame = isQuotientByZero ? same(Math.abs(expected), Math.abs(found)) : same(expected, found);
            assertTrue(
                    isSame,
                    "%s with a = %s, b = %s: expected %s, found %s"
                            .formatted(Formulas.of(expr), a, b, expected, found));
        }
    }

    private static String pick(Random random) {
        return String.valueOf("+-*/".charAt(random.nextInt(4)));
    }

    private static double apply(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            default -> a / b;
        };
    }

    /** Equal, but for the sign of a zero. */
    private static boolean same(double a, double b) {
        return a == b || (Double.isNaN(a) && Double.isNaN(b));
    }

    private static double evaluate(Expr expr, double a, double b) {
        Operand left = new Operand("a", Axes.NONE, Operand.Role.VARIABLE);
        Operand right = new Operand("b", Axes.NONE, Operand.Role.VARIABLE);
        Algorithm algorithm = new Algorithm(
                "test", Axes.NONE, List.of(left, right), List.of(), List.of(new Result.Output("y", expr)));
        return Interpreter.run(algorithm, Map.of(), Map.of("a", new double[] {a}, "b", new double[] {b}))
                .get("y")[0];
    }
}
