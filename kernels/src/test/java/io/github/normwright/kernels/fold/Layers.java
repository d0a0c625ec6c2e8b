package io.github.normwright.kernels.fold;

import io.github.normwright.kernels.Elements;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Linear layers of every kind, with random weights. */
final class Layers {

    private Layers() {}

    /** A layer and the shape of an input that fits it. */
    record Example(String name, LinearLayer<double[]> layer, List<Integer> input) {
        @Override
        public String toString() {
            return name;
        }

        int channelAxis() {
            return layer.geometry().isChannelsFirst() ? 1 : input.size() - 1;
        }
    }

    static Stream<Example> all() {
        LinearGeometry flat = LinearGeometry.valid(2);
        LinearGeometry first = flat.channelsFirst();
        LinearGeometry strided = first.withStrides(List.of(2, 1)).withDilations(List.of(1, 2));
        return Stream.of(
                example("keras dense", LinearWeights.kerasDense(4, 3), LinearGeometry.DENSE, 5, 4),
                example("keras dense of rank 3", LinearWeights.kerasDense(4, 3), LinearGeometry.DENSE, 5, 2, 4),
                example("torch dense", LinearWeights.torchDense(3, 4), LinearGeometry.DENSE, 5, 4),
                example("keras convolution", LinearWeights.kerasConvolution(List.of(3, 2, 4, 6), 1), flat, 2, 5, 4, 4),
                example(
                        "keras convolution in groups",
                        LinearWeights.kerasConvolution(List.of(3, 2, 2, 6), 2),
                        flat,
                        2,
                        5,
                        4,
                        4),
                example(
                        "keras convolution of rank 1",
                        LinearWeights.kerasConvolution(List.of(3, 2, 5), 1),
                        LinearGeometry.valid(1),
                        2,
                        6,
                        2),
                example(
                        "torch convolution",
                        LinearWeights.torchConvolution(List.of(6, 4, 3, 2), 1),
                        strided,
                        2,
                        4,
                        7,
                        5),
                example(
                        "torch convolution in groups",
                        LinearWeights.torchConvolution(List.of(6, 2, 3, 2), 2),
                        strided,
                        2,
                        4,
                        7,
                        5),
                example(
                        "torch depthwise convolution",
                        LinearWeights.torchConvolution(List.of(8, 1, 3, 2), 4),
                        first,
                        2,
                        4,
                        7,
                        5),
                example("keras depthwise", LinearWeights.kerasDepthwise(List.of(2, 3, 4, 2)), flat, 2, 5, 4, 4),
                example(
                        "torch convolution of rank 3",
                        LinearWeights.torchConvolution(List.of(2, 3, 1, 2, 2), 1),
                        LinearGeometry.valid(3).channelsFirst(),
                        1,
                        3,
                        2,
                        3,
                        3),
                example(
                        "padded keras convolution",
                        LinearWeights.kerasConvolution(List.of(3, 2, 4, 6), 1),
                        flat.withStrides(List.of(2, 2)).withSamePadding(List.of(5, 4), List.of(3, 2)),
                        2,
                        5,
                        4,
                        4),
                example(
                        "keras transposed convolution",
                        LinearWeights.kerasTransposedConvolution(List.of(3, 2, 6, 4)),
                        flat.transposed().withStrides(List.of(2, 1)),
                        2,
                        3,
                        4,
                        4),
                example(
                        "torch transposed convolution in groups",
                        LinearWeights.torchTransposedConvolution(List.of(4, 3, 3, 2), 2),
                        first.transposed().withStrides(List.of(2, 3)).withPadding(List.of(1, 0), List.of(0, -1)),
                        2,
                        4,
                        3,
                        3));
    }

    private static Example example(String name, LinearWeights layout, LinearGeometry geometry, Integer... input) {
        Random random = new Random(name.hashCode());
        double[] weights = random.doubles(layout.size(), -1, 1).toArray();
        Optional<double[]> bias = name.contains("depthwise")
                ? Optional.empty()
                : Optional.of(random.doubles(layout.outputs(), -1, 1).toArray());
        return new Example(name, LinearLayer.of(Elements.FLOAT64, layout, geometry, weights, bias), List.of(input));
    }
}
