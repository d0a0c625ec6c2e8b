package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Count;
import io.github.normwright.processor.ir.Expr.Ref;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A computation over a tensor: definitions in order, each used only after it, and the results they lead to.
 *
 * @param name what it is for, such as {@code training}
 * @param space the axes of the tensor
 * @param operands what it is given
 * @param definitions what it computes, in order
 * @param results what it delivers
 */
public record Algorithm(
        String name, Axes space, List<Operand> operands, List<Definition> definitions, List<Result> results) {

    public Algorithm {
        operands = List.copyOf(operands);
        definitions = List.copyOf(definitions);
        results = List.copyOf(results);
        checkNames(operands, definitions, results);
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
            Axes result = axesOf(definition.value(), axes).minus(definition.over());
            definition.names().forEach(name -> axes.put(name, result));
        }
        return axes;
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

    /** The gradients among the results. */
    public List<Result.ParameterGradient> parameterGradients() {
        return resultsOf(Result.ParameterGradient.class);
    }

    /** This algorithm without the definitions and operands that no result needs. */
    public Algorithm withoutUnused() {
        Set<String> needed = new HashSet<>();
        results.forEach(result -> needed.addAll(Exprs.names(result.value())));
        List<Definition> kept = new ArrayList<>();
        for (int i = definitions.size() - 1; i >= 0; i--) {
            Definition definition = definitions.get(i);
            if (definition.names().stream().anyMatch(needed::contains)) {
                needed.addAll(Exprs.names(definition.value()));
                kept.add(0, definition);
            }
        }
        results.forEach(result -> needed.add(result.target()));
        List<Operand> used = operands.stream()
                .filter(operand -> needed.contains(operand.name()))
                .toList();
        return new Algorithm(name, space, used, kept, results);
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
                throw new IllegalArgumentException("two operands are named " + operand.name());
            }
        }
        for (Definition definition : definitions) {
            checkKnown(definition.value(), known);
            for (String name : definition.names()) {
                if (!known.add(name)) {
                    throw new IllegalArgumentException("two values are named " + name);
                }
            }
        }
        results.forEach(result -> checkKnown(result.value(), known));
    }

    private static void checkKnown(Expr expr, Set<String> known) {
        Stream<String> unknown = Exprs.names(expr).stream().filter(name -> !known.contains(name));
        unknown.findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("nothing before it is named " + name);
        });
    }
}
