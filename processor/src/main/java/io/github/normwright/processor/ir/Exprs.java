package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Binary;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.ir.Expr.Select;
import io.github.normwright.processor.ir.Expr.Unary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Walks over expressions. */
public final class Exprs {

    private Exprs() {}

    /** The direct operands, from left to right. */
    public static List<Expr> operands(Expr expr) {
        if (expr instanceof Unary unary) {
            return List.of(unary.operand());
        }
        if (expr instanceof Binary binary) {
            return List.of(binary.left(), binary.right());
        }
        if (expr instanceof Select select) {
            return List.of(select.left(), select.right(), select.then(), select.otherwise());
        }
        return List.of();
    }

    /** The same operation on other operands, as many as {@link #operands} gave. Nothing is simplified. */
    public static Expr withOperands(Expr expr, List<Expr> operands) {
        if (expr instanceof Unary unary) {
            return new Unary(unary.operator(), operands.get(0));
        }
        if (expr instanceof Binary binary) {
            return new Binary(binary.operator(), operands.get(0), operands.get(1));
        }
        if (expr instanceof Select select) {
            return new Select(select.comparison(), operands.get(0), operands.get(1), operands.get(2), operands.get(3));
        }
        return expr;
    }

    /** The expression and all below it, operands before what uses them. */
    public static void forEach(Expr expr, Consumer<Expr> action) {
        operands(expr).forEach(operand -> forEach(operand, action));
        action.accept(expr);
    }

    /** The names the expression refers to, in the order of their first use. */
    public static Set<String> names(Expr expr) {
        Set<String> names = new LinkedHashSet<>();
        forEach(expr, part -> {
            if (part instanceof Ref ref) {
                names.add(ref.name());
            }
        });
        return names;
    }

    /** Replaces parts from the bottom up. */
    public static Expr map(Expr expr, Function<Expr, Expr> replacement) {
        List<Expr> operands = operands(expr).stream()
                .map(operand -> map(operand, replacement))
                .toList();
        return replacement.apply(withOperands(expr, operands));
    }

    /** The same with quotients: the machine has square roots and divisions, but no exact reciprocal square root. */
    public static Expr withoutReciprocals(Expr expr) {
        return map(
                expr,
                part -> part instanceof Unary unary && unary.operator() == UnaryOperator.RECIPROCAL_SQRT
                        ? Expr.ONE.dividedBy(Expr.sqrt(unary.operand()))
                        : part);
    }

    /** Renames what the expression refers to. */
    public static Expr rename(Expr expr, Function<String, String> renaming) {
        return map(expr, part -> part instanceof Ref ref ? new Ref(renaming.apply(ref.name())) : part);
    }
}
