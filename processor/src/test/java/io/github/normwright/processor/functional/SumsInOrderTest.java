package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers whose planes are summed one behind the other, while what each channel has come to waits in memory. */
class SumsInOrderTest {

    private static LayerSource planes(int... innermost) {
        return LayerSource.of(
                innermost.length == 1
                        ? shape(DYNAMIC, 19, innermost[0])
                        : shape(DYNAMIC, 19, innermost[0], innermost[1]),
                1);
    }

    private static boolean areInOrder(LayerSource source) {
        return LayerPlan.of(source.algorithm()).training().program().nests().stream()
                .anyMatch(Nest::keepsLanesInMemory);
    }

    private static boolean areInStrips(LayerSource source) {
        return LayerPlan.of(source.algorithm()).training().program().nests().stream()
                .anyMatch(nest -> nest.strips().isPresent());
    }

    /** What is left behind whole vectors: nothing, one element, all but one, and whole vectors of fewer lanes. */
    @ParameterizedTest
    @ValueSource(ints = {32, 33, 36, 40, 44, 47, 48, 49, 63, 64, 65, 80, 196})
    void kernelsAgreeForPlanesAroundLaneCounts(int elements) {
        LayerSource source = planes(elements);
        assertTrue(areInOrder(source));
        Compiled compiled = Compiled.of(source);
        Agreement.check(source, compiled, true, 1);
        Agreement.check(source, compiled, true, 5);
        Agreement.check(source, compiled, false, 3);
    }

