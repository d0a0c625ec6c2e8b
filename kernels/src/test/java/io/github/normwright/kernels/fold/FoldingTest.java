package io.github.normwright.kernels.fold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.ChannelAffine;
import io.github.normwright.api.DType;
import io.github.normwright.kernels.Elements;
import io.github.normwright.kernels.fold.Layers.Example;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both forms give the same numbers, for every kind of linear layer; where they could not, folding is refused. */
class FoldingTest {

    static Stream<Example> all() {
        return Layers.all();
    }

    private static ChannelAffine affine(int channels, int rank, int axis) {
        Random random = new Random(channels);
        return new ChannelAffine(
                rank,
                axis,
                random.doubles(channels, -2, 2).toArray(),
                random.doubles(channels, -2, 2).toArray());
    }

    /** The normalization by itself. */
    private static double[] normalized(ChannelAffine affine, double[] x, List<Integer> shape) {
        int inner = shape.subList(affine.axis() + 1, shape.size()).stream().reduce(1, (a, b) -> a * b);
        IntUnaryOperator channel = i -> i / inner % affine.channels();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * affine.scale(channel.applyAsInt(i)) + affine.offset(channel.applyAsInt(i));
        }
        return y;
    }

    private static double[] input(Example example) {
        return new Random(3).doubles(Indices.count(example.input()), -1, 1).toArray();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theLayerBeforeTakesIt(Example example) {
        LinearLayer<double[]> layer = example.layer();
        List<Integer> output = LinearReference.outputShape(layer, example.input());
        ChannelAffine affine = affine(layer.layout().outputs(), output.size(), example.channelAxis());
        double[] original = normalized(affine, LinearReference.run(layer, input(example), example.input()), output);

        LinearLayer<double[]> folded = Folding.intoPrevious(affine, layer);

        assertArrayEquals(original, LinearReference.run(folded, input(example), example.input()), 1e-13);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theLayerAfterTakesItUnlessItsBorderIsDifferent(Example example) {
        LinearLayer<double[]> layer = example.layer();
        ChannelAffine affine = affine(layer.layout().inputs(), example.input().size(), example.channelAxis());
        if (!layer.geometry().seesWholeKernel()) {
            String said = assertThrows(IllegalArgumentException.class, () -> Folding.intoNext(affine, layer))
                    .getMessage();
            assertTrue(said.contains("which no bias can do for a linear layer that is"), said);
            return;
        }
        double[] between = normalized(affine, input(example), example.input());
        double[] original = LinearReference.run(layer, between, example.input());

        LinearLayer<double[]> folded = Folding.intoNext(affine, layer);

        assertArrayEquals(original, LinearReference.run(folded, input(example), example.input()), 1e-13);
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutAnOffsetEveryLayerAfterTakesIt(Example example) {
        LinearLayer<double[]> layer = example.layer();
        ChannelAffine with = affine(layer.layout().inputs(), example.input().size(), example.channelAxis());
        double[] scales = new double[with.channels()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = with.scale(i);
        }
        ChannelAffine affine = new ChannelAffine(with.rank(), with.axis(), scales, new double[scales.length]);
        double[] between = normalized(affine, input(example), example.input());
        double[] original = LinearReference.run(layer, between, example.input());

        LinearLayer<double[]> folded = Folding.intoNext(affine, layer);

        assertArrayEquals(original, LinearReference.run(folded, input(example), example.input()), 1e-13);
    }

    private static <A> void assertNearest(Elements<A> elements) {
        double[] weights = elements.toDoubles(elements.of(0.3, -1.7, 5.1, 0.01));
        double[] bias = elements.toDoubles(elements.of(0.2, -0.7));
        LinearLayer<A> layer = LinearLayer.of(
                elements,
                LinearWeights.kerasDense(2, 2),
                LinearGeometry.DENSE,
                elements.of(weights),
                Optional.of(elements.of(bias)));
        ChannelAffine affine = new ChannelAffine(2, 1, new double[] {1.1, -0.37}, new double[] {0.013, 3.3});
        double[] expectedWeights = {
            weights[0] * 1.1, weights[1] * -0.37, weights[2] * 1.1, weights[3] * -0.37,
        };
        LinearLayer<A> folded = Folding.intoPrevious(affine, layer);
        assertArrayEquals(elements.toDoubles(elements.of(expectedWeights)), elements.toDoubles(folded.weights()), 0);
        assertArrayEquals(
                elements.toDoubles(elements.of(bias[0] * 1.1 + 0.013, bias[1] * -0.37 + 3.3)),
                elements.toDoubles(folded.bias().orElseThrow()),
                0);
        // The layer itself has not changed.
        assertArrayEquals(weights, elements.toDoubles(layer.weights()), 0);
    }

    @ParameterizedTest
    @EnumSource
    void eachWeightIsRoundedOnce(DType dtype) {
        assertNearest(Elements.of(dtype));
    }

    private static final LinearLayer<float[]> DENSE = LinearLayer.of(
            Elements.FLOAT32,
            LinearWeights.kerasDense(2, 3),
            LinearGeometry.DENSE,
            new float[] {1, 2, 3, 4, 5, 6},
            Optional.empty());

    private static String refusal(Runnable folding) {
        return assertThrows(IllegalArgumentException.class, folding::run).getMessage();
    }

    @Test
    void otherChannelsAreRefusedWithBothSides() {
        assertEquals(
                "the normalization has 2 channels, but the linear layer has 3 outputs: its weights have shape [2, 3]",
                refusal(() -> Folding.intoPrevious(affine(2, 2, 1), DENSE)));
        assertEquals(
                "the normalization has 3 channels, but the linear layer has 2 inputs: its weights have shape [2, 3]",
                refusal(() -> Folding.intoNext(affine(3, 2, 1), DENSE)));
    }

    @Test
    void otherAxesAreRefusedWithBothSides() {
        assertEquals(
                "the normalization has its channels on axis 1 of 3, but the linear layer has its outputs on axis 2 of 3",
                refusal(() -> Folding.intoPrevious(affine(3, 3, 1), DENSE)));
        LinearLayer<double[]> convolution = Layers.all()
                .filter(example -> example.name().equals("torch convolution"))
                .findFirst()
                .orElseThrow()
                .layer();
        assertEquals(
                "the normalization has its channels on axis 3 of 4, but the linear layer has its outputs on axis 1 of 4",
                refusal(() -> Folding.intoPrevious(affine(6, 4, 3), convolution)));
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        double[] zeros = new double[3];
        assertEquals(
                "channel 1 of the normalization has the scale NaN and the offset 0.0: its variables must be finite, and"
                        + " its variance at least 0",
                refusal(() ->
                        Folding.intoPrevious(new ChannelAffine(2, 1, new double[] {1, Double.NaN, 1}, zeros), DENSE)));
        assertEquals(
                "weight [0, 2] would be 1.2E39, which FLOAT32 cannot hold",
                refusal(() -> Folding.intoPrevious(new ChannelAffine(2, 1, new double[] {1, 1, 4e38}, zeros), DENSE)));
        assertEquals(
                "the bias of output 0 would be 1.0E39, which FLOAT32 cannot hold",
                refusal(() -> Folding.intoPrevious(
                        new ChannelAffine(2, 1, new double[] {1, 1, 1}, new double[] {1e39, 0, 0}), DENSE)));
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        LinearWeights layout = LinearWeights.kerasDense(2, 3);
        assertEquals(
                "expected 6 weights of shape [2, 3], found 5",
                refusal(() -> LinearLayer.of(
                        Elements.FLOAT32, layout, LinearGeometry.DENSE, new float[5], Optional.empty())));
        assertEquals(
                "expected a bias for each of the 3 output channels of weights of shape [2, 3], found 2",
                refusal(() -> LinearLayer.of(
                        Elements.FLOAT32, layout, LinearGeometry.DENSE, new float[6], Optional.of(new float[2]))));
        assertEquals(
                "expected groups of which 6 outputs are a multiple, found 4",
                refusal(() -> LinearWeights.torchConvolution(List.of(6, 1, 3), 4)));
        assertEquals(
                "expected strides for the 0 kernel axes of weights of shape [2, 3], found [1]",
                refusal(() -> LinearLayer.of(
                        Elements.FLOAT32, layout, LinearGeometry.valid(1), new float[6], Optional.empty())));
    }
}
