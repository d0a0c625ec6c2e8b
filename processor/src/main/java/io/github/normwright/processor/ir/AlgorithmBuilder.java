package io.github.normwright.processor.ir;

import io.github.normwright.processor.ir.Expr.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an {@link Algorithm} down, formula by formula. What cannot be understood is refused where it is written, with a
 * {@link FormulaException}; what cannot be computed is refused by the processor, once the whole is known.
 */
public final class AlgorithmBuilder {

    /** Mean and variance of a value. */
    public record Moments(Expr mean, Expr variance) {}

    /** Mean and variance of a value, and how many values there were, or the sum of their weights. */
    public record CountedMoments(Expr mean, Expr variance, Expr count) {}

    private final String name;
    private final Axes space;
    private final List<Operand> operands = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final Map<String, Expr> recoveries = new LinkedHashMap<>();
    private final Map<String, Axes> axes = new LinkedHashMap<>();

    public AlgorithmBuilder(String name, Axes space) {
        this.name = name;
        this.space = space;
    }

    /** A tensor that the caller gives, of the full shape. */
    public Expr tensor(String operandName) {
        return operand(new Operand(operandName, space, Operand.Role.TENSOR));
    }

    /** A variable of the layer, as it is before the algorithm runs. */
    public Expr variable(Variable variable) {
        return operand(new Operand(variable.name(), variable.axes().in(space), Operand.Role.VARIABLE));
    }

    /** Declares an operand, unless that was done before. */
    public Expr operand(Operand operand) {
        if (!operands.contains(operand)) {
            operands.add(operand);
            axes.put(operand.name(), operand.axes());
        }
        return new Ref(operand.name());
    }

    /** The axes of the tensor. */
    public Axes space() {
        return space;
    }

    /** Gives an expression a name, under which it is computed once and can be read in the generated code. */
    public Expr define(String definitionName, Expr value) {
        return add(new Definition.Map(definitionName, value));
    }

    /** The sum of a value along axes. */
    public Expr sum(String definitionName, Expr value, Axes over) {
        return add(new Definition.Sum(definitionName, value, over));
    }

    /** Mean and biased variance of a value along axes. */
    public Moments moments(String mean, String variance, Expr value, Axes over) {
        add(new Definition.Moments(mean, variance, value, over));
        return new Moments(new Ref(mean), new Ref(variance));
    }

    /**
     * Mean, biased variance and count of a value along axes; those of no values, or of values without weight, are zero.
     *
     * @param weight how often each value counts
     * @param isSynchronized whether the values of all replicas count
     */
    public CountedMoments moments(
            String mean,
            String variance,
            String count,
            Expr value,
            Optional<Expr> weight,
            Axes over,
            boolean isSynchronized) {
        add(new Definition.Moments(mean, variance, Optional.of(count), value, weight, over, isSynchronized));
        return new CountedMoments(new Ref(mean), new Ref(variance), new Ref(count));
    }

    /**
     * Adds a definition and refers to its first name.
     *
     * @throws FormulaException if it refers to a name that nothing has so far
     */
    public Expr add(Definition definition) {
        Algorithm.checkKnown(Formulas.of(definition), definition.reads(), axes.keySet());
        Axes result = Algorithm.axesOf(definition, axes);
        definitions.add(definition);
        definition.names().forEach(each -> axes.put(each, result));
        return new Ref(definition.names().get(0));
    }

    /**
     * Lets the gradient take a value from the output instead of computing it again; see {@link Algorithm#recoveries}.
     *
     * @param definitionName the name of the value
     * @param value what it is, in terms of the output
     */
    public void recover(String definitionName, Expr value) {
        recoveries.put(definitionName, value);
    }

    /** Delivers a tensor to the caller. */
    public void output(String target, Expr value) {
        results.add(new Result.Output(target, value));
    }

    /** Gives a variable a new value, after everything else was computed. */
    public void update(Variable variable, Expr value) {
        if (!axes.containsKey(variable.name())) {
            variable(variable);
        }
        results.add(new Result.Update(variable.name(), value));
    }

    /** Lets a call fail, before any variable is updated, unless a value is zero. */
    public void check(String what, Expr value) {
        results.add(new Result.Check(what, value));
    }

    /** The axes along which an expression varies. */
    public Axes axesOf(Expr expr) {
        return Algorithm.axesOf(expr, axes);
    }

    /**
     * What has been written, without what no result needs.
     *
     * @throws FormulaException if two values have one name, or a result refers to a name that nothing has
     */
    public Algorithm build() {
        return new Algorithm(name, space, operands, definitions, results, recoveries).withoutUnused();
    }
}
