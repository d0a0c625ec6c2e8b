package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.Profile;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.LayerBatch;
import io.github.normwright.processor.testing.LayerSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kernel computes what the formulas say, interpreted in double precision, for sizes around the numbers of lanes; and
 * all kernels compute the same, bit for bit, with any number of threads.
 */
class AgreementTest {

    private static final int[] SIZES = {1, 3, 4, 15, 16, 17, 33, 64, 65, 70};

    /** Whole and half blocks of lanes, wide ones and what they leave, and groups of rows. */
    private static final int[] BLOCKS = {32, 96, 112, 128, 131, 208, 256, 300, 660};

    private static Stream<LayerSource> channelsLast() {
        return Stream.of(SIZES, BLOCKS)
                .flatMap(sizes -> Arrays.stream(sizes).boxed())
                .flatMap(channels -> bothTypes(LayerSource.of(shape(DYNAMIC, channels), -1)));
    }

    private static Stream<LayerSource> channelsFirst() {
        return Stream.of(SIZES)
                .flatMap(sizes -> Arrays.stream(sizes).boxed())
                .flatMap(inner -> bothTypes(LayerSource.of(shape(DYNAMIC, 3, inner), 1)));
    }

    private static Stream<LayerSource> otherLayouts() {
        return Stream.of(
                        LayerSource.of(shape(DYNAMIC, 3, 5, 17), 3),
                        LayerSource.of(shape(DYNAMIC, 3, 5, 17), 1),
                        LayerSource.of(shape(DYNAMIC, 3, 5, 17), 2),
                        LayerSource.of(shape(4, 3, 5, 17), 0),
                        LayerSource.of(shape(4, 3, 5, 19), 0),
                        LayerSource.of(shape(DYNAMIC, 3, 5, 17), 1, 3),
                        LayerSource.of(shape(DYNAMIC, 3, 5, 17), 1, 2),
                        LayerSource.of(shape(DYNAMIC, 3, 5, 17), 2, 3),
                        LayerSource.of(shape(DYNAMIC, 3, 5, 17), 3, 1, 2),
                        LayerSource.of(shape(4, 3, 5, 17), 0, 2),
                        LayerSource.of(shape(DYNAMIC, 2, 3, 2, 5, 4), 1, 3, 5),
                        LayerSource.of(shape(2, 2, 3, 2, 5, 4), 0, 2, 4),
                        LayerSource.of(shape(DYNAMIC, DYNAMIC, 6), -1),
                        LayerSource.of(shape(DYNAMIC, 6, DYNAMIC), 1),
                        LayerSource.of(shape(DYNAMIC, 6, DYNAMIC, DYNAMIC), -3),
                        LayerSource.of(shape(DYNAMIC, DYNAMIC, 6, DYNAMIC), 2),
                        LayerSource.of(shape(DYNAMIC, 1), -1),
                        LayerSource.of(shape(DYNAMIC, 1, 7), 1),
                        LayerSource.of(shape(1, 20), 1),
                        LayerSource.of(shape(19), 0),
                        LayerSource.of(shape(1), 0),
                        LayerSource.of(shape(1, 1, 1), 0, 1, 2),
                        LayerSource.of(shape(3, 1, 5), 0, 1, 2),
                        // Gradients of arguments are reduced, and those of parameters are not.
                        LayerSource.of(shape(5, 4, 3), 0, 1, 2)
                                .with("adjustment", true)
                                .with("adjustmentAxes", List.of(0, 2)),
                        // Training tells apart the axes of the channels, and what updates variables afterwards does
                        // not.
                        LayerSource.of(shape(4, 5, 3), 1, 2)
                                .with("virtualBatchSize", 2)
                                .with("virtualBatchUpdates", VirtualBatchUpdates.AVERAGED)
                                .with("adjustment", true)
                                .with("adjustmentAxes", List.of(1))
                                .with("nonFinite", NonFinite.SKIP))
                .flatMap(AgreementTest::bothTypes);
    }

