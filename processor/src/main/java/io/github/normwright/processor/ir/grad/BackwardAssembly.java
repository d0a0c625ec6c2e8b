package io.github.normwright.processor.ir.grad;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a backward algorithm together: decides for each forward value that it uses whether it is an operand of both,
 * kept, or computed again.
 */
final class BackwardAssembly {

    private final Algorithm forward;
    private final List<Definition> gradients;
    private final List<Result> results;
    private final Map<String, String> betterNames;
    private final Map<String, Operand> operands = new LinkedHashMap<>();
    private final Map<String, Definition> computedAgain = new LinkedHashMap<>();

    BackwardAssembly(
            Algorithm forward, List<Definition> gradients, List<Result> results, Map<String, String> betterNames) {
        this.forward = forward;
        this.gradients = gradients;
        this.results = results;
        this.betterNames = betterNames;
    }

    Algorithm algorithm() {
        Operand outputGradient = new Operand(ReverseMode.OUTPUT_GRADIENT, forward.space(), Operand.Role.TENSOR);
        operands.put(outputGradient.name(), outputGradient);
        gradients.forEach(definition -> require(definition.value()));
        results.forEach(result -> require(result.value()));
        List<Definition> all = new ArrayList<>(computedAgain.values());
        gradients.forEach(definition -> all.add(renamed(definition)));
        return new Algorithm(
                        forward.name() + "Gradient",
                        forward.space(),
                        List.copyOf(operands.values()),
                        all,
                        results.stream().map(this::renamed).toList())
                .withoutUnused();
    }

    private void require(Expr value) {
        Exprs.names(value).forEach(this::require);
    }

    private void require(String name) {
        if (operands.containsKey(name) || computedAgain.containsKey(name)) {
            return;
        }
        for (Operand operand : forward.operands()) {
            if (operand.name().equals(name)) {
                operands.put(name, operand);
            }
        }
        for (Definition definition : forward.definitions()) {
            if (definition.names().contains(name)) {
                keepOrCompute(name, definition);
            }
        }
    }

    private void keepOrCompute(String name, Definition definition) {
        Axes axes = forward.axesByName().get(name);
        if (axes.equals(forward.space()) && definition instanceof Definition.Map) {
            require(definition.value());
            computedAgain.put(name, definition);
        } else {
            operands.put(name, new Operand(name, axes, Operand.Role.SAVED));
        }
    }

    private Definition renamed(Definition definition) {
        Expr value = renamed(definition.value());
        if (definition instanceof Definition.Sum sum) {
            return new Definition.Sum(better(sum.name()), value, sum.over());
        }
        return new Definition.Map(better(definition.names().get(0)), value);
    }

    private Result renamed(Result result) {
        Expr value = renamed(result.value());
        return result instanceof Result.ParameterGradient gradient
                ? new Result.ParameterGradient(gradient.target(), gradient.axes(), value)
                : new Result.Output(result.target(), value);
    }

    private Expr renamed(Expr value) {
        return Exprs.rename(value, this::better);
    }

    private String better(String name) {
        return betterNames.getOrDefault(name, name);
    }

    /** The axes of an expression over known names. */
    static Axes axesOf(Expr expr, Map<String, Axes> known) {
        Axes axes = Axes.NONE;
        for (String name : Exprs.names(expr)) {
            axes = axes.union(known.get(name));
        }
        return axes;
    }
}
