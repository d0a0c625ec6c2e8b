package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.OnnxFile;
import io.github.normwright.examples.modelfiles.format.OnnxNode;
import io.github.normwright.examples.modelfiles.format.TensorInfo;
import io.github.normwright.kernels.fold.LinearGeometry;
import io.github.normwright.kernels.fold.LinearWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the linear layers of ONNX models. What it does not know for sure, it leaves out: nothing is folded into that. */
final class OnnxLinears {

    private final OnnxFile file;
    private final OnnxNames names = new OnnxNames();
    private final Map<String, OnnxNode> producers = new HashMap<>();

    private OnnxLinears(OnnxFile file) {
        this.file = file;
        file.nodes().forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
    }

    static List<ModelLinear> of(OnnxFile file) {
        OnnxLinears linears = new OnnxLinears(file);
        List<ModelLinear> found = new ArrayList<>();
        for (OnnxNode node : file.nodes()) {
            TensorInfo weights = node.inputs().size() < 2
                    ? null
                    : file.tensors().get(node.inputs().get(1));
            if (weights != null && !weights.shape().contains(0)) {
                try {
                    linears.linear(node, weights)
                            .filter(linear -> linear.isIn(file.tensors()))
                            .ifPresent(found::add);
                } catch (IllegalArgumentException | ArithmeticException unknown) {
                    continue;
                }
            }
        }
        return found;
    }

    private Optional<ModelLinear> linear(OnnxNode node, TensorInfo weights) {
        List<Integer> shape = weights.shape();
        int groups = Math.toIntExact(node.integers().getOrDefault("group", 1L));
        return switch (node.operator()) {
            case "Conv" -> linear(node, LinearWeights.torchConvolution(shape, groups), convolution(node, shape));
            case "ConvTranspose" ->
                node.integerLists().containsKey("output_shape")
                        ? Optional.empty()
                        : linear(
                                node,
                                LinearWeights.torchTransposedConvolution(shape, groups),
                                transposed(node, convolution(node, shape).transposed()));
            case "Gemm" -> gemm(node, shape);
            default -> Optional.empty();
        };
    }

    private Optional<ModelLinear> gemm(OnnxNode node, List<Integer> shape) {
        boolean isPlain = node.integers().getOrDefault("transA", 0L) == 0
                && node.floats().getOrDefault("alpha", 1f) == 1
                && node.floats().getOrDefault("beta", 1f) == 1
                && shape.size() == 2;
        if (!isPlain) {
            return Optional.empty();
        }
        boolean isTransposed = node.integers().getOrDefault("transB", 0L) != 0;
        LinearWeights layout = isTransposed
                ? LinearWeights.torchDense(shape.get(0), shape.get(1))
                : LinearWeights.kerasDense(shape.get(0), shape.get(1));
        return linear(node, layout, LinearGeometry.DENSE);
    }

    private Optional<ModelLinear> linear(OnnxNode node, LinearWeights layout, LinearGeometry geometry) {
        if (!node.texts().getOrDefault("auto_pad", "NOTSET").equals("NOTSET")) {
            return Optional.empty();
        }
        String name = names.ofNode(node);
        OnnxNode producer = producers.get(node.inputs().get(0));
        boolean hasBias = node.inputs().size() > 2 && !node.inputs().get(2).isEmpty();
        return Optional.of(new ModelLinear(
                name,
                name,
                producer == null ? new LayerInput.OfModel() : new LayerInput.OutputOf(names.ofNode(producer)),
                layout,
                geometry,
                false,
                node.inputs().get(1),
                hasBias ? Optional.of(node.inputs().get(2)) : Optional.empty()));
    }

    private static LinearGeometry convolution(OnnxNode node, List<Integer> shape) {
        int rank = shape.size() - 2;
        List<Integer> pads = list(node, "pads", 2 * rank, 0);
        return LinearGeometry.valid(rank)
                .channelsFirst()
                .withStrides(list(node, "strides", rank, 1))
                .withDilations(list(node, "dilations", rank, 1))
                .withPadding(pads.subList(0, rank), pads.subList(rank, pads.size()));
    }

    /** Zeros that are added to the output are what is cut off, the other way round. */
    private static LinearGeometry transposed(OnnxNode node, LinearGeometry geometry) {
        List<Integer> added = list(node, "output_padding", geometry.rank(), 0);
        List<Integer> after = new ArrayList<>();
        for (int i = 0; i < added.size(); i++) {
            after.add(geometry.paddingAfter().get(i) - added.get(i));
        }
        return geometry.withPadding(geometry.paddingBefore(), after);
    }

    private static List<Integer> list(OnnxNode node, String attribute, int count, int otherwise) {
        List<Long> values = node.integerLists().get(attribute);
        if (values == null) {
            return Collections.nCopies(count, otherwise);
        }
        if (values.size() != count) {
            throw new IllegalArgumentException(
                    "expected " + count + " numbers in " + attribute + ", found " + values.size());
        }
        return values.stream().map(Math::toIntExact).toList();
    }
}
