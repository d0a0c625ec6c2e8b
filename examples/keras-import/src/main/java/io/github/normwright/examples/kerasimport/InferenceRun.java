package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.examples.modelfiles.format.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Runs generated layers in inference. */
final class InferenceRun {

    private InferenceRun() {}

    /**
     * What a layer gives for an input.
     *
     * @param dtype the layer's
     * @param layer the layer
     * @param x the input
     * @throws IllegalArgumentException if the input has another shape than the layer
     */
    static double[] of(DType dtype, NormalizationLayer<?, ?> layer, Tensor x) {
        int[] sizes = dynamicSizes(layer, x.info().shape());
        return switch (dtype) {
            case FLOAT32 -> infer(layer, Elements.FLOAT32, x, sizes);
            case FLOAT64 -> infer(layer, Elements.FLOAT64, x, sizes);
            case FLOAT16 -> infer(layer, Elements.FLOAT16, x, sizes);
            case BFLOAT16 -> infer(layer, Elements.BFLOAT16, x, sizes);
        };
    }

    @SuppressWarnings("unchecked")
    private static <A> double[] infer(NormalizationLayer<?, ?> layer, Elements<A> elements, Tensor x, int[] sizes) {
        A y = elements.zeros(x.info().elements());
        ((NormalizationLayer<A, ?>) layer).infer(elements.of(x.toDoubles()), 0, y, 0, sizes);
        return elements.toDoubles(y);
    }

    private static int[] dynamicSizes(NormalizationLayer<?, ?> layer, List<Integer> shape) {
        List<Integer> sizes = new ArrayList<>();
        boolean fits = shape.size() == layer.shape().size();
        for (int i = 0; fits && i < shape.size(); i++) {
            if (layer.shape().get(i) == -1) {
                sizes.add(shape.get(i));
            } else {
                fits = layer.shape().get(i).equals(shape.get(i));
            }
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "the recorded input has shape " + shape + ", the layer " + layer.shape() + " (-1 is any size)");
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }
}
