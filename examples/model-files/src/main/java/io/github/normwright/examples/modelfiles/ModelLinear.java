package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.TensorInfo;
import io.github.normwright.kernels.fold.LinearGeometry;
import io.github.normwright.kernels.fold.LinearWeights;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dense, convolution or depthwise layer of a model, without an activation. Immutable.
 *
 * @param path the layer's name after those of the models around it, with slashes between them
 * @param name the layer's name
 * @param input what it takes
 * @param layout what the axes of its weights mean
 * @param unpadded how its kernel moves, but for padding that depends on the size of the input
 * @param isPaddedSame whether it is padded so that the output has the size of the input, divided by the stride
 * @param weights the name of the tensor that holds its weights
 * @param bias the name of the tensor that holds its bias, if it has one
 */
public record ModelLinear(
        String path,
        String name,
        LayerInput input,
        LinearWeights layout,
        LinearGeometry unpadded,
        boolean isPaddedSame,
        String weights,
        Optional<String> bias) {

    /** Whether a file has the tensors, in these shapes. */
    boolean isIn(Map<String, TensorInfo> tensors) {
        return has(tensors, weights, layout.shape())
                && (bias.isEmpty() || has(tensors, bias.get(), List.of(layout.outputs())));
    }

    private static boolean has(Map<String, TensorInfo> tensors, String name, List<Integer> shape) {
        TensorInfo info = tensors.get(name);
        return info != null && info.type().isFloating() && info.shape().equals(shape);
    }

    /**
     * How the kernel moves over an input.
     *
     * @param shape the shape of the input
     * @return the geometry with its padding
     */
    public LinearGeometry geometry(List<Integer> shape) {
        if (!isPaddedSame) {
            return unpadded;
        }
        int first = unpadded.isChannelsFirst() ? 2 : 1;
        List<Integer> kernel =
                layout.kernelAxes().stream().map(layout.shape()::get).toList();
        return unpadded.withSamePadding(shape.subList(first, first + unpadded.rank()), kernel);
    }
}
