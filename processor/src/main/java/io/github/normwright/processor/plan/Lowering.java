package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.Factors;
import io.github.normwright.processor.ir.FreeNames;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.ir.grad.ReverseMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first plan: a nest of plain loops for each formula, in the order of memory. Values as large as the tensor, and
 * single numbers, are never stored but computed where they are used.
 */
public final class Lowering {

    /** A sum over the tensor, by what is summed and the dimensions that it is kept for. */
    private record SumKey(Expr value, List<Dim> kept) {}

    private final Algorithm algorithm;
    private final Layout layout;
    private final Map<String, Axes> axes;
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();
    private final Map<String, Definition> computedAgain = new LinkedHashMap<>();
    private final Map<SumKey, String> sums = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private Lowering(Algorithm algorithm, Layout layout) {
        this.algorithm = SmallParts.apart(algorithm, layout);
        this.layout = layout;
        this.axes = this.algorithm.axesByName();
    }

    /** The plain plan of an algorithm. */
    public static Program lower(Algorithm algorithm, Layout layout) {
        return new Lowering(algorithm, layout).program();
    }

    private Program program() {
        algorithm.operands().forEach(this::declare);
        algorithm.definitions().forEach(this::lower);
        lowerOutputs();
        algorithm.checks().forEach(this::lower);
        lowerUpdates();
        return new Program(algorithm.name(), layout, List.copyOf(buffers.values()), steps)
                .mapNests(Lowering::withoutReciprocals);
    }

    private static Nest withoutReciprocals(Nest nest) {
        return nest.withBody(nest.body().stream()
                .map(statement -> statement.map(Exprs::withoutReciprocals))
                .toList());
    }

    private void declare(Operand operand) {
        Buffer.Kind kind = switch (operand.role()) {
            case TENSOR -> Buffer.Kind.TENSOR;
            case ARGUMENT -> Buffer.Kind.ARGUMENT;
            case VARIABLE -> Buffer.Kind.VARIABLE;
            case SAVED -> Buffer.Kind.VALUE;
        };
        declare(operand.name(), kind, operand.axes());
    }

    private void declare(String name, Buffer.Kind kind, Axes along) {
        buffers.put(name, new Buffer(name, kind, layout.dimsOf(along)));
    }

    private void lower(Definition definition) {
        Axes own = axes.get(definition.names().get(0));
        if (definition instanceof Definition.Map map) {
            lower(map, own);
        } else if (definition instanceof Definition.Sum sum) {
            lower(sum, own);
        } else if (definition instanceof Definition.ReplicaSum sum) {
            declare(sum.name(), Buffer.Kind.VALUE, own);
            steps.add(new Step.SumReplicas(stored(sum.value(), sum.name(), own), sum.name()));
        } else {
            reduce(definition, own);
        }
    }

    /** Whether a value must be computed element by element of a tensor, directly or by what it is computed from. */
    private boolean readsTensor(Expr value) {
        return Exprs.names(value).stream().anyMatch(name -> {
            Buffer buffer = buffers.get(name);
            Definition computed = computedAgain.get(name);
            boolean isLarge = buffer != null
                    && (buffer.kind() == Buffer.Kind.TENSOR
                            || buffer.kind() == Buffer.Kind.ARGUMENT && !isSmall(buffer));
            return isLarge || computed != null && readsTensor(computed.value());
        });
    }

    private static boolean isSmall(Buffer buffer) {
        return buffer.dims().stream().allMatch(Dim::isKept);
    }

    private void lower(Definition.Map map, Axes own) {
        Optional<Axes> ofGradient = gradientAxes(map.name());
        if (ofGradient.isPresent()) {
            store(map.name(), map.value(), ofGradient.get());
        } else if (own.isEmpty() || !layout.isKept(own)) {
            computedAgain.put(map.name(), map);
        } else {
            store(map.name(), map.value(), own);
        }
    }

    /** The axes of the parameter whose gradient a value is: it has an array, even where it is the same for all elements. */
    private Optional<Axes> gradientAxes(String name) {
        return algorithm.parameterGradients().stream()
                .filter(gradient -> gradient.value().equals(new Expr.Ref(name)))
                .map(Result.ParameterGradient::axes)
                .findFirst();
    }

    private void store(String name, Expr value, Axes own) {
        declare(name, Buffer.Kind.VALUE, own);
        String nest = isBackward() ? "gradientCoefficients" : "coefficients";
        add(nest, loops(layout.dimsOf(own)), new Statement.Store(name, value));
    }