    private static Stream<LayerSource> settings() {
        LayerSource last = LayerSource.of(shape(DYNAMIC, 2, 5, 19), 3);
        LayerSource first = LayerSource.of(shape(DYNAMIC, 19, 2, 5), 1);
        return Stream.of(last, first)
                .flatMap(source -> Stream.of(
                        source.with("center", false),
                        source.with("scale", false),
                        source.with("center", false).with("scale", false),
                        source.with("momentum", 0.0),
                        source.with("momentum", 1.0),
                        source.with("epsilon", 0.1),
                        source.with("profile", Profile.TF_KERAS),
                        source.with("profile", Profile.TORCH),
                        source.with("profile", Profile.ONNX),
                        source.with("profile", Profile.TORCH).with("cumulativeAverage", true),
                        source.with("profile", Profile.TORCH).with("trackRunningStats", false),
                        source.with("trainable", false)))
                .flatMap(AgreementTest::bothTypes);
    }

    /** Elements that are converted, in whole vectors and in what is left of rows and planes. */
    private static Stream<LayerSource> shortTypes() {
        return Stream.of(
                        LayerSource.of(shape(DYNAMIC, 5, 64), -1),
                        LayerSource.of(shape(DYNAMIC, 5, 83), -1),
                        LayerSource.of(shape(DYNAMIC, 3), -1),
                        LayerSource.of(shape(DYNAMIC, 3, 7, 7), 1),
                        LayerSource.of(shape(DYNAMIC, 3, 64), 1),
                        LayerSource.of(shape(DYNAMIC, 3, DYNAMIC), 1),
                        LayerSource.of(shape(DYNAMIC, 5, 64), -1)
                                .with("residual", true)
                                .with("activation", Activation.RELU),
                        LayerSource.of(shape(DYNAMIC, 3, 7, 7), 1)
                                .with("residual", true)
                                .with("activation", Activation.GELU))
                .flatMap(source -> Stream.of(source.as(DType.FLOAT16), source.as(DType.BFLOAT16)));
    }

    /** Several rows of a block at once, next to stores and numbers of rows, and inside a loop over samples. */
    private static Stream<LayerSource> blocks() {
        return Stream.of(
                        LayerSource.of(shape(DYNAMIC, 3, 96), -1)
                                .with("scale", false)
                                .with("residual", true)
                                .with("activation", Activation.RELU),
                        LayerSource.of(shape(DYNAMIC, 3, 224), -1).with("activation", Activation.RELU),
                        // Zero is a vector of its own: in two rows of a block, where nothing is reduced, and behind
                        // runs.
                        LayerSource.of(shape(DYNAMIC, 3, 96), -1)
                                .with("scale", false)
                                .with("activation", Activation.RELU),
                        LayerSource.of(shape(1, 32), 1).with("activation", Activation.RELU),
                        LayerSource.of(shape(DYNAMIC, 3, 70), 1).with("activation", Activation.RELU),
                        LayerSource.of(shape(DYNAMIC, 3, 300), -1).with("activation", Activation.RELU),
                        LayerSource.of(shape(DYNAMIC, 3, 272), -1)
                                .with("residual", true)
                                .with("activation", Activation.HARD_SWISH),
                        LayerSource.of(shape(DYNAMIC, 3, 32), -1).with("mask", true),
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 3, 160), -1)
                                .with("groups", 5))
                .flatMap(AgreementTest::bothTypes);
    }

    private static Stream<LayerSource> bothTypes(LayerSource source) {
        return Stream.of(source, source.as(DType.FLOAT64));
    }

    static Stream<LayerBatch.Member> layers() {
        return LayerBatch.of(
                Stream.of(channelsLast(), channelsFirst(), otherLayouts(), settings(), shortTypes(), blocks())
                        .flatMap(layers -> layers));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyKernelAgreesWithTheFormulas(LayerBatch.Member layer) {
        Agreement.check(layer);
    }
}
