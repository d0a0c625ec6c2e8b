package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What every generated layer promises apart from its numbers. */
class LayerContractTest {

    private static final LayerSource SOURCE = LayerSource.of(shape(DYNAMIC, 3, 8), -1);
    private static final Compiled COMPILED = Compiled.of(SOURCE);
    private static final int BATCH = 4;
    private static final int ELEMENTS = BATCH * 3 * 8;

    private final NormalizationLayer<float[], float[]> layer = newLayer(Threads.callingThread());
    private final TrainingContext<float[]> context = layer.newContext();
    private final float[] x = ramp(ELEMENTS);
    private final float[] y = new float[ELEMENTS];

    @SuppressWarnings("unchecked")
    private static NormalizationLayer<float[], float[]> newLayer(Threads threads) {
        return (NormalizationLayer<float[], float[]>) Kernels.VECTOR_256.create(COMPILED, SOURCE.className(), threads);
    }

    private static float[] ramp(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (i * 37 % 101) / 10f;
        }
        return values;
    }

    private void assertRefuses(String message, Executable call) {
        List<float[]> before = layer.variables().stream().map(Variable::values).toList();
        float[] outputBefore = y.clone();
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
        List<float[]> after = layer.variables().stream().map(Variable::values).toList();
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i));
        }
        assertArrayEquals(outputBefore, y);
    }

    @Test
    void argumentsAreCheckedBeforeAnythingChanges() {
        int[] batch = {BATCH};
        assertRefuses(
                "expected x of at least 97 elements (96 from offset 1), found 96",
                () -> layer.train(x, 1, y, 0, batch, context));
        assertRefuses(
                "expected y of at least 100 elements (96 from offset 4), found 96",
                () -> layer.train(x, 0, y, 4, batch, context));
        assertRefuses("expected xOffset of at least 0, found -1", () -> layer.infer(x, -1, y, 0, batch));
        assertRefuses(
                "expected y of at least 2147483743 elements (96 from offset 2147483647), found 96",
                () -> layer.infer(x, 0, y, Integer.MAX_VALUE, batch));
        assertRefuses("expected batch of at least 0, found -3", () -> layer.infer(x, 0, y, 0, new int[] {-3}));
        assertRefuses(
                "expected dynamicDimensions of length 1, found 2", () -> layer.infer(x, 0, y, 0, new int[] {1, 2}));
        assertRefuses(
                "expected at most 2147483647 elements, found 48000000000 for batch 2000000000",
                () -> layer.infer(x, 0, y, 0, new int[] {2_000_000_000}));
        assertRefuses(
                "expected a context of this layer, found one of another TestedFloat32",
                () -> layer.train(x, 0, y, 0, batch, newContextOfSameClass()));
        assertRefuses("expected a context of TestedFloat32, found null", () -> layer.train(x, 0, y, 0, batch, null));
    }

    @SuppressWarnings("unchecked")
    private TrainingContext<float[]> newContextOfSameClass() throws Throwable {
        NormalizationLayer<float[], float[]> other = (NormalizationLayer<float[], float[]>) MethodHandles.publicLookup()
                .findStatic(layer.getClass(), "create", MethodType.methodType(layer.getClass()))
                .invoke();
        return other.newContext();
    }

    @Test
    void backwardNeedsAForwardCall() {
        IllegalStateException exception =
                assertThrows(IllegalStateException.class, () -> layer.backward(x, 0, y, 0, context));
        assertEquals(
                "expected a call of train or infer with this context before backward, found none",
                exception.getMessage());
    }

    @Test
    void gradientsNeedABackwardCallSinceTheLastForwardCall() {
        assertThrows(IllegalStateException.class, () -> context.gradient("gamma"));
        layer.train(x, 0, y, 0, new int[] {BATCH}, context);
        layer.backward(x, 0, y, 0, context);
        assertEquals(8, context.gradient("gamma").length);
        layer.infer(x, 0, y, 0, new int[] {BATCH}, context);
        assertThrows(IllegalStateException.class, () -> context.gradient("beta"));
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> context.gradient("delta"));
        assertEquals("expected the parameter gamma or beta, found delta", unknown.getMessage());
    }

    @Test
    void propertiesDescribeTheLayer() {
        assertEquals("tested", layer.name());
        assertEquals(List.of(-1, 3, 8), layer.shape());
        assertEquals(
                List.of("gamma", "beta", "moving_mean", "moving_variance"),
                layer.variables().stream().map(Variable::name).toList());
        assertEquals(
                List.of(true, true, false, false),
                layer.variables().stream().map(Variable::isParameter).toList());
        layer.variables().forEach(variable -> assertEquals(List.of(8), variable.shape()));
        assertEquals(
                "vector kernel, 256 bits: module jdk.incubator.vector is available",
                layer.kernel().toString());
    }

    @Test
    void inferenceFollowsChangesOfVariables() {
        layer.infer(x, 0, y, 0, new int[] {BATCH});
        float[] before = y.clone();
        Variable<float[]> beta = layer.variables().get(1);
        beta.add(2, filled(1));
        layer.infer(x, 0, y, 0, new int[] {BATCH});
        for (int i = 0; i < y.length; i++) {
            assertEquals(before[i] + 2, y[i], 1e-6);
        }
        layer.train(x, 0, y, 0, new int[] {BATCH}, context);
        layer.infer(x, 0, y, 0, new int[] {BATCH});
        float[] trained = y.clone();
        newInference(y);
        assertArrayEquals(trained, y);
    }

    /** What a fresh layer with the same variables infers. */
    private void newInference(float[] output) {
        NormalizationLayer<float[], float[]> fresh = newLayer(Threads.callingThread());
        for (int i = 0; i < 4; i++) {
            fresh.variables().get(i).set(layer.variables().get(i).values());
        }
        fresh.infer(x, 0, output, 0, new int[] {BATCH});
    }

    private static float[] filled(float value) {
        float[] values = new float[8];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void oneContextServesManySteps() {
        int[] sizes = {4, 1, 7, 4, 0, 2};
        NormalizationLayer<float[], float[]> other = newLayer(Threads.callingThread());
        for (int size : sizes) {
            float[] input = ramp(size * 24);
            float[] expected = new float[input.length];
            float[] found = new float[input.length];
            float[] expectedGradient = new float[input.length];
            float[] foundGradient = new float[input.length];
            TrainingContext<float[]> fresh = other.newContext();
            other.train(input, 0, expected, 0, new int[] {size}, fresh);
            other.backward(input, 0, expectedGradient, 0, fresh);
            layer.train(input, 0, found, 0, new int[] {size}, context);
            layer.backward(input, 0, foundGradient, 0, context);
            assertArrayEquals(expected, found);
            assertArrayEquals(expectedGradient, foundGradient);
            assertArrayEquals(fresh.gradient("gamma"), context.gradient("gamma"));
        }
    }

    @Test
    void manyThreadsInferAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (Threads threads = Threads.of(2)) {
            NormalizationLayer<float[], float[]> shared = newLayer(threads);
            float[] input = ramp(3000 * 24);
            float[] expected = new float[input.length];
            layer.infer(input, 0, expected, 0, new int[] {3000});
            Callable<Boolean> task = () -> {
                float[] output = new float[input.length];
                boolean isSame = true;
                for (int i = 0; i < 50; i++) {
                    Arrays.fill(output, Float.NaN);
                    shared.infer(input, 0, output, 0, new int[] {3000});
                    isSame &= Arrays.equals(expected, output);
                }
                return isSame;
            };
            List<Future<Boolean>> results =
                    pool.invokeAll(IntStream.range(0, 4).mapToObj(i -> task).toList());
            for (Future<Boolean> result : results) {
                assertTrue(result.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
