package io.github.normwright.processor.ir;

import java.util.List;

/**
 * A layer as mathematics.
 *
 * @param space the axes of input and output
 * @param variables what the layer remembers, in the order in which it is stored
 * @param training from {@code x} to {@code y} and to the updates of variables; its space may cut an axis of the layer's
 * @param inference from {@code x} to {@code y}, without updates
 * @param updates when the updates of training take place
 * @param fewestValues how many values each mean of training needs
 * @param ignoredArguments arguments that callers may give although training does not use them
 * @param hasInputPrecision whether variables hold only what the type of the input can hold, where it is narrower than the
 *     arithmetic
 */
public record LayerAlgorithm(
        Axes space,
        List<Variable> variables,
        Algorithm training,
        Algorithm inference,
        Updates updates,
        int fewestValues,
        List<String> ignoredArguments,
        boolean hasInputPrecision) {

    /** The names of inputs and output in both algorithms. */
    public static final String INPUT = "x";

    public static final String OUTPUT = "y";

    /** The name of a second input, which is added to what was normalized. */
    public static final String RESIDUAL = "residual";

    /** When variables are updated. */
    public enum Updates {
        /** As part of training, each as soon as its value is known. */
        DURING_TRAINING,
        /** At the end of training, when everything else has succeeded. */
        AFTER_TRAINING,
        /** When the caller asks for it. */
        ON_DEMAND
    }

    public LayerAlgorithm {
        variables = List.copyOf(variables);
        ignoredArguments = List.copyOf(ignoredArguments);
    }

    /** A layer that updates its variables during training. */
    public LayerAlgorithm(Axes space, List<Variable> variables, Algorithm training, Algorithm inference) {
        this(space, variables, training, inference, Updates.DURING_TRAINING, 0, List.of(), false);
    }

    /** Whether replicas of the layer share their statistics. */
    public boolean isSynchronized() {
        return training.definitions().stream()
                .anyMatch(definition -> definition instanceof Definition.Moments moments && moments.isSynchronized());
    }
}
