package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Binary;
import io.github.normwright.processor.ir.Expr.Constant;
import io.github.normwright.processor.ir.Expr.Count;
import io.github.normwright.processor.ir.Expr.Ref;
import io.github.normwright.processor.ir.Expr.Select;
import io.github.normwright.processor.ir.Expr.Setting;
import io.github.normwright.processor.ir.Expr.Unary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs algorithms as they are written, in double precision and in no hurry: the oracle for every generated kernel.
 *
 * <p>Every array is dense and row-major over the axes of its value. Means and variances take two passes over the data.
 * It shares nothing with the planner and the emitters.
 */
public final class Interpreter {

    private final Algorithm algorithm;
    private final Map<String, Axes> axes;
    private final Map<String, Integer> dynamicSizes;
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private final Map<Axis, Integer> slots = new LinkedHashMap<>();

    private Interpreter(Algorithm algorithm, Map<String, Integer> dynamicSizes, Map<String, double[]> operands) {
        this.algorithm = algorithm;
        this.axes = algorithm.axesByName();
        this.dynamicSizes = dynamicSizes;
        algorithm.space().list().forEach(axis -> slots.put(axis, slots.size()));
        for (Operand operand : algorithm.operands()) {
            double[] value = operands.get(operand.name());
            if (value == null || value.length != count(operand.axes())) {
                throw new IllegalArgumentException("expected %d values for %s, found %s"
                        .formatted(count(operand.axes()), operand.name(), value == null ? "none" : value.length));
            }
            values.put(operand.name(), value);
        }
    }

    /**
     * Runs an algorithm.
     *
     * @param algorithm what to run
     * @param dynamicSizes the sizes of the dynamic extents by their names
     * @param operands the operands' values by their names
     * @return all values by name: the operands as they were, every definition, and each result under its target's name,
     *     with {@code d} before it for the gradient of a parameter
     */
    public static Map<String, double[]> run(
            Algorithm algorithm, Map<String, Integer> dynamicSizes, Map<String, double[]> operands) {
        return new Interpreter(algorithm, dynamicSizes, operands).run();
    }

    private Map<String, double[]> run() {
        algorithm.definitions().forEach(this::define);
        Map<String, double[]> results = new LinkedHashMap<>(values);
        for (Result result : algorithm.results()) {
            if (result instanceof Result.ParameterGradient gradient) {
                results.put("d" + gradient.target(), evaluate(gradient.value(), gradient.axes()));
            } else if (result instanceof Result.Output output) {
                results.put(output.target(), evaluate(output.value(), algorithm.space()));
            }
        }
        Map<Axes, List<Result.Update>> together = new LinkedHashMap<>();
        algorithm
                .updates()
                .forEach(update -> together.computeIfAbsent(algorithm.furtherAxes(update), further -> new ArrayList<>())
                        .add(update));
        together.forEach((further, updates) -> results.putAll(updated(further, updates)));
        return results;
    }

    /** Assigns in order along further axes, each time from what was assigned before. */
    private Map<String, double[]> updated(Axes further, List<Result.Update> updates) {
        Map<String, double[]> before = new LinkedHashMap<>();
        updates.forEach(update -> before.put(update.target(), values.get(update.target())));
        int[] start = new int[slots.size()];
        for (int i = 0, rounds = count(further); i < rounds; i++) {
            Map<String, double[]> assigned = new LinkedHashMap<>();
            for (Result.Update update : updates) {
                assigned.put(update.target(), evaluate(update.value(), axes.get(update.target()), start));
            }
            values.putAll(assigned);
            advance(start, further);
        }
        Map<String, double[]> updated = new LinkedHashMap<>();
        updates.forEach(update -> updated.put(update.target(), values.get(update.target())));
        values.putAll(before);
        return updated;
    }

    private void define(Definition definition) {
        Axes own = axes.get(definition.names().get(0));
        if (definition instanceof Definition.Map map) {
            values.put(map.name(), evaluate(map.value(), own));
        } else if (definition instanceof Definition.Sum sum) {
            values.put(sum.name(), sum(sum.value(), own, sum.over()));
        } else if (definition instanceof Definition.Moments moments) {
            defineMoments(moments, own);
        } else if (definition instanceof Definition.ReplicaSum sum) {
            values.put(sum.name(), evaluate(sum.value(), own));
        }
    }

