package io.github.normwright.processor.plan;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.kernels.Tiling;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the cost model takes parts to have is what they have. */
class PartSizeTest {

    private static long elements(LayerSource source) {
        Program training = LayerPlan.of(source.algorithm()).training().program();
        return training.steps().stream()
                .filter(Step.ForParts.class::isInstance)
                .mapToLong(step -> PartSize.elements(training.layout(), ((Step.ForParts) step).dims()))
                .findFirst()
                .orElseThrow();
    }

    private static LayerSource rows(List<Integer> shape) {
        return LayerSource.of(LayerNormalization.class, shape, -1);
    }

    private static LayerSource groups(List<Integer> shape) {
        return LayerSource.of(GroupNormalization.class, shape, 1);
    }

    /** How many elements the first part has when a program runs. */
    private static long atRunTime(int outer, int within, int inner) {
        Tiling parts = new Tiling();
        parts.cutParts(outer, within, inner, PartSize.FEW, PartSize.MANY);
        return (long) (parts.lastOuter(0) - parts.firstOuter(0)) * (parts.lastInner(0) - parts.firstInner(0)) * within;
    }

    @Test
    void severalRowsThatAreFewElementsTogether() {
        assertEquals(16384, elements(rows(shape(DYNAMIC, 64))));
        assertEquals(16384 / 100 * 100, elements(rows(shape(DYNAMIC, 100))));
        assertEquals(16384 / 100 * 100, atRunTime(1000, 100, 1));
        assertEquals(500, elements(rows(shape(5, 100))));
        assertEquals(500, atRunTime(5, 100, 1));
    }

    @Test
    void oneLargeRow() {
        assertEquals(100_000, elements(rows(shape(DYNAMIC, 100_000))));
        assertEquals(100_000, atRunTime(7, 100_000, 1));
    }

    @Test
    void aWholeSampleOrSharesOfALargeOne() {
        // 32 groups of 2 channels: 50176 elements, and 200704.
        assertEquals(50176, elements(groups(shape(DYNAMIC, 64, 28, 28))));
        assertEquals(50176, atRunTime(7, 2 * 28 * 28, 32));
        assertEquals(PartSize.MANY, elements(groups(shape(DYNAMIC, 64, 56, 56))));
        assertEquals(8 * 2 * 56 * 56, atRunTime(7, 2 * 56 * 56, 32));
    }

    @Test
    void planesOfSeveralSamples() {
        // Half of them, for a thread has two parts, but no more than are read faster for being many.
        assertEquals(8 * 32 * 49, elements(channels(shape(8, 64, 7, 7))));
        assertEquals(8 * 32 * 49, sharesAtRunTime(64, 8 * 49, 1));
        assertEquals(32 * 18 * 784, elements(channels(shape(32, 128, 28, 28))));
        assertEquals(32 * 18 * 784, sharesAtRunTime(128, 32 * 784, 1));
        assertEquals(32 * 13 * 784, sharesAtRunTime(128, 32 * 784, 5));
        // Not two channels, which would be too many elements.
        assertEquals(96 * 3136, elements(channels(shape(96, 64, 56, 56))));
        assertEquals(96 * 3136, sharesAtRunTime(64, 96 * 3136, 1));
        // A plane of all samples is more.
        assertEquals(128 * 56 * 56, elements(channels(shape(128, 64, 56, 56))));
        assertEquals(128 * 56 * 56, sharesAtRunTime(64, 128 * 56 * 56, 1));
    }

    @Test
    void sizesGivenAtRunTime() {
        assertEquals(PartSize.FEW, elements(channels(shape(DYNAMIC, 64, 5, 5))));
        assertEquals(PartSize.LONG, elements(channels(shape(DYNAMIC, 64, 7, 7))));
    }

    private static LayerSource channels(List<Integer> shape) {
        return LayerSource.of(shape, 1);
    }

    /** How many elements the first part has when a program runs that shares planes. */
    private static long sharesAtRunTime(int size, int within, int threads) {
        Tiling parts = new Tiling();
        parts.cutShares(size, within, PartSize.FEW, PartSize.LONG, threads);
        return (long) (parts.lastOuter(0) - parts.firstOuter(0)) * within;
    }
}
