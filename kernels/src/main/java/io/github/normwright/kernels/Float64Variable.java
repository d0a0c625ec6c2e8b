package io.github.normwright.kernels;

import io.github.normwright.api.Variable;
import java.util.Arrays;
import java.util.List;

/** A variable of {@code double} values. */
public final class Float64Variable implements Variable<double[]> {

    private final String name;
    private final List<Integer> shape;
    private final boolean isParameter;
    private final double[] values;
    private int version;

    /**
     * A variable.
     *
     * @param name its name
     * @param isParameter whether a gradient belongs to it
     * @param initialValue what every element starts with
     * @param shape its shape; empty for a single number
     */
    public Float64Variable(String name, boolean isParameter, double initialValue, Integer... shape) {
        this.name = name;
        this.shape = List.of(shape);
        this.isParameter = isParameter;
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
    public double[] values() {
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

    @Override
    public String toString() {
        return name + " " + shape + " " + Arrays.toString(values);
    }
}
