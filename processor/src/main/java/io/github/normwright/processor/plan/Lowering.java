package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Exprs;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.ir.grad.ReverseMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first plan: a nest of plain loops for each formula, in the order of memory. Values as large as the tensor, and
 * single numbers, are never stored but computed where they are used.
 */
public final class Lowering {

    private final Algorithm algorithm;
    private final Layout layout;
    private final Map<String, Axes> axes;
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();
    private final Map<String, Definition> computedAgain = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private Lowering(Algorithm algorithm, Layout layout) {
        this.algorithm = SmallParts.apart(algorithm);
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
        algorithm.outputs().forEach(this::lower);
        lowerUpdates();
        return new Program(algorithm.name(), layout, List.copyOf(buffers.values()), steps)
                .mapNests(Lowering::withoutReciprocals);
    }

    /** The machine has square roots and divisions, but no exact reciprocal square root. */
    private static Nest withoutReciprocals(Nest nest) {
        return nest.withBody(nest.body().stream()
                .map(statement -> statement.withValue(Exprs.map(statement.value(), Lowering::withoutReciprocal)))
                .toList());
    }

    private static Expr withoutReciprocal(Expr part) {
        return part instanceof Expr.Unary unary && unary.operator() == UnaryOperator.RECIPROCAL_SQRT
                ? Expr.ONE.dividedBy(Expr.sqrt(unary.operand()))
                : part;
    }

    private void declare(Operand operand) {
        Buffer.Kind kind = switch (operand.role()) {
            case TENSOR -> Buffer.Kind.TENSOR;
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
            if (isLarge(own) || own.isEmpty()) {
                computedAgain.put(map.name(), map);
                return;
            }
            declare(map.name(), Buffer.Kind.VALUE, own);
            String name = isBackward() ? "gradientCoefficients" : "coefficients";
            add(name, loops(layout.dimsOf(own)), new Statement.Store(map.name(), map.value()));
            return;
        }
        definition.names().forEach(name -> declare(name, Buffer.Kind.VALUE, own));
        String name = isBackward() ? "gradientSums" : "statistics";
        add(name, loops(layout.dims()), new Statement.Reduce(definition));
    }

    private void lower(Result.Output output) {
        declare(output.target(), Buffer.Kind.TENSOR, algorithm.space());
        Statement store = new Statement.Store(output.target(), output.value());
        add(isBackward() ? "inputGradient" : "normalize", loops(layout.dims()), store);
    }

    private boolean isBackward() {
        return algorithm.outputs().stream().anyMatch(output -> output.target().equals(ReverseMode.INPUT_GRADIENT));
    }

    /** Larger variables first: an update of a smaller one may be read by none of theirs, as all use the old values. */
    private void lowerUpdates() {
        Map<Axes, List<Result.Update>> byAxes = new LinkedHashMap<>();
        algorithm.updates().stream()
                .sorted(Comparator.comparing(update -> -dims(update).size()))
                .forEach(update -> byAxes.computeIfAbsent(axes.get(update.target()), along -> new ArrayList<>())
                        .add(update));
        byAxes.forEach((along, updates) -> {
            List<Statement> body = new ArrayList<>(
                    definitionsFor(updates.stream().map(Result.Update::value).toList()));
            updates.forEach(update -> body.add(new Statement.Define(newName(update), update.value())));
            updates.forEach(update -> body.add(new Statement.Store(update.target(), new Expr.Ref(newName(update)))));
            steps.add(new Step.Run(new Nest("updateVariables", loops(layout.dimsOf(along)), body)));
        });
    }

    private List<Dim> dims(Result.Update update) {
        return layout.dimsOf(axes.get(update.target()));
    }

    private static String newName(Result.Update update) {
        String target = update.target();
        return "new" + Character.toUpperCase(target.charAt(0)) + target.substring(1);
    }

    private void add(String name, List<Loop> loops, Statement statement) {
        List<Statement> body = new ArrayList<>(definitionsFor(List.of(statement.value())));
        body.add(statement);
        steps.add(new Step.Run(new Nest(name, loops, body)));
    }

    private List<Statement> definitionsFor(List<Expr> values) {
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

    /** Whether a value is as large as the tensor, where that is more than the values kept along its axes. */
    private boolean isLarge(Axes own) {
        boolean isReduced = layout.dimsOf(algorithm.space()).stream().anyMatch(dim -> !dim.isKept());
        return isReduced && own.equals(algorithm.space());
    }

    private static List<Loop> loops(List<Dim> dims) {
        return dims.stream().map(Loop::over).toList();
    }
}
