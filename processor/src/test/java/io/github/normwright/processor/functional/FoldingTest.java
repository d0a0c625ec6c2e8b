package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Activation;
import io.github.normwright.api.ChannelAffine;
import io.github.normwright.api.DType;
import io.github.normwright.api.Fused;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.Profile;
import io.github.normwright.api.Variable;
import io.github.normwright.kernels.Elements;
import io.github.normwright.kernels.fold.FoldCheck;
import io.github.normwright.kernels.fold.FoldComparison;
import io.github.normwright.kernels.fold.Folding;
import io.github.normwright.kernels.fold.LinearGeometry;
import io.github.normwright.kernels.fold.LinearLayer;
import io.github.normwright.kernels.fold.LinearWeights;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated layers say what their inference does, and fold into dense layers and convolutions on either side. */
class FoldingTest {

    private static final int CHANNELS = 6;

    private static final LayerSource LAST = LayerSource.of(shape(DYNAMIC, 4, 3, CHANNELS), -1);
    private static final LayerSource FIRST = LayerSource.of(shape(DYNAMIC, CHANNELS, 4, 3), 1);

    static Stream<LayerSource> layers() {
        return Stream.of(
                        LAST,
                        FIRST,
                        LAST.with("center", false),
                        LAST.with("scale", false),
                        FIRST.with("center", false).with("scale", false),
                        LAST.with("renorm", true),
                        LAST.with("virtualBatchSize", 2).with("profile", Profile.TF_KERAS),
                        LAST.with("adjustment", true).with("profile", Profile.TF_KERAS_V1),
                        LAST.with("trainable", false),
                        FIRST.with("profile", Profile.TORCH),
                        LAST.with("profile", Profile.TF_LAYERS_1_4).with("fused", Fused.FORBIDDEN),
                        LAST.with("profile", Profile.TF_KERAS_V1).with("epsilon", 1e-8))
                .flatMap(layer -> Stream.of(DType.FLOAT32, DType.FLOAT64).map(layer::as));
    }

    private static double[] random(int seed, int count) {
        return new Random(seed).doubles(count, -1, 1).toArray();
    }

    /** A layer with variables as training leaves them. */
    private static TestedLayer layer(LayerSource source) {
        TestedLayer layer = TestedLayer.of(source);
        int seed = 0;
        for (Variable<?> variable : layer.layer().variables()) {
            double[] values = random(seed++, variable.size());
            for (int i = 0; i < values.length; i++) {
                boolean isSpread =
                        variable.name().contains("variance") || variable.name().contains("stddev");
                values[i] = isSpread ? values[i] + 1.5 : values[i];
            }
            layer.set(variable.name(), values);
        }
        return layer;
    }

