package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Oracle;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that break naive statistics, in both families of layouts, with every kernel. */
class NumericsTest {

    private static final int BATCH = 700;
    private static final int CHANNELS = 20;

    private record Layer(LayerSource source, Compiled compiled, boolean isChannelsLast) {

        int channelOf(int element) {
            return isChannelsLast ? element % CHANNELS : element / 5 % CHANNELS;
        }

        @Override
        public String toString() {
            return source.toString();
        }
    }

    private static final LayerSource LAST = LayerSource.of(shape(DYNAMIC, 5, CHANNELS), -1);
    private static final LayerSource FIRST = LayerSource.of(shape(DYNAMIC, CHANNELS, 5), 1);
    private static final List<Layer> LAYERS = Stream.of(LAST, FIRST, LAST.as(DType.FLOAT64), FIRST.as(DType.FLOAT64))
            .map(source -> new Layer(source, Compiled.of(source), source.axis().get(0) == -1))
            .toList();

    static List<Layer> layers() {
        return LAYERS;
    }

    private static LayerRun.Input input(Layer layer, IntToDoubleFunction valueOfElement) {
        LayerAlgorithm algorithm = layer.source().algorithm();
        LayerRun.Input random = LayerRun.Input.random(algorithm, 3, true, BATCH);
        double[] x = new double[random.x().length];
        Arrays.setAll(x, i -> (float) valueOfElement.applyAsDouble(i));
        return random.withX(x);
    }

    /** Runs every kernel, makes sure that all agree bit for bit, and returns what they computed. */
    private static LayerRun run(Layer layer, LayerRun.Input input) {
        LayerRun scalar = run(layer, Kernels.SCALAR, input);
        for (Kernels kernel : List.of(Kernels.VECTOR_128, Kernels.VECTOR_256, Kernels.VECTOR_512)) {
            Compare.assertSame(scalar, run(layer, kernel, input), layer + " " + kernel);
        }
        return scalar;
    }

    private static LayerRun run(Layer layer, Kernels kernel, LayerRun.Input input) {
        return LayerRun.of(
                kernel.create(layer.compiled(), layer.source().className(), Threads.callingThread()), input, BATCH);
    }

    private static LayerRun oracle(Layer layer, LayerRun.Input input) {
        return Oracle.run(layer.source().algorithm(), input, BATCH);
    }

