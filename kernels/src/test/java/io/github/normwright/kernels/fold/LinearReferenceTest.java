package io.github.normwright.kernels.fold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.kernels.Elements;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small layers, worked out by hand. */
class LinearReferenceTest {

    private static LinearLayer<double[]> layer(LinearWeights layout, LinearGeometry geometry, double... weights) {
        return LinearLayer.of(Elements.FLOAT64, layout, geometry, weights, Optional.empty());
    }

    private static void assertGives(LinearLayer<?> layer, List<Integer> shape, double[] x, double... expected) {
        assertArrayEquals(expected, LinearReference.run(layer, x, shape), 0);
    }

    @Test
    void denseLayersOfBothSystems() {
        double[] x = {1, 10};
        assertGives(
                layer(LinearWeights.kerasDense(2, 3), LinearGeometry.DENSE, 1, 2, 3, 4, 5, 6),
                List.of(1, 2),
                x,
                41,
                52,
                63);
        assertGives(
                layer(LinearWeights.torchDense(3, 2), LinearGeometry.DENSE, 1, 2, 3, 4, 5, 6),
                List.of(1, 2),
                x,
                21,
                43,
                65);
    }

    @Test
    void stridesDilationsAndPaddings() {
        LinearWeights kernel = LinearWeights.kerasConvolution(List.of(2, 1, 1), 1);
        LinearGeometry valid = LinearGeometry.valid(1);
        double[] x = {1, 2, 3, 4, 5};
        List<Integer> shape = List.of(1, 5, 1);
        assertGives(layer(kernel, valid, 1, 10), shape, x, 21, 32, 43, 54);
        assertGives(layer(kernel, valid.withStrides(List.of(2)), 1, 10), shape, x, 21, 43);
        assertGives(layer(kernel, valid.withDilations(List.of(3)), 1, 10), shape, x, 41, 52);
        // Keras puts what is odd behind.
        assertGives(layer(kernel, valid.withSamePadding(List.of(5), List.of(2)), 1, 10), shape, x, 21, 32, 43, 54, 5);
        assertGives(layer(kernel, valid.withPadding(List.of(1), List.of(0)), 1, 10), shape, x, 10, 21, 32, 43, 54);
    }

    @Test
    void transposedConvolutionsSpread() {
        LinearWeights kernel = LinearWeights.kerasTransposedConvolution(List.of(3, 1, 1));
        LinearGeometry spread = LinearGeometry.valid(1).transposed().withStrides(List.of(2));
        List<Integer> shape = List.of(1, 2, 1);
        double[] x = {1, 2};
        assertGives(layer(kernel, spread, 1, 10, 100), shape, x, 1, 10, 102, 20, 200);
        LinearLayer<double[]> same = layer(kernel, spread.withSamePadding(List.of(2), List.of(3)), 1, 10, 100);
        assertEquals(List.of(1, 4, 1), LinearReference.outputShape(same, shape));
        assertGives(same, shape, x, 1, 10, 102, 20);
    }

    @Test
    void groupsAndDepthwiseLayersKeepChannelsApart() {
        LinearGeometry point = LinearGeometry.valid(1);
        double[] x = {1, 10};
        List<Integer> shape = List.of(1, 1, 2);
        assertGives(layer(LinearWeights.kerasDepthwise(List.of(1, 2, 2)), point, 1, 2, 3, 4), shape, x, 1, 2, 30, 40);
        assertGives(
                layer(LinearWeights.kerasConvolution(List.of(1, 1, 4), 2), point, 1, 2, 3, 4), shape, x, 1, 2, 30, 40);
    }

    @Test
    void channelsMayStandFirst() {
        LinearLayer<double[]> layer = layer(
                LinearWeights.torchConvolution(List.of(1, 2, 2), 1),
                LinearGeometry.valid(1).channelsFirst(),
                1,
                2,
                3,
                4);
        assertGives(layer, List.of(1, 2, 3), new double[] {1, 2, 3, 10, 20, 30}, 1 + 4 + 30 + 80, 2 + 6 + 60 + 120);
    }
}
