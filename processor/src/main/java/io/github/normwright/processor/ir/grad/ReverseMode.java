package io.github.normwright.processor.ir.grad;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Expr.Count;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Derives the backward algorithm of a forward one.
 *
 * <p>Walks the forward definitions from the last to the first. Each passes its gradient on to what it was computed from;
 * a value of fewer axes than the formula it stands in gets the sum of that formula's gradient along the others. Updates
 * of variables are not differentiated.
 */
public final class ReverseMode {

    /** The operand of the backward algorithm that holds the gradient of the forward output. */
    public static final String OUTPUT_GRADIENT = "dy";

    /** The result of the backward algorithm: the gradient of the forward input. */
    public static final String INPUT_GRADIENT = "dx";

    /** A gradient that reaches a value from a formula over a domain of axes. */
    private record Contribution(Expr gradient, Axes domain) {}

    private final Algorithm forward;
    private final Map<String, Axes> axes;
    private final Map<String, List<Contribution>> contributions = new LinkedHashMap<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final Map<String, String> betterNames = new LinkedHashMap<>();
    private final Sums sums;

    private ReverseMode(Algorithm forward) {
        this.forward = forward;
        this.axes = forward.axesByName();
        this.axes.put(OUTPUT_GRADIENT, forward.space());
        this.sums = new Sums(this::axesOf, this::defineSum);
    }

    /**
     * Derives a backward algorithm.
     *
     * @param forward an algorithm with one output
     * @param variables the layer's variables, of which the parameters get gradients
     * @return an algorithm from {@value #OUTPUT_GRADIENT} to {@value #INPUT_GRADIENT}, to the gradients of further tensors that
     *     are not {@value #OUTPUT_GRADIENT} itself, and to the gradients of the parameters, and of arguments that vary along the
     *     kept axes only
     */
    public static Algorithm differentiate(Algorithm forward, List<Variable> variables) {
        return new ReverseMode(forward)
                .run(variables.stream().filter(Variable::isParameter).toList());
    }

    /** The result that holds the gradient of a tensor. */
    public static String gradientOf(String tensor) {
        return tensor.equals(LayerAlgorithm.INPUT)
                ? INPUT_GRADIENT
                : "d" + Character.toUpperCase(tensor.charAt(0)) + tensor.substring(1);
    }

    private Algorithm run(List<Variable> parameters) {
        Result.Output output = forward.outputs().get(0);
        passOn(output.value(), output.value(), new Ref(OUTPUT_GRADIENT), forward.space());
        for (int i = forward.definitions().size() - 1; i >= 0; i--) {
            passOn(forward.definitions().get(i));
        }
        List<Result> results = new ArrayList<>();
        results.add(new Result.Output(INPUT_GRADIENT, total(LayerAlgorithm.INPUT)));
        for (Operand tensor : forward.operands()) {
            boolean isFurther =
                    tensor.role() == Operand.Role.TENSOR && !tensor.name().equals(LayerAlgorithm.INPUT);
            if (isFurther && !total(tensor.name()).equals(new Ref(OUTPUT_GRADIENT))) {
                results.add(new Result.Output(gradientOf(tensor.name()), total(tensor.name())));
            }
        }
        for (Variable parameter : parameters) {
            Expr gradient = namedGradient(parameter.name());
            results.add(new Result.ParameterGradient(parameter.name(), parameter.axes(), gradient));
        }
        for (Operand argument : forward.operands()) {
            if (isLearned(argument)) {
                Expr gradient = namedGradient(argument.name());
                results.add(new Result.ParameterGradient(argument.name(), argument.axes(), gradient));
            }
        }
        return new BackwardAssembly(forward, definitions, results, betterNames).algorithm();
    }

    /** Whether an argument takes part as a small value through which gradients flow: an adjustment, and not a mask. */
    private boolean isLearned(Operand argument) {
        return argument.role() == Operand.Role.ARGUMENT
                && !argument.axes().isEmpty()
                && forward.keptAxes().containsAll(argument.axes())
                && contributions.containsKey(argument.name());
    }

    private void passOn(Definition definition) {
        if (definition.names().stream().noneMatch(contributions::containsKey)) {
            return;
        }
        Axes domain = definition.over();
        for (Expr value : definition.values()) {
            domain = domain.union(axesOf(value));
        }
        if (definition instanceof Definition.Map map && isComputedAgain(map.name())) {
            contributions
                    .get(map.name())
                    .forEach(each -> passOn(map.value(), new Ref(map.name()), each.gradient(), each.domain()));
        } else if (definition instanceof Definition.Map map) {
            passOn(map.value(), new Ref(map.name()), named(gradientName(map.name()), total(map.name())), domain);
        } else if (definition instanceof Definition.Sum sum) {
            passOn(sum.value(), sum.value(), named(gradientName(sum.name()), total(sum.name())), domain);
        } else if (definition instanceof Definition.Moments moments) {
            passOn(moments.value(), moments.value(), gradientOfMoments(moments), domain);
        } else if (definition instanceof Definition.ReplicaSum sum) {
            passOn(sum.value(), sum.value(), ofReplicas(sum.name(), total(sum.name())), domain);
        }
    }

