package io.github.normwright.processor.validate;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.Formulas;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks what a variant has written down, whoever its author is: that the formulas of a layer can be planned, emitted and
 * differentiated. Stops at the first mistake, and names the formula that it is in.
 */
final class FormulaValidator {

    private static final Set<String> INPUTS = Set.of(LayerAlgorithm.INPUT, LayerAlgorithm.RESIDUAL);

    /** All that the caller's arrays may be called, backwards too. */
    private static final List<String> TENSORS = List.of("x", "residual", "y", "dx", "dResidual", "dy");

    private final Variant variant;
    private final VariantSpec spec;
    private final LayerAlgorithm layer;

    private FormulaValidator(Variant variant, VariantSpec spec, LayerAlgorithm layer) {
        this.variant = variant;
        this.spec = spec;
        this.layer = layer;
    }

    /**
     * Checks formulas.
     *
     * @throws VariantException if there is a mistake
     */
    static void check(Variant variant, VariantSpec spec, LayerAlgorithm layer) {
        new FormulaValidator(variant, spec, layer).check();
    }

    private void check() {
        checkVariables();
        for (Algorithm algorithm : List.of(layer.training(), layer.inference())) {
            checkNames(algorithm);
            checkOperands(algorithm);
            algorithm.definitions().forEach(definition -> checkReduction(algorithm, definition));
            new ResultValidator(variant, layer, algorithm).check();
            new GradientValidator(variant, layer, algorithm).check();
        }
        if (!layer.space().equals(spec.space())) {
            throw result("its space", "the axes of the layer are not those of the input, " + spec.space());
        }
    }

    private void checkVariables() {
        Set<String> names = new LinkedHashSet<>();
        for (Variable variable : layer.variables()) {
            String name = variable.name();
            FormulaNames.mistakeIn(name, hasMoments()).ifPresent(mistake -> {
                throw variable(name, "cannot be used: " + mistake);
            });
            if (FormulaNames.isMethod(name)) {
                throw variable(name, "has the name of a method that every layer or object has");
            }
            if (!names.add(name)) {
                throw variable(name, "is there twice");
            }
            if (!variant.variableNames().contains(name)) {
                throw variable(name, "is missing in variableNames(), " + variant.variableNames());
            }
            checkShape(variable);
        }
    }

    private void checkShape(Variable variable) {
        if (!layer.space().containsAll(variable.axes())) {
            throw variable(variable.name(), "varies along " + variable.axes() + ", which the input does not have");
        }
        for (Axis axis : variable.axes().list()) {
            if (!(axis.extent() instanceof Extent.Fixed)) {
                throw variable(
                        variable.name(), "has no shape: it varies along " + axis + ", whose size is not known before");
            }
        }
        if (!Double.isFinite(variable.initialValue())) {
            throw variable(variable.name(), "starts with " + variable.initialValue() + ", which is not finite");
        }
    }

    private void checkNames(Algorithm algorithm) {
        Set<String> all = new LinkedHashSet<>();
        for (Operand operand : algorithm.operands()) {
            if (operand.role() != Operand.Role.TENSOR) {
                checkName(operand.name(), operand.name());
                all.add(operand.name());
            }
        }
        for (Definition definition : algorithm.definitions()) {
            definition.names().forEach(name -> checkName(name, Formulas.of(definition)));
            all.addAll(definition.names());
        }
        Map<String, Double> settings = new HashMap<>();
        algorithm
                .definitions()
                .forEach(definition ->
                        definition.values().forEach(value -> checkSettings(value, Formulas.of(definition), settings)));
        algorithm.results().forEach(result -> checkSettings(result.value(), Formulas.of(result), settings));
        Set<String> others = new LinkedHashSet<>(all);
        others.addAll(TENSORS);
        all.addAll(settings.keySet());
        for (String name : all) {
            FormulaNames.mistakenFor(name, others).ifPresent(other -> {
                throw name(name, "generated code would take the name " + name + " for something of " + other);
            });
        }
    }

    private void checkSettings(Expr value, String formula, Map<String, Double> settings) {
        Exprs.forEach(value, part -> {
            if (part instanceof Expr.Setting setting) {
                checkName(setting.name(), formula);
                Double before = settings.put(setting.name(), setting.value());
                if (before != null && before != setting.value()) {
                    throw name(
                            formula,
                            "the setting %s is %s here and %s before"
                                    .formatted(setting.name(), setting.value(), before));
                }
            }
        });
    }

    private void checkName(String name, String formula) {
        FormulaNames.mistakeIn(name, hasMoments()).ifPresent(mistake -> {
            throw name(formula, mistake);
        });
    }

    private boolean hasMoments() {
        return List.of(layer.training(), layer.inference()).stream()
                .flatMap(algorithm -> algorithm.definitions().stream())
                .anyMatch(Definition.Moments.class::isInstance);
    }

