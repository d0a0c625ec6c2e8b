package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class TileRangesTest {

    private final TileRanges ranges = new TileRanges(3);

    @Test
    void aThreadDoesItsOwnTilesFirstAndThenTheLastOnesOfOthers() {
        ranges.share(8, 3, false);
        assertEquals(List.of(2, 3, 4, 7, 6, 5, 1, 0), allTakenBy(1));
        assertEquals(-1, ranges.take(0));
        assertEquals(-1, ranges.take(1));
    }

    @Test
    void onTheWayBackItIsTheOtherWayRound() {
        ranges.share(8, 3, true);
        assertEquals(List.of(4, 3, 2, 5, 6, 7, 0, 1), allTakenBy(1));
        ranges.share(3, 1, true);
        assertEquals(List.of(2, 1, 0), allTakenBy(0));
    }

    @Test
    void ownerAndOtherMeetInTheMiddle() {
        ranges.share(6, 2, false);
        assertEquals(0, ranges.take(0));
        assertEquals(List.of(3, 4, 5, 2), List.of(ranges.take(1), ranges.take(1), ranges.take(1), ranges.take(1)));
        assertEquals(1, ranges.take(0));
        assertEquals(-1, ranges.take(0));
        assertEquals(-1, ranges.take(1));
    }

    @Test
    void oneThreadDoesTilesInTheirOrder() {
        ranges.share(4, 1, false);
        assertEquals(List.of(0, 1, 2, 3), allTakenBy(0));
        ranges.share(2, 1, false);
        // A helper of a number beyond those that share.
        assertEquals(List.of(0, 1), allTakenBy(5));
    }

    @Test
    void rangesOfManyTilesDoNotOverflow() {
        ranges.share(Integer.MAX_VALUE, 3, false);
        assertEquals(0, ranges.take(0));
        assertEquals(715_827_882, ranges.take(1));
        assertEquals(1_431_655_764, ranges.take(2));
        ranges.clear();
        assertEquals(-1, ranges.take(2));
    }

    @Test
    void noTilesAreLeftOnceTheyAreCleared() {
        ranges.share(100, 3, false);
        ranges.clear();
        assertEquals(List.of(), allTakenBy(0));
    }

    @Test
    void threadsThatRaceAreNotGivenTheSameTile() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            int tiles = 1 + round * 7 % 300;
            AtomicIntegerArray times = new AtomicIntegerArray(tiles);
            ranges.share(tiles, Math.min(3, tiles), false);
            List<Thread> threads = new ArrayList<>();
            for (int number = 0; number < 3; number++) {
                int own = number;
                Thread thread = new Thread(() -> allTakenBy(own).forEach(times::incrementAndGet));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (int tile = 0; tile < tiles; tile++) {
                assertEquals(1, times.get(tile), "tile " + tile + " of " + tiles);
            }
        }
    }

    private List<Integer> allTakenBy(int thread) {
        List<Integer> taken = new ArrayList<>();
        for (int tile = ranges.take(thread); tile >= 0; tile = ranges.take(thread)) {
            taken.add(tile);
        }
        return taken;
    }
}
