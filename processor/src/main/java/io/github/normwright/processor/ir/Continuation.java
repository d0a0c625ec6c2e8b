package io.github.normwright.processor.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts an algorithm together that goes on where another ended: decides for each value of the first that the second uses
 * whether it is an operand of both, kept in between, taken from an output, or computed again.
 */
public final class Continuation {

    private final Algorithm first;
    private final Axes kept;
    private final Map<String, Axes> axes;
    private final Map<String, Operand> operands = new LinkedHashMap<>();
    private final Map<String, Definition> computedAgain = new LinkedHashMap<>();

    private Continuation(Algorithm first) {
        this.first = first;
        this.kept = first.keptAxes();
        this.axes = first.axesByName();
    }

    /**
     * An algorithm that continues another.
     *
     * @param first the algorithm before it
     * @param name its name
     * @param given operands of its own
     * @param definitions what it defines
     * @param results what it delivers
     */
    public static Algorithm of(
            Algorithm first, String name, List<Operand> given, List<Definition> definitions, List<Result> results) {
        Continuation continuation = new Continuation(first);
        given.forEach(operand -> continuation.operands.put(operand.name(), operand));
        definitions.forEach(definition -> definition.values().forEach(continuation::require));
        results.forEach(result -> continuation.require(result.value()));
        results.stream()
                .filter(Result.Update.class::isInstance)
                .forEach(result -> continuation.require(result.target()));
        List<Definition> all = new ArrayList<>(continuation.computedAgain.values());
        all.addAll(definitions);
        return new Algorithm(name, first.space(), List.copyOf(continuation.operands.values()), all, results)
                .withoutUnused();
    }

    private void require(Expr value) {
        Exprs.names(value).forEach(this::require);
    }

    private void require(String name) {
        if (operands.containsKey(name) || computedAgain.containsKey(name)) {
            return;
        }
        Expr recovered = first.recoveries().get(name);
        if (recovered != null) {
            require(recovered);
            computedAgain.put(name, new Definition.Map(name, recovered));
            return;
        }
        for (Result.Output output : first.outputs()) {
            if (output.target().equals(name)) {
                operands.put(name, new Operand(name, first.space(), Operand.Role.TENSOR));
            }
        }
        for (Operand operand : first.operands()) {
            if (operand.name().equals(name)) {
                operands.put(name, operand);
            }
        }
        for (Definition definition : first.definitions()) {
            if (definition.names().contains(name)) {
                keepOrCompute(name, definition);
            }
        }
    }

    private void keepOrCompute(String name, Definition definition) {
        if (definition instanceof Definition.Map && !isKept(axes.get(name))) {
            definition.values().forEach(this::require);
            computedAgain.put(name, definition);
        } else {
            operands.put(name, new Operand(name, axes.get(name), Operand.Role.SAVED));
        }
    }

    /** Single numbers and values as large as a tensor are in no array. */
    private boolean isKept(Axes of) {
        return !of.isEmpty() && kept.containsAll(of);
    }
}
