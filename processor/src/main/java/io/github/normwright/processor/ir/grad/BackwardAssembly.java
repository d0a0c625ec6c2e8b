package io.github.normwright.processor.ir.grad;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Continuation;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Result;
import java.util.List;
import java.util.Map;

/** Puts a backward algorithm together, under the names that the reader of the generated code looks for. */
final class BackwardAssembly {

    private final Algorithm forward;
    private final List<Definition> gradients;
    private final List<Result> results;
    private final Map<String, String> betterNames;

    BackwardAssembly(
            Algorithm forward, List<Definition> gradients, List<Result> results, Map<String, String> betterNames) {
        this.forward = forward;
        this.gradients = gradients;
        this.results = results;
        this.betterNames = betterNames;
    }

    Algorithm algorithm() {
        Operand outputGradient = new Operand(ReverseMode.OUTPUT_GRADIENT, forward.space(), Operand.Role.TENSOR);
        return Continuation.of(
                forward,
                forward.name() + "Gradient",
                List.of(outputGradient),
                gradients.stream().map(this::renamed).toList(),
                results.stream().map(this::renamed).toList());
    }

    private Definition renamed(Definition definition) {
        String name = better(definition.names().get(0));
        Definition renamed = definition.map(this::renamed);
        if (renamed instanceof Definition.Sum sum) {
            return new Definition.Sum(name, sum.value(), sum.over());
        }
        return renamed instanceof Definition.ReplicaSum
                ? new Definition.ReplicaSum(name, renamed.value())
                : new Definition.Map(name, renamed.value());
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