    private void defineMoments(Definition.Moments moments, Axes own) {
        Expr weight = moments.weight().orElse(Expr.ONE);
        boolean isWeighted = moments.weight().isPresent() || moments.isSynchronized();
        double[] counts = sum(weight, own, moments.over());
        moments.count().ifPresent(name -> values.put(name, counts));
        double[] sums = sum(weight.times(moments.value()), own, moments.over());
        values.put(moments.mean(), divide(sums, counts, isWeighted));
        Expr deviation = new Binary(BinaryOperator.SUBTRACT, moments.value(), new Ref(moments.mean()));
        Expr square = new Binary(BinaryOperator.MULTIPLY, deviation, deviation);
        double[] squares = sum(weight.times(square), own, moments.over());
        values.put(moments.variance(), divide(squares, counts, isWeighted));
    }

    private double[] evaluate(Expr expr, Axes over) {
        return evaluate(expr, over, new int[slots.size()]);
    }

    /** The values of an expression along some axes, at a place along the others. */
    private double[] evaluate(Expr expr, Axes over, int[] place) {
        double[] result = new double[count(over)];
        int[] index = place.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = value(expr, index);
            advance(index, over);
        }
        return result;
    }

    /** Sums with Neumaier's compensation, so that the oracle's own error stays far below a float's. */
    private double[] sum(Expr expr, Axes own, Axes over) {
        double[] sums = new double[count(own)];
        double[] compensations = new double[sums.length];
        int[] index = new int[slots.size()];
        Axes all = own.union(over);
        for (int i = 0, total = count(all); i < total; i++) {
            int at = position(own, index);
            double term = value(expr, index);
            double sum = sums[at] + term;
            boolean sumIsLarger = Math.abs(sums[at]) >= Math.abs(term);
            compensations[at] += sumIsLarger ? (sums[at] - sum) + term : (term - sum) + sums[at];
            sums[at] = sum;
            advance(index, all);
        }
        for (int i = 0; i < sums.length; i++) {
            // An infinite sum has a compensation that is not a number.
            sums[i] = Double.isFinite(sums[i]) ? sums[i] + compensations[i] : sums[i];
        }
        return sums;
    }

    private double value(Expr expr, int[] index) {
        if (expr instanceof Constant constant) {
            return constant.value();
        }
        if (expr instanceof Setting setting) {
            return setting.value();
        }
        if (expr instanceof Count count) {
            return count(count.over());
        }
        if (expr instanceof Ref ref) {
            return values.get(ref.name())[position(axes.get(ref.name()), index)];
        }
        if (expr instanceof Unary unary) {
            return unary.operator().apply(value(unary.operand(), index));
        }
        if (expr instanceof Binary binary) {
            return binary.operator().apply(value(binary.left(), index), value(binary.right(), index));
        }
        Select select = (Select) expr;
        boolean chosen = select.comparison().test(value(select.left(), index), value(select.right(), index));
        return value(chosen ? select.then() : select.otherwise(), index);
    }

    private int position(Axes of, int[] index) {
        int position = 0;
        for (Axis axis : of.list()) {
            position = position * size(axis) + index[slots.get(axis)];
        }
        return position;
    }

    private void advance(int[] index, Axes over) {
        List<Axis> list = over.list();
        for (int i = list.size() - 1; i >= 0; i--) {
            Axis axis = list.get(i);
            int slot = slots.get(axis);
            if (++index[slot] < size(axis)) {
                return;
            }
            index[slot] = 0;
        }
    }

    private int count(Axes of) {
        return of.list().stream().mapToInt(this::size).reduce(1, Math::multiplyExact);
    }

    private int size(Axis axis) {
        if (axis.extent() instanceof Extent.Fixed fixed) {
            return fixed.size();
        }
        if (axis.extent() instanceof Extent.Quotient quotient) {
            return dynamicSize(quotient.name()) / quotient.divisor();
        }
        return dynamicSize(((Extent.Dynamic) axis.extent()).name());
    }

    private int dynamicSize(String name) {
        Integer size = dynamicSizes.get(name);
        if (size == null) {
            throw new IllegalArgumentException("no size given for " + name);
        }
        return size;
    }

    private static double[] divide(double[] values, double[] divisors, boolean givesZeroForNothing) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            boolean isNothing = divisors[i] == 0 && givesZeroForNothing;
            result[i] = isNothing ? 0 : values[i] / divisors[i];
        }
        return result;
    }
}
