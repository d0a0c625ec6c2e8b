package io.github.normwright.kernels.fold;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.kernels.Elements;
import io.github.normwright.kernels.Inference;
import java.util.List;

/**
 * Compares a folded layer with the linear layer and the normalization that it stands for, on inputs that the caller gives. Linear
 * layers run by {@link LinearReference}, normalizations as they are. Thread-safe.
 */
public final class FoldCheck {

    private FoldCheck() {}

    /**
     * Compares after a normalization was folded into the linear layer before it.
     *
     * @param linear the linear layer as it was
     * @param normalization the layer after it
     * @param elements the dtype of the normalization's input and output, to which the linear layer's output is rounded
     * @param folded the folded layer
     * @param tolerance the largest difference that is allowed, to outputs up to 1, and in proportion to larger ones
     * @param x inputs of the linear layer, row-major
     * @param shape their shape
     * @return how the outputs compare
     * @param <A> the array type of the normalization
     * @throws IllegalArgumentException if the inputs do not fit
     */
    public static <A> FoldComparison previous(
            LinearLayer<?> linear,
            NormalizationLayer<A, ?> normalization,
            Elements<A> elements,
            LinearLayer<?> folded,
            double tolerance,
            double[] x,
            List<Integer> shape) {
        List<Integer> output = LinearReference.outputShape(linear, shape);
        double[] between = LinearReference.run(linear, x, shape);
        double[] original = Inference.run(normalization, elements, between, output);
        return FoldComparison.of(original, LinearReference.run(folded, x, shape), output, tolerance);
    }

    /**
     * Compares after a normalization was folded into the linear layer after it.
     *
     * @param normalization the layer before the linear one
     * @param elements the dtype of the normalization's input and output
     * @param linear the linear layer as it was
     * @param folded the folded layer
     * @param tolerance the largest difference that is allowed, to outputs up to 1, and in proportion to larger ones
     * @param x inputs of the normalization, row-major
     * @param shape their shape
     * @return how the outputs compare
     * @param <A> the array type of the normalization
     * @throws IllegalArgumentException if the inputs do not fit
     */
    public static <A> FoldComparison next(
            NormalizationLayer<A, ?> normalization,
            Elements<A> elements,
            LinearLayer<?> linear,
            LinearLayer<?> folded,
            double tolerance,
            double[] x,
            List<Integer> shape) {
        double[] between = Inference.run(normalization, elements, x, shape);
        double[] original = LinearReference.run(linear, between, shape);
        double[] found = LinearReference.run(folded, x, shape);
        return FoldComparison.of(original, found, LinearReference.outputShape(linear, shape), tolerance);
    }
}
