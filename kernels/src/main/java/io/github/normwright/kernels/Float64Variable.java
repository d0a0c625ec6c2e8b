package io.github.normwright.kernels;

import io.github.normwright.api.Variable;
import io.github.normwright.api.VariableConstraint;
import io.github.normwright.api.VariableInitializer;
import io.github.normwright.api.VariableRegularizer;
import java.util.Arrays;
import java.util.List;

/** A variable of {@code double} values. */
public final class Float64Variable implements Variable<double[]> {

    private final String name;
    private final List<Integer> shape;
    private final boolean isParameter;
    private final boolean isTrainable;
    private final double[] values;
    private int version;

    // What initializers, regularizers and constraints work on: grown when first needed, as most variables have none.
    private double[] scratch = {};
    private double[] gradientScratch = {};

    /**
     * A variable.
     *
     * @param name its name
     * @param isParameter whether a gradient belongs to it
     * @param isTrainable whether it is a parameter that training is meant to change
     * @param initialValue what every element starts with
     * @param shape its shape; empty for a single number
     */
    public Float64Variable(
            String name, boolean isParameter, boolean isTrainable, double initialValue, Integer... shape) {
        this.name = name;
        this.shape = List.of(shape);
        this.isParameter = isParameter;
        this.isTrainable = isTrainable;
        this.values = new double[this.shape.stream().reduce(1, Math::multiplyExact)];
        Arrays.fill(values, initialValue);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Integer> shape() {
        return shape;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isParameter() {
        return isParameter;
    }

    @Override
    public boolean isTrainable() {
        return isTrainable;
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    /**
     * The values in double precision.
     *
     * @return a new array of {@link #size()} values
     */
    public double[] toDoubles() {
        return values.clone();
    }

    @Override
    public void read(double[] target, int offset) {
        Checks.tensor("target", target.length, offset, values.length);
        System.arraycopy(values, 0, target, offset, values.length);
    }

    @Override
    public void set(double[] source) {
        checkLength("source", source);
        write(source, 0);
    }

    @Override
    public void write(double[] source, int offset) {
        Checks.tensor("source", source.length, offset, values.length);
        System.arraycopy(source, offset, values, 0, values.length);
        changed();
    }

    @Override
    public void add(double factor, double[] delta) {
        checkLength("delta", delta);
        for (int i = 0; i < values.length; i++) {
            values[i] += factor * delta[i];
        }
        changed();
    }

    /**
     * Replaces the values by an initializer's. If it fails, they stay as they were.
     *
     * @param initializer draws or sets the values in double precision
     * @param shape the variable's shape as the initializer should see it: that of Keras, sizes of at least 1 whose
     *     product is {@link #size()}
     * @throws IllegalArgumentException if the shape has another number of values, or the initializer refuses it
     */
    public void initialize(VariableInitializer initializer, int... shape) {
        checkShape(shape);
        scratch = Workspace.atLeast(scratch, values.length);
        // Makes an element visible that an initializer forgets, which would else start with an arbitrary number.
        Arrays.fill(scratch, Double.NaN);
        initializer.initialize(scratch, shape);
        writeScratch();
    }

    /**
     * A regularizer's penalty on the values. Like all that changes the variable, not for several threads at once.
     *
     * @param regularizer computes the penalty in double precision
     * @param shape the variable's shape as the regularizer should see it: that of Keras, sizes of at least 1 whose
     *     product is {@link #size()}
     * @return what to add to the loss
     * @throws IllegalArgumentException if the shape has another number of values, or the regularizer refuses it
     */
    public double penalty(VariableRegularizer regularizer, int... shape) {
        checkShape(shape);
        readScratch();
        return regularizer.penalty(scratch, shape);
    }

    /**
     * Adds the gradient of a regularizer's penalty with respect to the values. If the regularizer fails, the gradient
     * stays as it was. Like all that changes the variable, not for several threads at once.
     *
     * @param regularizer computes the gradient in double precision; the sums are rounded once
     * @param gradient exactly {@link #size()} values, row-major, which are added to
     * @param shape the variable's shape as the regularizer should see it: that of Keras, sizes of at least 1 whose
     *     product is {@link #size()}
     * @throws IllegalArgumentException if the shape or the gradient has another number of values, or the regularizer
     *     refuses the shape
     */
    public void addPenaltyGradient(VariableRegularizer regularizer, double[] gradient, int... shape) {
        checkLength("gradient", gradient);
        checkShape(shape);
        readScratch();
        gradientScratch = Workspace.atLeast(gradientScratch, values.length);
        System.arraycopy(gradient, 0, gradientScratch, 0, values.length);
        regularizer.addGradient(scratch, shape, gradientScratch);
        System.arraycopy(gradientScratch, 0, gradient, 0, values.length);
    }

    /**
     * Replaces the values by the ones that a constraint allows. If it fails, they stay as they were.
     *
     * @param constraint changes the values in double precision
     * @param shape the variable's shape as the constraint should see it: that of Keras, sizes of at least 1 whose
     *     product is {@link #size()}
     * @throws IllegalArgumentException if the shape has another number of values, or the constraint refuses it
     */
    public void project(VariableConstraint constraint, int... shape) {
        checkShape(shape);
        readScratch();
        constraint.project(scratch, shape);
        writeScratch();
    }

    /**
     * The values themselves, for the layer that owns the variable. Whoever writes them calls {@link #changed}.
     *
     * @return not a copy
     */
    public double[] array() {
        return values;
    }

    /** Tells that the values have changed, so that what was computed from them is computed again. */
    public void changed() {
        version++;
    }

    /**
     * How often the values have changed.
     *
     * @return a number that never comes back, but for overflow
     */
    public int version() {
        return version;
    }

    private void checkLength(String argument, double[] array) {
        if (array.length != values.length) {
            throw Checks.unexpected(values.length + " values in " + argument + " of " + name, array.length);
        }
    }

    private void checkShape(int[] shape) {
        VariableShape.check(values.length, shape);
    }

    private void readScratch() {
        scratch = Workspace.atLeast(scratch, values.length);
        System.arraycopy(values, 0, scratch, 0, values.length);
    }

    private void writeScratch() {
        System.arraycopy(scratch, 0, values, 0, values.length);
        changed();
    }

    @Override
    public String toString() {
        return name + " " + shape + " " + Arrays.toString(values);
    }
}
