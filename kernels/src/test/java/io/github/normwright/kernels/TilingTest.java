package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {

    private static final int MOST = Integer.MAX_VALUE;

    @Test
    void cutsOneDimensionIntoEqualPartsAndAShorterLast() {
        assertEquals(List.of("0-16 x 0-1", "16-32 x 0-1", "32-33 x 0-1"), tiles(Tiling.of(33, 16)));
        assertEquals(List.of("0-16 x 0-1", "16-32 x 0-1"), tiles(Tiling.of(32, 16)));
        assertEquals(List.of("0-15 x 0-1"), tiles(Tiling.of(15, 16)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 64, 512, 0, 0",
        "1, 64, 512, 1, 1",
        "127, 64, 512, 2, 63",
        "2048, 64, 512, 32, 64",
        // A multiple of the rows that loops take at once.
        "2049, 64, 512, 29, 33",
        "6272, 64, 512, 32, 72",
        "6272, 512, 512, 13, 128",
        "100352, 256, 512, 196, 512",
        "132, 4, 5, 27, 2"
    })
    void cutsAFewDozenTilesOfRows(int rows, int least, int most, int count, int last) {
        Tiling tiling = new Tiling();
        tiling.cut(rows, least, most);
        assertEquals(count, tiling.count());
        assertEquals(last, count == 0 ? 0 : tiling.elements(count - 1));
    }

    @Test
    void cutsWholeElementsOfTheOuterDimensionAsLongAsTheyFit() {
        assertEquals(List.of("0-2 x 0-3", "2-4 x 0-3", "4-5 x 0-3"), tiles(ofElements(5, 4, 3, 30)));
        assertEquals(List.of("0-1 x 0-3", "1-2 x 0-3"), tiles(ofElements(2, 4, 3, 12)));
    }

    @Test
    void cutsTheInnerDimensionWhereOneOuterElementIsTooLarge() {
        assertEquals(List.of("0-1 x 0-2", "0-1 x 2-3", "1-2 x 0-2", "1-2 x 2-3"), tiles(ofElements(2, 4, 3, 11)));
    }

    @Test
    void givesATileOnePairWhereFewerElementsAreWantedThanStandThere() {
        assertEquals(List.of("0-1 x 0-1", "0-1 x 1-2", "1-2 x 0-1", "1-2 x 1-2"), tiles(ofElements(2, 100, 2, 1)));
    }

    @Test
    void hasNoTilesBeforeItIsCut() {
        assertEquals(0, new Tiling().count());
    }

    @Test
    void canBeCutAnew() {
        Tiling tiling = ofElements(2, 4, 3, 11);
        tiling.cut(33, 16);
        assertEquals(tiles(Tiling.of(33, 16)), tiles(tiling));
        tiling.cutElements(5, 4, 3, 30);
        assertEquals(tiles(ofElements(5, 4, 3, 30)), tiles(tiling));
        tiling.cutElements(5, 0, 3, 30);
        assertEquals(0, tiling.count());
        tiling.cutElements(2, 4, 3, 11);
        assertEquals(tiles(ofElements(2, 4, 3, 11)), tiles(tiling));
        tiling.cut(0, 16);
        assertEquals(0, tiling.count());
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,16", "0,2147483647"})
    void hasNoTilesForASizeOfZero(int size, int step) {
        assertEquals(0, Tiling.of(size, step).count());
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,5,16",
        "5,1,0,16",
        "0,0,0,1",
        "0,7,3,1",
        "3,7,0,1",
        "1,1,0,2147483647",
        "2147483647,0,0,512",
        "5,0,3,6",
        "1,0,1,1",
        "2147483647,0,2147483647,1"
    })
    void hasNoTilesIfAnySizeIsZero(int outer, int within, int inner, int elements) {
        assertEquals(0, ofElements(outer, within, inner, elements).count());
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "1,16,1",
        "15,16,1",
        "16,16,1",
        "17,16,2",
        "33,16,3",
        "512,512,1",
        "513,512,2",
        "513,1,513",
        "2147483647,1,2147483647",
        "2147483136,512,4194303",
        "1,2147483647,1",
        "2147483647,2,1073741824",
        "2147483637,512,4194304",
        "2147483647,2147483647,1",
        "2147483647,2147483646,2"
    })
    void countsTiles(int size, int step, int count) {
        assertEquals(count, Tiling.of(size, step).count());
    }

    @Test
    void reachesTheLastElementOfTheLargestSize() {
        Tiling tiling = Tiling.of(MOST, 1);
        assertEquals(MOST - 1, tiling.firstOuter(MOST - 1));
        assertEquals(MOST, tiling.lastOuter(MOST - 1));
        assertEquals(1, tiling.elements(MOST - 1));
    }

    @Test
    void cutsALargeInnerDimension() {
        int size = MOST - 512;
        Tiling tiling = ofElements(1, 1, size, 512);
        assertEquals(4194303, tiling.count());
        assertEquals(511, tiling.elements(4194302));
        assertEquals(size, tiling.lastInner(4194302));
    }

    @Test
    void makesOneTileOfAllThatFits() {
        assertEquals(List.of("0-3 x 0-5"), tiles(ofElements(3, 7, 5, MOST)));
        assertEquals(List.of("0-3 x 0-5"), tiles(ofElements(3, 7, 5, 105)));
    }

    @Test
    void cutsWhereManyElementsStandAtEachIndex() {
        assertEquals(List.of("0-1 x 0-1", "0-1 x 1-2"), tiles(ofElements(1, MOST / 2, 2, 16_384)));
        assertEquals(List.of("0-1 x 0-1"), tiles(ofElements(1, MOST, 1, MOST)));
    }

    private static List<String> tiles(Tiling tiling) {
        return IntStream.range(0, tiling.count())
                .mapToObj(tile -> tiling.firstOuter(tile) + "-" + tiling.lastOuter(tile) + " x "
                        + tiling.firstInner(tile) + "-" + tiling.lastInner(tile))
                .toList();
    }

    private static Tiling ofElements(int outer, int within, int inner, int elements) {
        Tiling tiling = new Tiling();
        tiling.cutElements(outer, within, inner, elements);
        return tiling;
    }

    /** Outer and inner size, elements at each pair of indices; tiles as first and last outer, first and last inner index. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Whole elements of the outer dimension, as many as are few.
                "5 | 3 | 2 | [0, 2, 0, 3][2, 4, 0, 3][4, 5, 0, 3]",
                "2 | 1 | 100 | [0, 1, 0, 1][1, 2, 0, 1]",
                "2 | 4 | 5 | [0, 1, 0, 4][1, 2, 0, 4]",
                // Equal shares of one.
                "2 | 5 | 5 | [0, 1, 0, 3][0, 1, 3, 5][1, 2, 0, 3][1, 2, 3, 5]",
                "1 | 3 | 100 | [0, 1, 0, 1][0, 1, 1, 2][0, 1, 2, 3]",
                "1 | 7 | 7 | [0, 1, 0, 3][0, 1, 3, 6][0, 1, 6, 7]",
                "0 | 3 | 2 | ''",
                "3 | 0 | 2 | ''"
            })
    void cutsPartsOfFewOrManyElements(int outer, int inner, int within, String expected) {
        Tiling tiling = new Tiling();
        tiling.cutParts(outer, within, inner, 12, 20);
        StringBuilder parts = new StringBuilder();
        for (int tile = 0; tile < tiling.count(); tile++) {
            parts.append(List.of(
                    tiling.firstOuter(tile), tiling.lastOuter(tile), tiling.firstInner(tile), tiling.lastInner(tile)));
        }
        assertEquals(expected, parts.toString());
    }

    /** Size, elements at each index, threads; ends of shares of 12 to 20 elements. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Two for each thread.
                "9 | 6 | 2 | [3, 6, 9]",
                "8 | 6 | 2 | [2, 4, 6, 8]",
                "8 | 6 | 3 | [2, 4, 6, 8]",
                // Fewer, where these would be small.
                "8 | 4 | 4 | [3, 6, 8]",
                "2 | 4 | 4 | [2]",
                "5 | 1 | 1 | [5]",
                // More, where they would be large.
                "8 | 10 | 1 | [2, 4, 6, 8]",
                "20 | 3 | 1 | [6, 12, 18, 20]",
                "9 | 11 | 1 | [1, 2, 3, 4, 5, 6, 7, 8, 9]",
                "3 | 50 | 1 | [1, 2, 3]",
                "1 | 50 | 7 | [1]",
                "0 | 50 | 7 | []"
            })
    void cutsSharesForThreads(int size, int within, int threads, String expected) {
        Tiling tiling = new Tiling();
        tiling.cutShares(size, within, 12, 20, threads);
        assertEquals(
                expected,
                IntStream.range(0, tiling.count())
                        .mapToObj(tiling::lastOuter)
                        .toList()
                        .toString());
    }

    @Test
    void cutsSharesOfSizesNearTheLimitOfInt() {
        Tiling tiling = new Tiling();
        int most = Integer.MAX_VALUE;
        tiling.cutShares(most, most, 16384, 393216, most);
        assertEquals(most, tiling.count());
        tiling.cutShares(most, 1, 16384, 393216, 1);
        assertEquals(5462, tiling.count());
        assertEquals(most, tiling.lastOuter(5461));
    }

    @Test
    void cutsPartsOfSizesNearTheLimitOfInt() {
        Tiling tiling = new Tiling();
        tiling.cutParts(2, 65536, 32768, 16384, 65536);
        assertEquals(65536, tiling.count());
        tiling.cutParts(2, Integer.MAX_VALUE, Integer.MAX_VALUE / 2, 16384, 65536);
        assertEquals(Integer.MAX_VALUE / 2 * 2, tiling.count());
    }

    @Test
    void cutsSizesNearTheLimitOfInt() {
        int most = Integer.MAX_VALUE;
        assertEquals(1 << 30, Tiling.of(most, 2).count());
        assertEquals(4194304, Tiling.of(most - 10, 512).count());
        assertEquals(1, ofElements(2, 1, 1, most).count());
        Tiling tiling = Tiling.of(most, 512);
        assertEquals(4194304, tiling.count());
        assertEquals(most - 511, tiling.firstOuter(4194303));
        assertEquals(most, tiling.lastOuter(4194303));
        assertEquals(511, tiling.elements(4194303));
        Tiling inner = ofElements(1, 1, most, 512);
        assertEquals(4194304, inner.count());
        assertEquals(most, inner.lastInner(4194303));
    }
}