    private static double tolerance(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 2e-6;
            case FLOAT64 -> 1e-14;
            case FLOAT16 -> 5e-3;
            case BFLOAT16 -> 4e-2;
        };
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theAffineIsWhatInferenceDoes(LayerSource source) {
        TestedLayer layer = layer(source);
        ChannelAffine affine = layer.layer().inferenceAffine();
        int axis = Math.floorMod(source.axis().get(0), 4);
        assertEquals(4, affine.rank());
        assertEquals(axis, affine.axis());
        assertEquals(CHANNELS, affine.channels());
        double[] x = layer.rounded(random(9, 2 * 4 * 3 * CHANNELS));
        double[] expected = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int channel = axis == 3 ? i % CHANNELS : i / 12 % CHANNELS;
            expected[i] = x[i] * affine.scale(channel) + affine.offset(channel);
        }
        assertArrayEquals(expected, layer.infer(x), tolerance(source.dtype()));
    }

    private static <A> void assertFolds(Elements<A> elements, LayerSource source) {
        boolean isFirst = source.axis().get(0) == 1;
        LinearGeometry geometry = isFirst ? LinearGeometry.valid(2).channelsFirst() : LinearGeometry.valid(2);
        TestedLayer tested = layer(source.as(elements.dtype()));
        @SuppressWarnings("unchecked")
        NormalizationLayer<A, ?> layer = (NormalizationLayer<A, ?>) (NormalizationLayer<?, ?>) tested.layer();

        LinearWeights before = isFirst
                ? LinearWeights.torchConvolution(List.of(CHANNELS, 2, 2, 2), 2)
                : LinearWeights.kerasConvolution(List.of(2, 2, 2, CHANNELS), 2);
        LinearLayer<A> previous = linear(elements, before, geometry);
        List<Integer> input = isFirst ? List.of(3, 4, 5, 4) : List.of(3, 5, 4, 4);
        FoldComparison first = FoldCheck.previous(
                previous,
                layer,
                elements,
                Folding.intoPrevious(layer.inferenceAffine(), previous),
                tolerance(elements.dtype()),
                elements.toDoubles(elements.of(random(4, 3 * 80))),
                input);
        assertTrue(first.isClose(), source + ": " + first);

        LinearWeights after = isFirst
                ? LinearWeights.torchConvolution(List.of(4, CHANNELS, 2, 2), 1)
                : LinearWeights.kerasDepthwise(List.of(2, 2, CHANNELS, 2));
        LinearLayer<A> next = linear(elements, after, geometry);
        FoldComparison second = FoldCheck.next(
                layer,
                elements,
                next,
                Folding.intoNext(layer.inferenceAffine(), next),
                2 * tolerance(elements.dtype()),
                elements.toDoubles(elements.of(random(5, 3 * 12 * CHANNELS))),
                isFirst ? List.of(3, CHANNELS, 4, 3) : List.of(3, 4, 3, CHANNELS));
        assertTrue(second.isClose(), source + ": " + second);
    }

    private static <A> LinearLayer<A> linear(Elements<A> elements, LinearWeights layout, LinearGeometry geometry) {
        return LinearLayer.of(
                elements,
                layout,
                geometry,
                elements.of(random(1, layout.size())),
                Optional.of(elements.of(random(2, layout.outputs()))));
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesTakeItInEveryDtype(DType dtype) {
        assertFolds(Elements.of(dtype), LAST);
        assertFolds(Elements.of(dtype), FIRST);
        assertFolds(Elements.of(dtype), LAST.with("renorm", true).with("center", false));
    }

    @Test
    void theCheckSaysWhereTheFormsDiffer() {
        LinearLayer<float[]> dense = linear(Elements.FLOAT32, LinearWeights.kerasDense(2, 3), LinearGeometry.DENSE);
        TestedLayer tested = layer(LayerSource.of(shape(DYNAMIC, 3), -1));
        @SuppressWarnings("unchecked")
        NormalizationLayer<float[], ?> layer =
                (NormalizationLayer<float[], ?>) (NormalizationLayer<?, ?>) tested.layer();
        LinearLayer<float[]> folded = Folding.intoPrevious(layer.inferenceAffine(), dense);
        tested.set("beta", 0, 0, 5);
        FoldComparison comparison = FoldCheck.previous(
                dense, layer, Elements.FLOAT32, folded, 1e-5, new double[] {0, 0, 1, 1}, List.of(2, 2));
        assertTrue(!comparison.isClose());
        assertEquals(2, comparison.place().get(1));
        assertTrue(comparison.toString().contains("allowed 1.0E-5"), comparison.toString());
    }

    @Test
    void whatIsNoScaleAndOffsetOfOneAxisIsRefused() {
        for (LayerSource source : List.of(
                LayerSource.of(shape(DYNAMIC, 4, 3), 1, 2),
                LAST.with("activation", Activation.RELU),
                LAST.with("residual", true),
                LAST.with("trackRunningStats", false).with("profile", Profile.TORCH))) {
            TestedLayer layer = TestedLayer.of(source);
            String said = assertThrows(
                            UnsupportedOperationException.class,
                            () -> layer.layer().inferenceAffine())
                    .getMessage();
            assertEquals(
                    "the inference of tested is not a scale and an offset for each channel of one axis, so it cannot be"
                            + " folded",
                    said);
        }
    }
}