    static Stream<LayerSource> layers() {
        return Stream.of(
                planes(49).as(DType.FLOAT64),
                planes(49).as(DType.BFLOAT16),
                planes(64).as(DType.FLOAT16),
                // The first pass stores a gradient as well.
                planes(7, 7).with("residual", true).with("activation", Activation.RELU),
                planes(7, 7).with("activation", Activation.GELU),
                planes(8, 8).with("residual", true).with("activation", Activation.LEAKY_RELU),
                // Numbers of each pixel, and none of a channel.
                planes(7, 7).with("mask", true),
                planes(7, 7).with("scale", false).with("center", false),
                planes(7, 7).with("renorm", true),
                LayerSource.of(shape(DYNAMIC, 6, 5, 7), 1).with("virtualBatchSize", 2),
                // Several dimensions around planes, and planes around others.
                LayerSource.of(shape(DYNAMIC, 3, 2, 40), 1, 2),
                LayerSource.of(shape(DYNAMIC, 3, 2, 5, 40), 1, 3));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void kernelsAgree(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        Agreement.check(source, compiled, true, 4);
        Agreement.check(source, compiled, false, 4);
    }

    @Test
    void kernelsAgreeForPlanesOfUnknownSize() {
        LayerSource source = planes(DYNAMIC);
        assertTrue(areInOrder(source));
        Compiled compiled = Compiled.of(source);
        for (int elements : new int[] {1, 2, 15, 16, 17, 49, 100}) {
            Agreement.check(source, compiled, true, 3, elements);
        }
        // Some planes of a tile, and parts of one.
        Agreement.check(source, compiled, true, 3, 5000);
        Agreement.check(source, compiled, true, 2, 20_001);
    }

    /** More tiles than parts, which threads then share. */
    @Test
    void kernelsAgreeWhereThreadsShareTiles() {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 3, 2, 5, 40), 1, 3);
        Compiled compiled = Compiled.of(source);
        LayerRun.Input input = LayerRun.Input.random(source.algorithm(), 5, true, 400);
        LayerRun expected =
                LayerRun.of(Kernels.SCALAR.create(compiled, source.className(), Threads.callingThread()), input, 400);
        try (Threads threads = Threads.of(7)) {
            LayerRun actual = LayerRun.of(Kernels.VECTOR_256.create(compiled, source.className(), threads), input, 400);
            Compare.assertSame(expected, actual, "7 threads");
        }
    }

    /** In what a plane leaves behind vectors, just before it, and in the next plane, which is another channel's. */
    @ParameterizedTest
    @ValueSource(ints = {0, 46, 47, 48, 49})
    @SuppressWarnings("unchecked")
    void anInfinityStaysInItsChannel(int element) {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 3, 49), 1);
        Compiled compiled = Compiled.of(source);
        float[] x = new float[4 * 3 * 49];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 5 == 0 ? -0.0f : i * i % 101 - 50;
        }
        x[3 * 49 + element] = Float.POSITIVE_INFINITY;
        float[] expected = null;
        for (Kernels kernels : Kernels.values()) {
            NormalizationLayer<float[], float[]> layer = (NormalizationLayer<float[], float[]>)
                    kernels.create(compiled, source.className(), Threads.callingThread());
            float[] y = new float[x.length];
            layer.train(x, 0, y, 0, new int[] {4}, layer.newContext());
            for (int i = 0; i < y.length; i++) {
                boolean isInfinite = i / 49 % 3 == element / 49;
                assertEquals(isInfinite, Float.isNaN(y[i]), kernels + ", element " + i);
            }
            expected = expected == null ? y : expected;
            assertArrayEquals(expected, y, kernels.toString());
        }
    }

    /** A pivot that is far from the mean in one channel alone, so that sums of its part are taken again. */
    @Test
    void aFarPivotChangesNoBit() {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 70, 9, 9), 1);
        Compiled compiled = Compiled.of(source);
        float[] x = new float[12 * 70 * 81];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + (i * 31 % 997) * 1e-3f;
        }
        x[33 * 81] = 1e6f;
        float[] expected = train(source, compiled, Kernels.SCALAR, Threads.callingThread(), x);
        for (int count : new int[] {1, 2, 5}) {
            try (Threads threads = Threads.of(count)) {
                assertArrayEquals(expected, train(source, compiled, Kernels.VECTOR_512, threads, x));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static float[] train(LayerSource source, Compiled compiled, Kernels kernels, Threads threads, float[] x) {
        NormalizationLayer<float[], float[]> layer =
                (NormalizationLayer<float[], float[]>) kernels.create(compiled, source.className(), threads);
        float[] y = new float[x.length];
        layer.train(x, 0, y, 0, new int[] {12}, layer.newContext());
        return y;
    }

    /** Several tiles of samples. */
    @Test
    void kernelsAgreeWhereSamplesAreMany() {
        LayerSource source = planes(49);
        Agreement.check(source, Compiled.of(source), true, 400);
    }

    /** Threads have two parts each, so parts are cut in other places for other numbers of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void partsChangeNoBit(int count) {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 70, 9, 9), 1)
                .with("residual", true)
                .with("activation", Activation.RELU);
        Compiled compiled = Compiled.of(source);
        LayerRun.Input input = LayerRun.Input.random(source.algorithm(), 5, true, 23);
        LayerRun expected =
                LayerRun.of(Kernels.SCALAR.create(compiled, source.className(), Threads.callingThread()), input, 23);
        try (Threads threads = Threads.of(count)) {
            for (Kernels kernels : new Kernels[] {Kernels.SCALAR, Kernels.VECTOR_128, Kernels.VECTOR_512}) {
                LayerRun actual = LayerRun.of(kernels.create(compiled, source.className(), threads), input, 23);
                Compare.assertSame(expected, actual, kernels + ", " + count + " threads");
            }
        }
    }

    /** Whole strips, the beginning of one, and one behind others. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9})
    void kernelsAgreeForSamplesAroundStrips(int samples) {
        for (LayerSource source : List.of(planes(7, 7), planes(7, 7).with("activation", Activation.RELU))) {
            assertTrue(areInStrips(source));
            Agreement.check(source, Compiled.of(source), true, samples);
        }
    }

    /** What a strip has in common is taken once; elements of a channel are added in the same order as without strips. */
    @Test
    void smallPlanesAreTakenInStrips() {
        assertTrue(areInStrips(planes(32)));
        assertTrue(areInStrips(planes(255)));
        assertFalse(areInStrips(planes(256)));
        assertFalse(areInStrips(planes(31)));
        assertFalse(areInStrips(planes(DYNAMIC)));
        assertTrue(areInStrips(LayerSource.of(shape(16, 19, 49), 1).with("virtualBatchSize", 4)));
        // The first pass stores a gradient, so it goes from sample to sample.
        LayerPlan residual = LayerPlan.of(planes(7, 7)
                .with("residual", true)
                .with("activation", Activation.RELU)
                .algorithm());
        assertTrue(residual.training().program().nests().stream()
                .anyMatch(nest -> nest.strips().isPresent()));
        assertTrue(residual.trainingGradient().program().nests().stream()
                .noneMatch(nest -> nest.strips().isPresent()));
        // The dimension between those of the channels is summed up, too.
        assertFalse(areInStrips(LayerSource.of(shape(DYNAMIC, 3, 2, 5, 40), 1, 3)));
    }

    @Test
    void smallPlanesAndThoseOfOneSampleAreSummedChannelByChannel() {
        assertFalse(areInOrder(planes(31)));
        assertFalse(areInOrder(LayerSource.of(shape(1, 19, 49), 1)));
        // One of these is several tiles.
        assertFalse(areInOrder(planes(8193)));
        assertTrue(areInOrder(planes(8192)));
        // The planes of a ghost batch lie together anyway.
        LayerSource ghosts = LayerSource.of(shape(16, 19, 49), 1).with("virtualBatchSize", 4);
        assertTrue(areInOrder(ghosts));
        assertFalse(areInOrder(ghosts.with("virtualBatches", VirtualBatches.CONTIGUOUS)));
    }
}
