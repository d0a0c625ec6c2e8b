package io.github.normwright.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of short runs: none hangs, loses a tile or meets the tiles of another. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsStressTest {

    private static final int RUNS = 10_000;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void ownThreadsDoEveryTileOnceInEveryRun(int count) {
        try (Threads threads = Threads.of(count)) {
            assertRuns(threads);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void poolThreadsDoEveryTileOnceInEveryRun(int poolSize) {
        ExecutorService pool = Executors.newFixedThreadPool(poolSize);
        try {
            assertRuns(Threads.on(pool, 4));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theCommonPoolDoesEveryTileOnceInEveryRun() {
        assertRuns(Threads.on(ForkJoinPool.commonPool(), 3));
    }

    /** Runs of many sizes at irregular times; some come when helpers of the one before still start or fall asleep. */
    private static void assertRuns(Threads threads) {
        SplittableRandom random = new SplittableRandom(threads.count());
        List<TileCounter> counters = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            int tiles = 2 + random.nextInt(12);
            TileCounter counter = new TileCounter(tiles);
            threads.run(counter, tiles);
            counter.assertDone();
            counters.add(counter);
            for (int spins = pause(random); spins > 0; spins--) {
                Thread.onSpinWait();
            }
        }
        counters.forEach(TileCounter::assertDone);
    }

    private static int pause(SplittableRandom random) {
        return switch (random.nextInt(32)) {
            case 0 -> random.nextInt(40_000);
            case 1, 2, 3, 4 -> random.nextInt(1000);
            default -> random.nextInt(4);
        };
    }
}
