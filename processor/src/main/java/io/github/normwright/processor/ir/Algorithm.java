package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Count;
import io.github.normwright.processor.ir.Expr.Ref;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A computation over a tensor: definitions in order, each used only after it, and the results they lead to.
 *
 * @param name what it is for, such as {@code training}
 * @param space the axes of the tensor
 * @param operands what it is given
 * @param definitions what it computes, in order
 * @param results what it delivers
 * @param recoveries values that an algorithm which goes on from here had better take from the outputs of this one than
 *     compute again: by their names, in terms of the outputs. Where such a value decides something, it need only lead to the
 *     same decision
 */
public record Algorithm(
        String name,
        Axes space,
        List<Operand> operands,
        List<Definition> definitions,
        List<Result> results,
        Map<String, Expr> recoveries) {

    public Algorithm {
        operands = List.copyOf(operands);
        definitions = List.copyOf(definitions);
        results = List.copyOf(results);
        recoveries = Collections.unmodifiableMap(new LinkedHashMap<>(recoveries));
        checkNames(operands, definitions, results);
    }

    /** An algorithm from whose outputs nothing need be recovered. */
    public Algorithm(
            String name, Axes space, List<Operand> operands, List<Definition> definitions, List<Result> results) {
        this(name, space, operands, definitions, results, Map.of());
    }

    /** The axes along which an expression varies. */
    public Axes axesOf(Expr expr) {
        return axesOf(expr, axesByName());
    }

    /** The axes of every operand and definition. */
    public Map<String, Axes> axesByName() {
        Map<String, Axes> axes = new LinkedHashMap<>();
        operands.forEach(operand -> axes.put(operand.name(), operand.axes()));
        for (Definition definition : definitions) {
            Axes result = axesOf(definition, axes);
            definition.names().forEach(name -> axes.put(name, result));
        }
        return axes;
    }

    /**
     * The axes along which values are kept in arrays: those of gradients of parameters and of what is reduced over the
     * tensor, and where nothing is, those of variables and of what was kept before.
     */
    public Axes keptAxes() {
        Map<String, Axes> byName = axesByName();
        List<Axes> reduced = reductionsOverTensors().stream()
                .map(definition -> byName.get(definition.names().get(0)))
                .toList();
        Stream<Axes> given = operands.stream()
                .filter(operand -> operand.role() == Operand.Role.VARIABLE || operand.role() == Operand.Role.SAVED)
                .map(Operand::axes);
        Stream<Axes> gradients = parameterGradients().stream().map(Result.ParameterGradient::axes);
        return Stream.concat(reduced.isEmpty() ? given : reduced.stream(), gradients)
                .reduce(Axes.NONE, Axes::union);
    }

    /** The axes along which variables extend. */
    public Axes variableAxes() {
        return operands.stream()
                .filter(operand -> operand.role() == Operand.Role.VARIABLE)
                .map(Operand::axes)
                .reduce(Axes.NONE, Axes::union);
    }

    private List<Definition> reductionsOverTensors() {
        Set<String> large = new HashSet<>();
        operands.stream().filter(Operand::isCallers).forEach(operand -> large.add(operand.name()));
        List<Definition> reductions = new ArrayList<>();
        for (Definition definition : definitions) {
            boolean isLarge = definition.reads().stream().anyMatch(large::contains);
            if (isLarge && definition instanceof Definition.Map map) {
                large.add(map.name());
            } else if (isLarge && !(definition instanceof Definition.ReplicaSum)) {
                reductions.add(definition);
            }
        }
        return reductions;
    }

    /** The axes along which an update is repeated: those of its value that its variable does not have. */
    public Axes furtherAxes(Result.Update update) {
        return axesOf(update.value()).minus(operand(update.target()).axes());
    }

    /** All sets of axes that the formulas tell apart: along which something varies, is reduced or is counted. */
    public Set<Axes> axisSets() {
        Set<Axes> sets = new LinkedHashSet<>(axesByName().values());
        definitions.forEach(definition -> {
            sets.add(definition.over());
            definition.values().forEach(value -> addCounted(value, sets));
        });
        results.forEach(result -> addCounted(result.value(), sets));
        return sets;
    }

    private static void addCounted(Expr value, Set<Axes> sets) {
        Exprs.forEach(value, part -> {
            if (part instanceof Count count) {
                sets.add(count.over());
            }
        });
    }

    /** The operand of a name. */
    public Operand operand(String name) {
        return operands.stream()
                .filter(operand -> operand.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no operand " + name));
    }

    /** The outputs among the results. */
    public List<Result.Output> outputs() {
        return resultsOf(Result.Output.class);
    }

    /** The updates among the results. */
    public List<Result.Update> updates() {
        return resultsOf(Result.Update.class);
    }

    /** The checks among the results. */
    public List<Result.Check> checks() {
        return resultsOf(Result.Check.class);
    }

    /** This algorithm with some of its results only. */
    public Algorithm withResults(Predicate<Result> isKept) {
        return new Algorithm(
                name,
                space,
                operands,
                definitions,
                results.stream().filter(isKept).toList(),
                recoveries);
    }

    /** The gradients among the results. */
    public List<Result.ParameterGradient> parameterGradients() {
        return resultsOf(Result.ParameterGradient.class);
    }

    /** This algorithm without the definitions and operands that no result needs. */
    public Algorithm withoutUnused() {
        return withoutUnused(Set.of());
    }

    /** As {@link #withoutUnused()}, but some names are needed elsewhere. */
    public Algorithm withoutUnused(Set<String> neededElsewhere) {
        Set<String> needed = new HashSet<>(neededElsewhere);
        results.forEach(result -> needed.addAll(Exprs.names(result.value())));
        List<Definition> kept = new ArrayList<>();
        for (int i = definitions.size() - 1; i >= 0; i--) {
            Definition definition = definitions.get(i);
            if (definition.names().stream().anyMatch(needed::contains)) {
                needed.addAll(definition.reads());
                kept.add(0, definition);
            }
        }
        results.forEach(result -> needed.add(result.target()));
        List<Operand> used = operands.stream()
                .filter(operand -> needed.contains(operand.name()))
                .toList();
        return new Algorithm(name, space, used, kept, results, recoveries);
    }

    static Axes axesOf(Definition definition, Map<String, Axes> known) {
        Axes axes = Axes.NONE;
        for (Expr value : definition.values()) {
            axes = axes.union(axesOf(value, known));
        }
        return axes.minus(definition.over());
    }

    static Axes axesOf(Expr expr, Map<String, Axes> known) {
        if (expr instanceof Ref ref) {
            return known.get(ref.name());
        }
        if (expr instanceof Count) {
            return Axes.NONE;
        }
        Axes axes = Axes.NONE;
        for (Expr operand : Exprs.operands(expr)) {
            axes = axes.union(axesOf(operand, known));
        }
        return axes;
    }

    private <R extends Result> List<R> resultsOf(Class<R> kind) {
        return results.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void checkNames(List<Operand> operands, List<Definition> definitions, List<Result> results) {
        Set<String> known = new HashSet<>();
        for (Operand operand : operands) {
            if (!known.add(operand.name())) {
                throw new FormulaException(operand.name(), "another operand has the name");
            }
        }
        for (Definition definition : definitions) {
            checkKnown(Formulas.of(definition), definition.reads(), known);
            for (String name : definition.names()) {
                if (!known.add(name)) {
                    throw new FormulaException(Formulas.of(definition), "another value is named " + name);
                }
            }
        }
        results.forEach(result -> checkKnown(Formulas.of(result), Exprs.names(result.value()), known));
    }

    /** Every name in a formula stands for an operand or for a definition before it. */
    static void checkKnown(String formula, Set<String> names, Set<String> known) {
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new FormulaException(formula, "nothing before it is named " + name);
        });
    }
}
