package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** A task that knows how often each of its tiles was done, and whether one was done after the run was over. */
final class TileCounter implements TileTask {

    private final AtomicIntegerArray runs;
    private final AtomicInteger lateRuns = new AtomicInteger();
    private final int[] results;
    private volatile boolean isOver;

    TileCounter(int tiles) {
        runs = new AtomicIntegerArray(tiles);
        results = new int[tiles];
    }

    @Override
    public void run(int tile) {
        if (isOver) {
            lateRuns.incrementAndGet();
        }
        runs.incrementAndGet(tile);
        results[tile] = tile + 1;
    }

    int done() {
        int done = 0;
        for (int tile = 0; tile < runs.length(); tile++) {
            done += runs.get(tile);
        }
        return done;
    }

    /** Asserts that each tile was done exactly once, that what it wrote is seen here, and that none comes any more. */
    void assertDone() {
        isOver = true;
        assertEquals(0, lateRuns.get(), "tiles done after the run");
        for (int tile = 0; tile < runs.length(); tile++) {
            assertEquals(1, runs.get(tile), "tile " + tile);
            assertEquals(tile + 1, results[tile], "result of tile " + tile);
        }
    }
}
