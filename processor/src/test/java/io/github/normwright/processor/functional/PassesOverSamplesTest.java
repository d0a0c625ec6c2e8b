package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.BatchNormalization;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.InPlace;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Layers whose passes follow one another sample by sample, or for some groups of a large sample after the other. Threads share
 * these parts, or the tiles of each pass if there are more threads than parts.
 */
class PassesOverSamplesTest {

    /** Two tiles, the second one smaller. */
    private static final int ROWS = 700;

    static Stream<LayerSource> layers() {
        LayerSource group = LayerSource.of(GroupNormalization.class, shape(DYNAMIC, ROWS, 32), -1)
                .with("groups", 4);
        return Stream.of(
                group,
                group.with("residual", true).with("activation", Activation.RELU),
                group.with("residual", true).with("activation", Activation.GELU_TANH),
                group.as(DType.BFLOAT16),
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, ROWS, 33), -1)
                        .with("groups", 3),
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 6, 3000), 1)
                        .with("groups", 2),
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 6, 3000), 1)
                        .with("groups", 2)
                        .with("residual", true)
                        .with("activation", Activation.RELU),
                // Two groups of a sample, and then one.
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 6, 12_001), 1)
                        .with("groups", 3),
                LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 23, 3001), 1)
                        .with("trackRunningStats", true),
                LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 3, 9001), 1),
                LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 3, 9001), 1)
                        .with("residual", true)
                        .with("activation", Activation.RELU),
                LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, ROWS, 20), -1),
                LayerSource.of(BatchNormalization.class, shape(DYNAMIC, ROWS, 16), -1)
                        .with("virtualBatchSize", 1));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void agreeForMoreAndForFewerSamplesThanThreads(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        for (int samples : new int[] {1, 2, 4}) {
            Agreement.check(source, compiled, true, samples);
        }
        Agreement.check(source, compiled, false, 2);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void areReadBeforeTheyAreOverwritten(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        for (int samples : new int[] {1, 3}) {
            LayerRun.Input input =
                    LayerRun.Input.random(source.algorithm(), 9, true, samples).roundedTo(source.dtype());
            InPlace.check(source, samples + " samples", places -> run(source, compiled, input, places, samples));
        }
    }

    /** Only one of them gets helpers at a time; the others do all tiles alone. */
    @Test
    void callersThatShareThreadsGetTheSame() {
        LayerSource source = LayerSource.of(GroupNormalization.class, shape(DYNAMIC, ROWS, 32), -1)
                .with("groups", 4);
        Compiled compiled = Compiled.of(source);
        float[] x = new float[ROWS * 32];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 97 - i % 13;
        }
        float[] expected = inferred(Kernels.SCALAR.create(compiled, source.className(), Threads.callingThread()), x);
        try (Threads threads = Threads.of(2)) {
            NormalizationLayer<?, ?> layer = Kernels.VECTOR_256.create(compiled, source.className(), threads);
            IntStream.range(0, 200).parallel().forEach(call -> assertArrayEquals(expected, inferred(layer, x)));
        }
    }

    @SuppressWarnings("unchecked")
    private static float[] inferred(NormalizationLayer<?, ?> layer, float[] x) {
        float[] y = new float[x.length];
        ((NormalizationLayer<float[], ?>) layer).infer(x, 0, y, 0, new int[] {1});
        return y;
    }

    private static LayerRun run(
            LayerSource source, Compiled compiled, LayerRun.Input input, Map<String, String> inPlace, int samples) {
        try (Threads threads = Threads.of(2)) {
            return LayerRun.of(
                    Kernels.VECTOR_256.create(compiled, source.className(), threads), input, inPlace, samples);
        }
    }
}