    /** The array that holds a small value, which gets one if it has none. */
    private String stored(Expr value, String user, Axes own) {
        if (value instanceof Expr.Ref ref && buffers.containsKey(ref.name())) {
            return ref.name();
        }
        String name = unused(user + "Term");
        store(name, value, own);
        return name;
    }

    /**
     * A sum over the tensor is taken along all its reduced dimensions at once. What is left to be summed then is small, and
     * small factors are left for it; so several sums of one value along different axes share their pass over the tensor.
     */
    private void lower(Definition.Sum sum, Axes own) {
        if (buffers.containsKey(sum.name())) {
            // A coarser sum of the same value came before it and was taken from it.
            return;
        }
        Axes along = algorithm.axesOf(sum.value());
        if (!readsTensor(sum.value())) {
            declare(sum.name(), Buffer.Kind.VALUE, own);
            sumValues(stored(sum.value(), sum.name(), along), sum.name());
            return;
        }
        Axes finest = along.intersection(layout.keptAxes());
        boolean isFinest = layout.dimsOf(own).equals(layout.dimsOf(finest));
        Factors small = isFinest ? Factors.NONE : smallFactors(sum.value(), along);
        Expr large = small.list().isEmpty()
                ? sum.value()
                : Factors.withQuotientsWhole(sum.value()).without(small).product();
        SumKey key = new SumKey(large, layout.dimsOf(finest));
        if (!sums.containsKey(key)) {
            reduce(finestSum(new Definition.Sum(sum.name(), large, sum.over()), finest), key);
        }
        if (!sums.get(key).equals(sum.name())) {
            declare(sum.name(), Buffer.Kind.VALUE, own);
            Expr term = times(small, Expr.ref(sums.get(key)), sum.over().minus(finest));
            sumValues(stored(term, sum.name(), finest), sum.name());
        }
    }

    /** Small factors and a sum. Those of no elements, such as a mean, are no numbers; the sum over none is still zero. */
    private Expr times(Factors small, Expr sum, Axes over) {
        boolean mayBeOfNothing =
                layout.dimsOf(over).stream().anyMatch(dim -> !dim.size().isStatic());
        Expr product = small.times(sum);
        return small.list().isEmpty() || !mayBeOfNothing
                ? product
                : new Expr.Select(Comparison.GREATER, new Expr.Count(over), Expr.ZERO, product, Expr.ZERO);
    }

    /**
     * The factors that do not vary along reduced dimensions, if the others together vary along all axes that the value does.
     * A quotient stays whole: it may be there to keep products within the range of numbers.
     */
    private Factors smallFactors(Expr value, Axes along) {
        Factors factors = Factors.withQuotientsWhole(value);
        Factors small = factors.where(factor -> layout.isKept(algorithm.axesOf(factor.value())));
        return algorithm.axesOf(factors.without(small).product()).equals(along) ? small : Factors.NONE;
    }

    private void reduce(Definition.Sum sum, SumKey key) {
        sums.put(key, sum.name());
        reduce(sum, axes.get(sum.name()));
    }

    /** The sum of the same value along the reduced dimensions only: one that the algorithm needs anyway, or a new one. */
    private Definition.Sum finestSum(Definition.Sum sum, Axes finest) {
        return algorithm.definitions().stream()
                .filter(Definition.Sum.class::isInstance)
                .map(Definition.Sum.class::cast)
                .filter(each -> each.value().equals(sum.value()))
                .filter(each -> layout.dimsOf(axes.get(each.name())).equals(layout.dimsOf(finest)))
                .findFirst()
                .orElseGet(() -> subtotal(sum, finest));
    }

    private Definition.Sum subtotal(Definition.Sum sum, Axes finest) {
        String name = unused(sum.name() + "Subtotal");
        axes.put(name, finest);
        return new Definition.Sum(name, sum.value(), sum.over().minus(finest));
    }

    /** Dimensions that lie next to each other are summed at once, those that lie apart one group after the other. */
    private void sumValues(String source, String sum) {
        List<Dim> wanted = buffers.get(sum).dims();
        List<Dim> rest = new ArrayList<>(buffers.get(source).dims());
        String current = source;
        while (true) {
            int last = rest.size() - 1;
            while (last >= 0 && wanted.contains(rest.get(last))) {
                last--;
            }
            while (last >= 0 && !wanted.contains(rest.get(last))) {
                rest.remove(last--);
            }
            if (wanted.containsAll(rest)) {
                addSum(current, sum);
                return;
            }
            String part = unused(sum + "Subtotal");
            buffers.put(part, new Buffer(part, Buffer.Kind.VALUE, rest));
            addSum(current, part);
            current = part;
        }
    }

