package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Channels-last kernels start their vectors at lines of the cache, wherever in an array a tensor begins; take rows in
 * pairs, or in groups, or several as one; and write nothing but the tensor. Arrays here are large enough to be aligned.
 */
class RowSchedulesTest {

    private static final int ARRAY = 200_000;
    private static final float UNTOUCHED = -77;

    private static final Map<LayerSource, Compiled> COMPILED = new ConcurrentHashMap<>();

    static Stream<Arguments> cases() {
        return Stream.of(2, 3, 8, 15, 16, 19, 33, 48, 251, 256, 272)
                .flatMap(channels -> Stream.of(1, 2, 3, 4, 5, 63, 64, 65, 127, 128, 129, 513, 13_000, 44_001)
                        .filter(rows -> rows * channels < ARRAY - 64)
                        .map(rows -> Arguments.of(channels, rows)));
    }

    private record Outcome(float[] y, float[] inferred, float[] dx, float[] inPlace, float[] gamma, float[] mean) {}

    @ParameterizedTest
    @MethodSource("cases")
    void everyStartGivesTheSame(int channels, int rows) {
        LayerSource source = LayerSource.of(shape(DYNAMIC, channels), -1);
        Compiled compiled = COMPILED.computeIfAbsent(source, Compiled::of);
        Outcome expected = run(compiled, source, Kernels.SCALAR, Threads.callingThread(), rows, channels, 0);
        for (Kernels kernel : Kernels.values()) {
            for (int offset : new int[] {0, 1, 12, 15}) {
                String what = kernel + " from " + offset;
                assertSame(
                        expected, run(compiled, source, kernel, Threads.callingThread(), rows, channels, offset), what);
            }
            try (Threads threads = Threads.of(2)) {
                assertSame(expected, run(compiled, source, kernel, threads, rows, channels, 3), kernel + ", threads");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Outcome run(
            Compiled compiled,
            LayerSource source,
            Kernels kernel,
            Threads threads,
            int rows,
            int channels,
            int offset) {
        NormalizationLayer<float[], float[]> layer =
                (NormalizationLayer<float[], float[]>) kernel.create(compiled, source.className(), threads);
        int elements = rows * channels;
        Random random = new Random(rows);
        float[] x = array();
        float[] dy = array();
        for (int i = 0; i < elements; i++) {
            x[offset + i] = (float) random.nextGaussian() * 3 + 1;
            dy[offset + i] = (float) random.nextGaussian();
        }
        layer.variables().forEach(variable -> {
            float[] values = variable.values();
            for (int i = 0; i < values.length; i++) {
                values[i] += i % 7 * 0.125f;
            }
            variable.set(values);
        });
        TrainingContext<float[]> context = layer.newContext();
        int[] batch = {rows};
        float[] inferred = array();
        layer.infer(x, offset, inferred, offset, batch);
        float[] inPlace = x.clone();
        layer.infer(inPlace, offset, inPlace, offset, batch);
        float[] y = array();
        layer.train(x, offset, y, offset, batch, context);
        float[] dx = array();
        layer.backward(dy, offset, dx, offset, context);
        float[] gamma = context.gradient("gamma").clone();
        layer.train(x, offset, y, offset, batch, context);
        layer.backward(dy, offset, dy, offset, context);
        assertArrayEquals(tensor(dx, offset, elements), tensor(dy, offset, elements), "dx over dy");
        return new Outcome(
                tensor(y, offset, elements),
                tensor(inferred, offset, elements),
                tensor(dx, offset, elements),
                tensor(inPlace, offset, elements),
                gamma,
                layer.variables().get(2).values());
    }

    private record FusedOutcome(float[] y, float[] dx, float[] dResidual, float[] gamma) {}

    @ParameterizedTest
    @MethodSource("cases")
    void everyStartGivesTheSameInPlace(int channels, int rows) {
        LayerSource source = LayerSource.of(shape(DYNAMIC, channels), -1)
                .with("residual", true)
                .with("activation", Activation.RELU);
        Compiled compiled = COMPILED.computeIfAbsent(source, Compiled::of);
        FusedOutcome expected = runFused(compiled, source, Kernels.SCALAR, Threads.callingThread(), rows, channels, 0);
        for (int offset : new int[] {0, 1, 15}) {
            FusedOutcome found =
                    runFused(compiled, source, Kernels.VECTOR_512, Threads.callingThread(), rows, channels, offset);
            assertSame(expected, found, "from " + offset);
        }
        try (Threads threads = Threads.of(2)) {
            FusedOutcome found = runFused(compiled, source, Kernels.VECTOR_256, threads, rows, channels, 3);
            assertSame(expected, found, "threads");
        }
    }

    private static void assertSame(FusedOutcome expected, FusedOutcome found, String what) {
        assertArrayEquals(expected.y(), found.y(), what + ": y");
        assertArrayEquals(expected.dx(), found.dx(), what + ": dx");
        assertArrayEquals(expected.dResidual(), found.dResidual(), what + ": dResidual");
        assertArrayEquals(expected.gamma(), found.gamma(), what + ": gradient of gamma");
    }

    /** The output in the place of the residual, and its gradient in that of the output's; other tensors begin elsewhere. */
    @SuppressWarnings("unchecked")
    private static FusedOutcome runFused(
            Compiled compiled,
            LayerSource source,
            Kernels kernel,
            Threads threads,
            int rows,
            int channels,
            int offset) {
        NormalizationLayer<float[], float[]> layer =
                (NormalizationLayer<float[], float[]>) kernel.create(compiled, source.className(), threads);
        int elements = rows * channels;
        Random random = new Random(channels);
        float[] x = array();
        float[] residual = array();
        float[] dy = array();
        for (int i = 0; i < elements; i++) {
            x[i] = (float) random.nextGaussian() * 3 + 1;
            residual[offset + i] = (float) random.nextGaussian();
            dy[offset + i] = (float) random.nextGaussian();
        }
        TrainingContext<float[]> context = layer.newContext();
        layer.train(x, 0, residual, offset, residual, offset, new int[] {rows}, context);
        float[] dx = array();
        layer.backward(dy, offset, dx, 2 * offset, dy, offset, context);
        return new FusedOutcome(
                tensor(residual, offset, elements),
                tensor(dx, 2 * offset, elements),
                tensor(dy, offset, elements),
                context.gradient("gamma").clone());
    }

    private static float[] array() {
        float[] array = new float[ARRAY];
        Arrays.fill(array, UNTOUCHED);
        return array;
    }

    /** The elements of a tensor; those around it must be untouched. */
    private static float[] tensor(float[] array, int offset, int elements) {
        float[] around = new float[64];
        Arrays.fill(around, UNTOUCHED);
        int behind = offset + elements;
        assertArrayEquals(Arrays.copyOf(around, offset), Arrays.copyOf(array, offset), "in front of the tensor");
        assertArrayEquals(around, Arrays.copyOfRange(array, behind, behind + around.length), "behind the tensor");
        return Arrays.copyOfRange(array, offset, behind);
    }

    private static void assertSame(Outcome expected, Outcome found, String what) {
        assertArrayEquals(expected.y(), found.y(), what + ": y");
        assertArrayEquals(expected.inferred(), found.inferred(), what + ": inferred");
        assertArrayEquals(expected.inferred(), found.inPlace(), what + ": inferred in place");
        assertArrayEquals(expected.dx(), found.dx(), what + ": dx");
        assertArrayEquals(expected.gamma(), found.gamma(), what + ": gradient of gamma");
        assertArrayEquals(expected.mean(), found.mean(), what + ": moving mean");
    }
}