    private void checkOperands(Algorithm algorithm) {
        if (!algorithm.space().in(layer.space()).equals(algorithm.space())
                && !layer.space().in(algorithm.space()).equals(algorithm.space())) {
            throw result(algorithm.name(), "its axes, " + algorithm.space() + ", are not those of the layer");
        }
        for (Operand operand : algorithm.operands()) {
            switch (operand.role()) {
                case TENSOR -> {
                    if (!INPUTS.contains(operand.name()) || !operand.axes().equals(algorithm.space())) {
                        throw name(operand.name(), "a tensor is named x or residual, and has all axes of the input");
                    }
                }
                case VARIABLE -> checkVariable(algorithm, operand);
                case ARGUMENT -> {
                    if (algorithm == layer.inference() || !algorithm.space().containsAll(operand.axes())) {
                        throw name(operand.name(), "only training takes arguments, along axes of the input");
                    }
                }
                case SAVED -> throw name(operand.name(), "nothing is saved for a forward algorithm");
            }
        }
    }

    private void checkVariable(Algorithm algorithm, Operand operand) {
        boolean isKnown = layer.variables().stream()
                .anyMatch(variable -> variable.name().equals(operand.name())
                        && variable.axes().in(algorithm.space()).equals(operand.axes()));
        if (!isKnown) {
            throw variable(
                    operand.name(), "is used along " + axes(operand.axes()) + ", but not declared so by the layer");
        }
    }

    private void checkReduction(Algorithm algorithm, Definition definition) {
        List<Expr> counts = new ArrayList<>();
        definition
                .values()
                .forEach(value -> Exprs.forEach(value, part -> {
                    if (part instanceof Expr.Count) {
                        counts.add(part);
                    }
                }));
        for (Expr count : counts) {
            checkAxes(algorithm, ((Expr.Count) count).over(), definition);
        }
        checkAxes(algorithm, definition.over(), definition);
        if (definition instanceof Definition.Sum || definition instanceof Definition.Moments) {
            checkOver(algorithm, definition);
        }
    }

    private void checkAxes(Algorithm algorithm, Axes over, Definition definition) {
        if (!algorithm.space().containsAll(over)) {
            Axes foreign = over.minus(algorithm.space());
            throw reduction(definition, "%s is not among the axes, %s".formatted(foreign, algorithm.space()));
        }
    }

    /**
     * Moments over no axis make sense: the mean is the value and the variance zero. Where the user's axis names all there are,
     * nothing is left to sum, and that is not the variant's mistake.
     */
    private void checkOver(Algorithm algorithm, Definition definition) {
        boolean isOverNothing =
                definition instanceof Definition.Sum && definition.over().isEmpty();
        if (isOverNothing && !spec.axis().equals(spec.space())) {
            throw reduction(
                    definition, "no axis is reduced; let check refuse such a shape, or define the value itself");
        }
        Axes along = algorithm.axesOf(definition.value());
        if (!along.containsAll(definition.over())) {
            throw reduction(
                    definition,
                    "the value does not vary along %s; multiply by a count instead"
                            .formatted(definition.over().minus(along)));
        }
        if (definition instanceof Definition.Moments && !along.equals(algorithm.space())) {
            throw reduction(
                    definition, "moments are those of a value as large as the input; use sums for smaller ones");
        }
        if (definition instanceof Definition.Moments moments) {
            checkMerged(algorithm, moments);
        }
    }

    /** What other reductions keep, and these moments do not, is merged after the passes over the tensor. */
    private void checkMerged(Algorithm algorithm, Definition.Moments moments) {
        List<Axis> kept = algorithm.keptAxes().list().stream()
                .filter(axis -> !axis.extent().equals(new Extent.Fixed(1)))
                .toList();
        Axes merged = new Axes(kept.stream().filter(moments.over()::contains).toList());
        if (merged.isEmpty()) {
            return;
        }
        int first = kept.indexOf(merged.list().get(0));
        int size = merged.list().size();
        boolean isApart =
                first + size > kept.size() || !kept.subList(first, first + size).equals(merged.list());
        if (isApart) {
            throw reduction(
                    moments,
                    "other reductions keep %s, and %s lie apart among them; use sums here"
                            .formatted(algorithm.keptAxes(), merged));
        }
        if (moments.weight().isPresent()) {
            throw reduction(
                    moments,
                    "other reductions keep %s, so weighted values cannot be merged; use sums here".formatted(merged));
        }
    }

    static String axes(Axes axes) {
        return axes.isEmpty() ? "no axis" : axes.toString();
    }

    private VariantException name(String formula, String what) {
        return new VariantException(Message.FORMULA_NAME, variant, formula, what);
    }

    private VariantException reduction(Definition definition, String what) {
        return new VariantException(Message.FORMULA_REDUCTION, variant, Formulas.of(definition), what);
    }

    private VariantException variable(String name, String what) {
        return new VariantException(Message.FORMULA_VARIABLE, variant, name, what);
    }

    private VariantException result(String where, String what) {
        return new VariantException(Message.FORMULA_RESULT, variant, where, what);
    }
}