    private void addSum(String source, String sum) {
        List<Dim> dims = buffers.get(source).dims();
        List<Dim> left = buffers.get(sum).dims();
        List<Dim> summed = dims.stream().filter(dim -> !left.contains(dim)).toList();
        steps.add(new Step.SumValues(source, dims, summed, sum));
    }

    private void reduce(Definition definition, Axes own) {
        definition.names().forEach(name -> declare(name, Buffer.Kind.VALUE, own));
        String name = isBackward() ? "gradientSums" : "statistics";
        add(name, loops(layout.dims()), new Statement.Reduce(definition));
    }

    private String unused(String wanted) {
        return FreeNames.like(wanted, name -> buffers.containsKey(name) || axes.containsKey(name));
    }

    private void lower(Result.Check check) {
        Axes own = algorithm.axesOf(check.value());
        steps.add(new Step.Check(stored(check.value(), "check", own), check.target()));
    }

    /** All outputs in one pass. Each may lie in the place of an input, so all are computed before the first is stored. */
    private void lowerOutputs() {
        List<Result.Output> outputs = algorithm.outputs();
        if (outputs.isEmpty()) {
            return;
        }
        outputs.forEach(output -> declare(output.target(), Buffer.Kind.TENSOR, algorithm.space()));
        List<Statement> body = new ArrayList<>(
                definitionsFor(outputs.stream().map(Result.Output::value).toList()));
        List<Statement> stores = new ArrayList<>();
        for (Result.Output output : outputs) {
            Expr value = output.value();
            boolean isLocal = value instanceof Expr.Ref ref && computedAgain.containsKey(ref.name());
            if (outputs.size() > 1 && !isLocal) {
                body.add(new Statement.Define(output.target() + "Value", value));
                value = new Expr.Ref(output.target() + "Value");
            }
            stores.add(new Statement.Store(output.target(), value));
        }
        body.addAll(stores);
        String name = isBackward() ? "inputGradient" : "normalize";
        steps.add(new Step.Run(new Nest(name, loops(layout.dims()), body)));
    }

    private boolean isBackward() {
        return algorithm.results().stream()
                .anyMatch(result -> result instanceof Result.ParameterGradient
                        || result.target().equals(ReverseMode.INPUT_GRADIENT));
    }

    /**
     * Larger variables first: an update of a smaller one may be read by none of theirs, as all use the old values. An
     * update along further axes is a loop outside, which goes from assignment to assignment.
     */
    private void lowerUpdates() {
        Map<List<Dim>, List<Result.Update>> byLoops = new LinkedHashMap<>();
        algorithm.updates().stream()
                .sorted(Comparator.comparing(update -> -dims(update).size()))
                .forEach(update -> byLoops.computeIfAbsent(dims(update), along -> new ArrayList<>())
                        .add(update));
        byLoops.forEach((along, updates) -> {
            List<Statement> body = new ArrayList<>(
                    definitionsFor(updates.stream().map(Result.Update::value).toList()));
            updates.forEach(update -> body.add(new Statement.Define(newName(update), update.value())));
            updates.forEach(update -> body.add(new Statement.Store(update.target(), new Expr.Ref(newName(update)))));
            steps.add(new Step.Run(new Nest("updateVariables", loops(along), body)));
        });
    }

    private List<Dim> dims(Result.Update update) {
        return layout.dimsOf(axes.get(update.target()).union(algorithm.furtherAxes(update)));
    }

    private static String newName(Result.Update update) {
        String target = update.target();
        return "new" + Character.toUpperCase(target.charAt(0)) + target.substring(1);
    }

    private void add(String name, List<Loop> loops, Statement statement) {
        List<Expr> values = statement.reads().stream().map(Expr::ref).toList();
        List<Statement> body = new ArrayList<>(definitionsFor(values));
        body.add(statement);
        steps.add(new Step.Run(new Nest(name, loops, body)));
    }

    private List<Statement> definitionsFor(Collection<Expr> values) {
        Set<String> needed = new LinkedHashSet<>();
        values.forEach(value -> require(value, needed));
        return needed.stream()
                .map(name -> (Statement)
                        new Statement.Define(name, computedAgain.get(name).value()))
                .toList();
    }

    private void require(Expr value, Set<String> needed) {
        for (String name : Exprs.names(value)) {
            if (computedAgain.containsKey(name)) {
                require(computedAgain.get(name).value(), needed);
                needed.add(name);
            }
        }
    }

    private static List<Loop> loops(List<Dim> dims) {
        return dims.stream().map(Loop::over).toList();
    }
}