    private static double tolerance(Layer layer, double float32, double float64) {
        return layer.source().dtype() == DType.FLOAT32 ? float32 : float64;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aLargeMeanCostsNoAccuracy(Layer layer) {
        Random random = new Random(1);
        LayerRun.Input input = input(layer, i -> 1e4 + random.nextGaussian());
        LayerRun run = run(layer, input);
        LayerRun expected = oracle(layer, input);
        // The input itself is rounded to 1e-3 near 1e4, and the mean to 5e-4; the variance is not hurt by either.
        Compare.assertClose(
                expected.values().get("movingVariance"),
                run.values().get("movingVariance"),
                tolerance(layer, 1e-6, 1e-12),
                "moving variance");
        Compare.assertClose(expected.values().get("y"), run.values().get("y"), tolerance(layer, 1e-3, 1e-9), "y");
    }

    @ParameterizedTest
    @MethodSource("layers")
    void anOutlierInFrontCostsNoAccuracy(Layer layer) {
        Random random = new Random(2);
        LayerRun.Input input = input(layer, i -> i < 5 * CHANNELS ? 1e4 : random.nextGaussian());
        Compare.assertClose(oracle(layer, input), run(layer, input), tolerance(layer, 1e-4, 1e-10), layer.toString());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aConstantChannelHasNoVariance(Layer layer) {
        for (double constant : new double[] {0, 1, 0.1, -3.7, 1e-30, 12345.678, 3e37}) {
            LayerRun.Input input = input(layer, i -> constant);
            LayerRun run = run(layer, input);
            double[] beta = input.variables().get("beta");
            double[] y = run.values().get("y");
            for (int i = 0; i < y.length; i++) {
                assertEquals(beta[layer.channelOf(i)], y[i], "constant " + constant);
            }
            double[] movingVariance = run.values().get("movingVariance");
            double[] before = input.variables().get("movingVariance");
            for (int channel = 0; channel < CHANNELS; channel++) {
                double kept = layer.source().dtype() == DType.FLOAT32
                        ? (float) before[channel] * 0.99f
                        : before[channel] * 0.99;
                assertEquals(kept, movingVariance[channel], "constant " + constant);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void denormalsAreNotFlushed(Layer layer) {
        LayerRun.Input input = input(layer, i -> Float.MIN_VALUE * (i % 7));
        LayerRun run = run(layer, input);
        double[] y = run.values().get("y");
        double[] expected = oracle(layer, input).values().get("y");
        Compare.assertClose(expected, y, 1e-6, "y");
    }

    @ParameterizedTest
    @MethodSource("layers")
    void notANumberStaysInItsChannel(Layer layer) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int position : new int[] {0, 5 * CHANNELS * 3 + 2, BATCH * 5 * CHANNELS - 1}) {
                Random random = new Random(4);
                LayerRun.Input input = input(layer, i -> i == position ? bad : random.nextGaussian());
                LayerRun run = run(layer, input);
                LayerRun expected = oracle(layer, input);
                int channel = layer.channelOf(position);
                assertTrue(Double.isNaN(run.values().get("movingVariance")[channel]));
                assertEquals(
                        expected.values().get("movingMean")[channel],
                        run.values().get("movingMean")[channel],
                        bad + " at " + position);
                for (String name : List.of("y", "dx", "movingMean", "movingVariance")) {
                    Compare.assertClose(
                            expected.values().get(name),
                            run.values().get(name),
                            tolerance(layer, 2e-5, 1e-12),
                            bad + " at " + position + ": " + name);
                }
                assertGradientsAddUp(layer, expected, run);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void twoInfinitiesOfOneSignKeepTheirSign(Layer layer) {
        int step = 5 * CHANNELS;
        LayerRun.Input input = input(layer, i -> i == 0 || i == step * (BATCH - 1) ? 1 / 0.0 : i % 3);
        assertEquals(1 / 0.0, run(layer, input).values().get("movingMean")[0]);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void oneValuePerChannelGivesNoGradient(Layer layer) {
        LayerSource source = layer.source();
        LayerSource single = LayerSource.of(shape(DYNAMIC, CHANNELS), -1).as(source.dtype());
        LayerAlgorithm algorithm = single.algorithm();
        LayerRun.Input input = LayerRun.Input.random(algorithm, 8, true, 1);
        LayerRun run = LayerRun.of(
                Kernels.VECTOR_256.create(Compiled.of(single), single.className(), Threads.callingThread()), input, 1);
        for (int channel = 0; channel < CHANNELS; channel++) {
            assertEquals(input.variables().get("beta")[channel], run.values().get("y")[channel]);
            assertEquals(0, run.values().get("dx")[channel]);
            assertEquals(0, run.values().get("dgamma")[channel]);
            assertEquals(input.dy()[channel], run.values().get("dbeta")[channel]);
        }
    }

    /** float32 sums over many elements stay as good as a double-precision sum rounded once, to a few units. */
    @ParameterizedTest
    @MethodSource("layers")
    void manyElementsAddUpAccurately(Layer layer) {
        Random random = new Random(6);
        LayerRun.Input input = input(layer, i -> 3 + random.nextGaussian());
        LayerRun run = run(layer, input);
        LayerRun expected = oracle(layer, input);
        for (String name : List.of("movingMean", "movingVariance")) {
            Compare.assertClose(
                    expected.values().get(name), run.values().get(name), tolerance(layer, 1e-6, 1e-12), name);
        }
        assertGradientsAddUp(layer, expected, run);
    }

    /** Terms of both signs cancel in these sums, so that errors are measured by the number of terms. */
    private static void assertGradientsAddUp(Layer layer, LayerRun expected, LayerRun run) {
        double tolerance = tolerance(layer, 3e-8, 1e-15) * BATCH * 5;
        for (String name : List.of("dgamma", "dbeta")) {
            Compare.assertClose(expected.values().get(name), run.values().get(name), tolerance, name);
        }
    }
}
