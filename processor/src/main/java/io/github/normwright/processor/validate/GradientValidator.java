package io.github.normwright.processor.validate;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.FormulaException;
import io.github.normwright.processor.ir.Formulas;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.ir.grad.ReverseMode;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Variant;
import java.util.HashSet;
import java.util.Set;

/** Checks that the gradient of an algorithm can be derived, and leaves nothing out silently. */
final class GradientValidator {

    private final Variant variant;
    private final LayerAlgorithm layer;
    private final Algorithm algorithm;

    GradientValidator(Variant variant, LayerAlgorithm layer, Algorithm algorithm) {
        this.variant = variant;
        this.layer = layer;
        this.algorithm = algorithm;
    }

    void check() {
        Set<String> learned = new HashSet<>();
        learned.add(LayerAlgorithm.INPUT);
        layer.variables().stream()
                .filter(Variable::isParameter)
                .map(Variable::name)
                .forEach(learned::add);
        for (Definition definition : algorithm.definitions()) {
            if (definition instanceof Definition.Moments moments) {
                checkWeight(moments, learned);
            }
            if (definition.values().stream().anyMatch(value -> hasGradient(value, learned))) {
                learned.addAll(definition.names());
            }
        }
        derive();
    }

    private void checkWeight(Definition.Moments moments, Set<String> learned) {
        if (moments.weight().filter(weight -> hasGradient(weight, learned)).isPresent()) {
            throw mistake(
                    Formulas.of(moments),
                    "the weight depends on the input or a parameter, and no gradient flows through a weight; put it into"
                            + " stopGradient if that is meant");
        }
    }

    private void derive() {
        String formula = Formulas.of(algorithm.outputs().get(0));
        try {
            ReverseMode.differentiate(algorithm, layer.variables());
        } catch (FormulaException derived) {
            throw mistake(derived.formula(), derived.what());
        } catch (RuntimeException failure) {
            throw mistake(formula, "a function has no derivative: " + failure.getMessage());
        }
    }

    private static boolean hasGradient(Expr value, Set<String> learned) {
        if (value instanceof Expr.Ref ref) {
            return learned.contains(ref.name());
        }
        boolean isStopped = value instanceof Expr.Unary unary && unary.operator() == UnaryOperator.STOP_GRADIENT;
        return !isStopped && Exprs.operands(value).stream().anyMatch(operand -> hasGradient(operand, learned));
    }

    private VariantException mistake(String formula, String what) {
        return new VariantException(Message.FORMULA_GRADIENT, variant, formula, what);
    }
}
