package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Binary;
import io.github.normwright.processor.ir.Expr.Select;
import io.github.normwright.processor.ir.Expr.Unary;

/**
 * Writes expressions with operators between their operands and with no more parentheses than the order of evaluation
 * needs. Floating-point addition is not associative, so {@code a + (b + c)} keeps its parentheses.
 */
public abstract class Infix {

    /** How tightly a text binds. */
    public enum Precedence {
        CONDITION,
        SUM,
        PRODUCT,
        PREFIX,
        ATOM
    }

    /** A text and how tightly it binds. */
    public record Text(String text, Precedence precedence) {

        /** The text, in parentheses if it binds less tightly than what surrounds it. */
        public String within(Precedence surrounding) {
            return precedence.compareTo(surrounding) < 0 ? "(" + text + ")" : text;
        }
    }

    /** Writes an expression. */
    public final String write(Expr expr) {
        return text(expr).text();
    }

    /** Writes a reference, a constant, a setting or a count. */
    protected abstract Text leaf(Expr leaf);

    /** Writes a function of one operand other than the negation. */
    protected abstract Text call(UnaryOperator operator, Text operand);

    /** Writes a function of two operands that has no operator sign. */
    protected abstract Text call(BinaryOperator operator, Text left, Text right);

    private Text text(Expr expr) {
        if (expr instanceof Unary unary) {
            Text operand = text(unary.operand());
            return unary.operator() == UnaryOperator.NEGATE
                    ? new Text("-" + operand.within(Precedence.ATOM), Precedence.PREFIX)
                    : call(unary.operator(), operand);
        }
        if (expr instanceof Binary binary) {
            return binary(binary);
        }
        if (expr instanceof Select select) {
            return select(select);
        }
        return leaf(expr);
    }

    private Text binary(Binary binary) {
        Text left = text(binary.left());
        Text right = text(binary.right());
        return switch (binary.operator()) {
            case ADD, SUBTRACT -> between(binary, left, right, Precedence.SUM, Precedence.PRODUCT);
            case MULTIPLY, DIVIDE -> between(binary, left, right, Precedence.PRODUCT, Precedence.PREFIX);
            case MAXIMUM, MINIMUM -> call(binary.operator(), left, right);
        };
    }

    private static Text between(Binary binary, Text left, Text right, Precedence own, Precedence tighter) {
        String text = left.within(own) + " " + binary.operator().symbol() + " " + right.within(tighter);
        return new Text(text, own);
    }

    /** The comparison of a choice between two values. */
    protected final String condition(Select select) {
        return text(select.left()).within(Precedence.SUM)
                + " "
                + select.comparison().symbol()
                + " "
                + text(select.right()).within(Precedence.SUM);
    }

    /** Writes a choice between two values. */
    protected Text select(Select select) {
        String text = condition(select)
                + " ? "
                + text(select.then()).within(Precedence.SUM)
                + " : "
                + text(select.otherwise()).within(Precedence.SUM);
        return new Text(text, Precedence.CONDITION);
    }
}
