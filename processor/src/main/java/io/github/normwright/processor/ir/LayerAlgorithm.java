package io.github.normwright.processor.ir;

import java.util.List;

/**
 * A layer as mathematics.
 *
 * @param space the axes of input and output
 * @param variables what the layer remembers, in the order in which it is stored
 * @param training from {@code x} to {@code y} and to the updates of variables
 * @param inference from {@code x} to {@code y}, without updates
 */
public record LayerAlgorithm(Axes space, List<Variable> variables, Algorithm training, Algorithm inference) {

    /** The names of input and output in both algorithms. */
    public static final String INPUT = "x";

    public static final String OUTPUT = "y";

    public LayerAlgorithm {
        variables = List.copyOf(variables);
    }
}
