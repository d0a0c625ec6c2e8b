package io.github.normwright.kernels;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** Runs the inference of layers that are not known by name. */
public final class Inference {

    private Inference() {}

    /**
     * What a layer gives for an input.
     *
     * @param layer the layer
     * @param elements how its inputs and outputs stand in arrays
     * @param x the input, row-major, rounded to the layer's dtype first
     * @param shape the shape of the input
     * @return the output, of the input's shape
     * @param <A> the array type of the layer
     * @throws IllegalArgumentException if the layer has another shape, or the input is too short for it
     */
    public static <A> double[] run(
            NormalizationLayer<A, ?> layer, Elements<A> elements, double[] x, List<Integer> shape) {
        int[] sizes = dynamicSizes(layer, shape);
        A y = elements.zeros(x.length);
        layer.infer(elements.of(x), 0, y, 0, sizes);
        return elements.toDoubles(y);
    }

    private static int[] dynamicSizes(NormalizationLayer<?, ?> layer, List<Integer> shape) {
        List<Integer> expected = layer.shape();
        boolean fits = shape.size() == expected.size();
        for (int i = 0; fits && i < shape.size(); i++) {
            fits = expected.get(i) == Shape.DYNAMIC || expected.get(i).equals(shape.get(i));
        }
        if (!fits) {
            throw Checks.unexpected("an input of the shape of " + layer.name() + ", " + expected, shape);
        }
        return IntStream.range(0, shape.size())
                .filter(i -> expected.get(i) == Shape.DYNAMIC)
                .map(shape::get)
                .toArray();
    }
}
