package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TilingPropertiesTest {

    @Property
    void oneDimensionIsCoveredOnceAndInOrder(@ForAll("sizes") int size, @ForAll("steps") int step) {
        assertCovers(size, 1, Tiling.of(size, step));
    }

    @Property
    void twoDimensionsAreCoveredOnceAndInOrder(
            @ForAll @IntRange(max = 40) int outer,
            @ForAll("sizes") int within,
            @ForAll @IntRange(max = 40) int inner,
            @ForAll("steps") int elements) {
        Tiling tiling = ofElements(outer, within, inner, elements);
        if (within == 0) {
            assertEquals(0, tiling.count());
        } else {
            assertCovers(outer, inner, tiling);
        }
    }

    @Property
    void tilesOfRowsAreCoveredOnceAndWithinTheirLimits(
            @ForAll("sizes") int size, @ForAll @IntRange(min = 1, max = 600) int step) {
        int most = Math.max(step, 512);
        Tiling tiling = new Tiling();
        tiling.cut(size, step, most);
        assertCovers(size, 1, tiling);
        for (int tile = 0; tile < tiling.count() - 1; tile++) {
            assertTrue(tiling.elements(tile) >= step && tiling.elements(tile) <= most);
        }
        // No more tiles than a few dozen, unless these are as large as they may be.
        assertTrue(tiling.count() <= 32 || tiling.elements(0) == most);
    }

    @Property
    void onlyTheLastTileIsShorter(@ForAll("sizes") int size, @ForAll("steps") int step) {
        Tiling tiling = Tiling.of(size, step);
        for (int tile = 0; tile < tiling.count() - 1; tile++) {
            assertEquals(step, tiling.elements(tile));
        }
        assertEquals((size + step - 1) / step, tiling.count());
    }

    @Property
    void noTileHasMoreElementsThanWantedUnlessOnePairHas(
            @ForAll @IntRange(max = 40) int outer,
            @ForAll("sizes") int within,
            @ForAll @IntRange(max = 40) int inner,
            @ForAll("steps") int elements) {
        Tiling tiling = ofElements(outer, within, inner, elements);
        for (int tile = 0; tile < tiling.count(); tile++) {
            int pairs = tiling.elements(tile);
            assertTrue(pairs == 1 || pairs * within <= elements, pairs + " pairs in tile " + tile);
        }
    }

    @Property
    void tilesAreAsLargeAsTheyMayBe(
            @ForAll @IntRange(min = 1, max = 40) int outer,
            @ForAll @IntRange(min = 1, max = 600) int within,
            @ForAll @IntRange(min = 1, max = 40) int inner,
            @ForAll("steps") int elements) {
        Tiling tiling = ofElements(outer, within, inner, elements);
        int inners = tiling.lastInner(0);
        int outers = tiling.lastOuter(0);
        if (inners < inner) {
            assertEquals(1, outers);
            assertTrue((inners + 1) * within > elements, "one more inner index would fit");
        } else if (outers < outer) {
            assertTrue((outers + 1) * inner * within > elements, "one more outer index would fit");
        }
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.oneOf(
                        Arbitraries.of(0, 1, 2, 3, 15, 16, 17, 31, 32, 33, 511, 512, 513, 1023, 1024, 1025),
                        Arbitraries.integers().between(0, 1100))
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<Integer> steps() {
        return Arbitraries.oneOf(
                        Arbitraries.of(1, 2, 3, 15, 16, 17, 31, 32, 33, 511, 512, 513, 16384, 1 << 20),
                        Arbitraries.integers().between(1, 1100))
                .withoutEdgeCases();
    }

    /** Inner parts of one outer part follow each other, then those of the next. */
    private static void assertCovers(int outer, int inner, Tiling tiling) {
        int[] visits = new int[outer * inner];
        int outerEnd = 0;
        int innerEnd = inner;
        for (int tile = 0; tile < tiling.count(); tile++) {
            boolean isNextRow = innerEnd == inner;
            assertEquals(isNextRow ? 0 : innerEnd, tiling.firstInner(tile));
            if (isNextRow) {
                assertEquals(outerEnd, tiling.firstOuter(tile));
            }
            outerEnd = tiling.lastOuter(tile);
            innerEnd = tiling.lastInner(tile);
            int pairs = 0;
            for (int i = tiling.firstOuter(tile); i < outerEnd; i++) {
                for (int j = tiling.firstInner(tile); j < innerEnd; j++) {
                    visits[i * inner + j]++;
                    pairs++;
                }
            }
            assertTrue(pairs > 0, "tile " + tile + " is empty");
            assertEquals(pairs, tiling.elements(tile));
        }
        for (int visit : visits) {
            assertEquals(1, visit);
        }
    }

    private static Tiling ofElements(int outer, int within, int inner, int elements) {
        Tiling tiling = new Tiling();
        tiling.cutElements(outer, within, inner, elements);
        return tiling;
    }
}
