package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.examples.modelfiles.format.Tensor;
import io.github.normwright.kernels.Elements;
import io.github.normwright.kernels.Inference;

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
        return infer(layer, Elements.of(dtype), x);
    }

    @SuppressWarnings("unchecked")
    private static <A> double[] infer(NormalizationLayer<?, ?> layer, Elements<A> elements, Tensor x) {
        return Inference.run(
                (NormalizationLayer<A, ?>) layer,
                elements,
                x.toDoubles(),
                x.info().shape());
    }
}
