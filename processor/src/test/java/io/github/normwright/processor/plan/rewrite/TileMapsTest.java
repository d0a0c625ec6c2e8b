package io.github.normwright.processor.plan.rewrite;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Tiling;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How inference, which sums nothing, is cut for threads. */
class TileMapsTest {

    private static Program inference(LayerSource source) {
        return LayerPlan.of(source.algorithm()).inference().program();
    }

    private static Tiling tiling(LayerSource source) {
        return inference(source).tiling().orElseThrow();
    }

    private static String inner(Tiling tiling) {
        return tiling.inner().map(Dim::index).orElse("-");
    }

    @Test
    void samplesWithManyChannelsAreCutIntoChannels() {
        for (List<Integer> shape : List.of(shape(DYNAMIC, 256, 14, 14), shape(DYNAMIC, 64, DYNAMIC, DYNAMIC))) {
            Tiling tiling = tiling(LayerSource.of(shape, 1));
            assertEquals("outer", tiling.outer().index());
            assertEquals("channel", inner(tiling));
            assertEquals(65536, tiling.elements());
        }
    }

    @Test
    void fewChannelsAreCutIntoRangesOfTheirPlanes() {
        assertEquals("inner", inner(tiling(LayerSource.of(shape(DYNAMIC, 3, DYNAMIC, DYNAMIC), 1))));
        assertEquals("inner", inner(tiling(LayerSource.of(shape(DYNAMIC, 16, 224, 224), 1))));
        assertEquals("channel", inner(tiling(LayerSource.of(shape(DYNAMIC, 17, 224, 224), 1))));
    }

    @Test
    void tilesHaveNeighboursAndNotAsManyElementsForEachChannel() {
        // One tile of 41 samples, if elements were counted for each channel as those of sums are.
        Tiling tiling = tiling(LayerSource.of(shape(32, 256, 14, 14), 1));
        io.github.normwright.kernels.Tiling tiles = new io.github.normwright.kernels.Tiling();
        tiles.cutElements(32, 14 * 14, 256, tiling.elements());
        assertEquals(32, tiles.count());
    }

    @Test
    void outermostChannelsAreCutAsWell() {
        Tiling tiling = tiling(LayerSource.of(shape(64, DYNAMIC), 0));
        assertEquals("channel", tiling.outer().index());
        assertTrue(tiling.outer().isKept());
        assertEquals("inner", inner(tiling));
    }

    @Test
    void loopsThatAreCutRunOverATile() {
        List<Loop> loops = inference(LayerSource.of(shape(DYNAMIC, 256, 14, 14), 1)).nests().stream()
                .filter(nest -> nest.name().equals("normalize"))
                .findFirst()
                .orElseThrow()
                .loops();
        assertEquals(
                List.of(true, true, false), loops.stream().map(Loop::isTiled).toList());
    }

    @Test
    void rowsAndSumsAreCutAsBefore() {
        assertEquals(
                Optional.empty(),
                tiling(LayerSource.of(shape(DYNAMIC, 28, 28, 128), -1)).inner());
        Program training = LayerPlan.of(
                        LayerSource.of(shape(DYNAMIC, 256, 14, 14), 1).algorithm())
                .training()
                .program();
        assertEquals(8192, training.tiling().orElseThrow().elements());
    }
}
