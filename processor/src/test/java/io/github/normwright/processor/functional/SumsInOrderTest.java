package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
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

    @Test
    void smallPlanesAndThoseOfOneSampleAreSummedChannelByChannel() {
        assertFalse(areInOrder(planes(31)));
        assertFalse(areInOrder(LayerSource.of(shape(1, 19, 49), 1)));
        // One of these is several tiles.
        assertFalse(areInOrder(planes(8193)));
        assertTrue(areInOrder(planes(8192)));
    }

    @Test
    void schedulesAreNamed() {
        assertEquals(
                1,
                LayerPlan.of(planes(49).algorithm()).training().schedule().rewrites().stream()
                        .filter(rewrite -> rewrite.title().equals("sums in the order of memory"))
                        .count());
    }
}
