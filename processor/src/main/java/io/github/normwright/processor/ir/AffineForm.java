package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Binary;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.ir.Expr.Unary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A formula as a multiple of the input plus something: {@code x * scale + offset}, neither of which depends on the input.
 *
 * @param scale what the input is multiplied by
 * @param offset what is added
 */
public record AffineForm(Expr scale, Expr offset) {

    /**
     * The form of an algorithm's output.
     *
     * @param algorithm from {@value LayerAlgorithm#INPUT} to {@value LayerAlgorithm#OUTPUT}
     * @return the form, in terms of variables and of definitions that do not depend on the input; nothing if there is none, because
     *     the algorithm reduces its input or does something that is not affine
     */
    public static Optional<AffineForm> of(Algorithm algorithm) {
        Map<String, AffineForm> dependent = new HashMap<>();
        dependent.put(LayerAlgorithm.INPUT, new AffineForm(Expr.ONE, Expr.ZERO));
        for (Definition definition : algorithm.definitions()) {
            boolean isDependent = definition.reads().stream().anyMatch(dependent::containsKey);
            if (isDependent) {
                Optional<AffineForm> form = definition instanceof Definition.Map
                        ? new Decomposition(dependent).of(definition.value())
                        : Optional.empty();
                if (form.isEmpty()) {
                    return Optional.empty();
                }
                dependent.put(definition.names().get(0), form.get());
            }
        }
        return new Decomposition(dependent).of(algorithm.outputs().get(0).value());
    }

    /**
     * Takes formulas apart.
     *
     * @param dependent the forms of the names that depend on the input
     */
    private record Decomposition(Map<String, AffineForm> dependent) {

        Optional<AffineForm> of(Expr expr) {
            if (expr instanceof Ref ref) {
                return Optional.ofNullable(dependent.get(ref.name()));
            }
            if (expr instanceof Unary unary && unary.operator() == UnaryOperator.NEGATE) {
                return of(unary.operand()).map(form -> form.map(Expr::negated));
            }
            return expr instanceof Binary binary ? of(binary) : Optional.empty();
        }

        private Optional<AffineForm> of(Binary binary) {
            Expr left = binary.left();
            Expr right = binary.right();
            return switch (binary.operator()) {
                case ADD ->
                    isConstant(right)
                            ? of(left).map(form -> new AffineForm(form.scale, form.offset.plus(right)))
                            : isConstant(left)
                                    ? of(right).map(form -> new AffineForm(form.scale, left.plus(form.offset)))
                                    : Optional.empty();
                case SUBTRACT ->
                    isConstant(right)
                            ? of(left).map(form -> new AffineForm(form.scale, form.offset.minus(right)))
                            : isConstant(left)
                                    ? of(right)
                                            .map(form -> new AffineForm(form.scale.negated(), left.minus(form.offset)))
                                    : Optional.empty();
                case MULTIPLY ->
                    isConstant(right)
                            ? of(left).map(form -> form.map(part -> part.times(right)))
                            : isConstant(left) ? of(right).map(form -> form.map(left::times)) : Optional.empty();
                case DIVIDE ->
                    isConstant(right)
                            ? of(left).map(form -> form.map(part -> part.dividedBy(right)))
                            : Optional.empty();
                case MAXIMUM, MINIMUM -> Optional.empty();
            };
        }

        private boolean isConstant(Expr expr) {
            return Exprs.names(expr).stream().noneMatch(dependent::containsKey);
        }
    }

    /** Both parts changed in the same way; nothing stays nothing. */
    private AffineForm map(Function<Expr, Expr> change) {
        return new AffineForm(change.apply(scale), offset.equals(Expr.ZERO) ? offset : change.apply(offset));
    }
}
