package io.github.normwright.kernels;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.Variable;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the variables of one layer that another layer uses as its own. For generated code. */
public final class SharedVariables {

    private SharedVariables() {}

    /**
     * A variable of {@code float} values.
     *
     * @param owner the layer that has it
     * @param name its name
     * @param shape the shape it must have; empty for a single number
     * @return the variable itself
     * @throws IllegalArgumentException if the layer has no such variable
     */
    public static Float32Variable float32(NormalizationLayer<?, float[]> owner, String name, Integer... shape) {
        return find(owner, Float32Variable.class, name, List.of(shape));
    }

    /**
     * A variable of {@code double} values; parameters as in {@link #float32}.
     *
     * @param owner the layer that has it
     * @param name its name
     * @param shape the shape it must have; empty for a single number
     * @return the variable itself
     * @throws IllegalArgumentException if the layer has no such variable
     */
    public static Float64Variable float64(NormalizationLayer<?, double[]> owner, String name, Integer... shape) {
        return find(owner, Float64Variable.class, name, List.of(shape));
    }

    private static <P, V extends Variable<P>> V find(
            NormalizationLayer<?, P> owner, Class<V> type, String name, List<Integer> shape) {
        for (Variable<P> variable : owner.variables()) {
            boolean isWanted = variable.name().equals(name) && variable.shape().equals(shape);
            if (isWanted && type.isInstance(variable)) {
                return type.cast(variable);
            }
        }
        String found = owner.variables().stream()
                .map(variable -> variable.name() + " " + variable.shape())
                .collect(Collectors.joining(", "));
        throw Checks.unexpected("a layer with the variable " + name + " " + shape, owner.name() + " with " + found);
    }
}