    /**
     * Whether a value varies along axes that others are reduced along, without being as large as the tensor. Summing its
     * gradient would take a pass of its own; what it is computed from gets the gradient unsummed instead.
     */
    private boolean isComputedAgain(String name) {
        Axes along = axes.get(name);
        return !along.equals(forward.space()) && !forward.keptAxes().containsAll(along);
    }

    /**
     * Of the mean m over n elements: 1 / n for each. Of the biased variance: 2 (x - m) / n. An element of weight w counts
     * w times, and n is then the sum of the weights.
     */
    private Expr gradientOfMoments(Definition.Moments moments) {
        Expr gradient = Expr.ZERO;
        if (contributions.containsKey(moments.mean())) {
            gradient = share(moments, moments.mean(), 1);
        }
        if (contributions.containsKey(moments.variance())) {
            Expr factor = share(moments, moments.variance(), 2);
            gradient = gradient.plus(factor.times(moments.value().minus(new Ref(moments.mean()))));
        }
        return moments.weight().isPresent() ? gradient.times(moments.weight().get()) : gradient;
    }

    /** What each element gets of the gradient of a mean. */
    private Expr share(Definition.Moments moments, String mean, double times) {
        Expr total = total(mean);
        if (moments.isSynchronized()) {
            total = ofReplicas(gradientName(mean), total);
        }
        Expr count = moments.count().map(name -> (Expr) new Ref(name)).orElse(new Count(moments.over()));
        Expr share = total.times(times).dividedBy(count);
        if (moments.weight().isPresent()) {
            share = new Expr.Select(Comparison.GREATER, count, Expr.ZERO, share, Expr.ZERO);
        }
        return named(gradientName(mean) + "Share", share);
    }

    private Expr ofReplicas(String name, Expr value) {
        return define(new Definition.ReplicaSum(unused(name + "OfReplicas"), value));
    }

    private void passOn(Expr function, Expr result, Expr gradient, Axes domain) {
        if (function instanceof Ref ref) {
            contributions
                    .computeIfAbsent(ref.name(), name -> new ArrayList<>())
                    .add(new Contribution(gradient, domain));
            return;
        }
        Derivatives.passOn(function, result, gradient, (operand, share) -> passOn(operand, operand, share, domain));
    }

    /** The whole gradient with respect to a value. */
    private Expr total(String name) {
        Expr total = Expr.ZERO;
        for (Contribution contribution : contributions.getOrDefault(name, List.of())) {
            Axes broadcast = contribution.domain().minus(axes.get(name));
            total = total.plus(sums.of(contribution.gradient(), broadcast, gradientName(name) + "Sum"));
        }
        return total;
    }

    /** The gradient of a parameter, under the name that the reader of the generated code looks for. */
    private Expr namedGradient(String parameter) {
        Expr total = contributions.containsKey(parameter) ? total(parameter) : Expr.ZERO;
        String name = gradientName(parameter);
        if (total instanceof Ref ref && isOwnSum(ref) && renamed(ref, name)) {
            return ref;
        }
        return define(new Definition.Map(unused(name), total));
    }

    private boolean renamed(Ref sum, String name) {
        return name.equals(betterNames.computeIfAbsent(sum.name(), old -> axes.containsKey(name) ? old : name));
    }

    private boolean isOwnSum(Ref ref) {
        return definitions.stream()
                .anyMatch(definition -> definition instanceof Definition.Sum
                        && definition.names().contains(ref.name()));
    }

    private Expr named(String name, Expr value) {
        if (value instanceof Ref ref && isOwnSum(ref)) {
            renamed(ref, name);
        }
        return value instanceof Ref || value instanceof Expr.Constant
                ? value
                : define(new Definition.Map(unused(name), value));
    }

    private Ref defineSum(String name, Expr value, Axes over) {
        return define(new Definition.Sum(unused(name), value, over));
    }

    private Ref define(Definition definition) {
        String name = definition.names().get(0);
        axes.put(name, axesOf(definition.value()).minus(definition.over()));
        definitions.add(definition);
        return new Ref(name);
    }

    private String unused(String name) {
        return FreeNames.like(name, axes::containsKey);
    }

    private Axes axesOf(Expr expr) {
        return BackwardAssembly.axesOf(expr, axes);
    }

    private static String gradientName(String name) {
        return name + "Gradient";
    }
}
