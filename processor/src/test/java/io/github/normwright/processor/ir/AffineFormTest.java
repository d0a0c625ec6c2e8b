package io.github.normwright.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas are a multiple of the input plus something, or they are not. */
class AffineFormTest {

    private static final Axes NONE = Axes.NONE;
    private static final Expr X = new Expr.Ref("x");
    private static final Expr A = new Expr.Ref("a");
    private static final Expr B = new Expr.Ref("b");

    private static Algorithm algorithm(List<Definition> definitions, Expr y) {
        List<Operand> operands = List.of(
                new Operand("x", NONE, Operand.Role.TENSOR),
                new Operand("a", NONE, Operand.Role.VARIABLE),
                new Operand("b", NONE, Operand.Role.VARIABLE));
        return new Algorithm("test", NONE, operands, definitions, List.of(new Result.Output("y", y)));
    }

    private static String form(List<Definition> definitions, Expr y) {
        Optional<AffineForm> form = AffineForm.of(algorithm(definitions, y));
        return form.map(each -> "x * (" + Formulas.of(each.scale()) + ") + " + Formulas.of(each.offset()))
                .orElse("none");
    }

    static List<Arguments> formulas() {
        return List.of(
                Arguments.of(X, "x * (1) + 0"),
                Arguments.of(X.minus(A).times(B).plus(A), "x * (b) + a - a * b"),
                Arguments.of(A.times(B.minus(X)), "x * (-a) + a * b"),
                Arguments.of(X.dividedBy(A).negated(), "x * (-(1 / a)) + 0"),
                Arguments.of(X.plus(A).dividedBy(B), "x * (1 / b) + a / b"),
                Arguments.of(X.times(X), "none"),
                Arguments.of(A.dividedBy(X), "none"),
                Arguments.of(X.plus(X), "none"),
                Arguments.of(Expr.maximum(X, Expr.ZERO), "none"),
                Arguments.of(Expr.sqrt(X), "none"));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void formulasAreTakenApart(Expr formula, String expected) {
        assertEquals(expected, form(List.of(), formula));
    }

    @Test
    void definitionsThatDependOnTheInputAreFollowed() {
        Definition centered = new Definition.Map("centered", X.minus(A));
        Definition factor = new Definition.Map("factor", A.times(B));
        Expr y = new Expr.Ref("centered").times(new Expr.Ref("factor"));
        assertEquals("x * (factor) + -(a * factor)", form(List.of(centered, factor), y));
    }

    @Test
    void reducedInputsHaveNoForm() {
        Definition sum = new Definition.Sum("sum", X, NONE);
        assertEquals("none", form(List.of(sum), X.minus(new Expr.Ref("sum"))));
    }
}
