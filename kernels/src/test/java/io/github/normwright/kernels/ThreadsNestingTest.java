package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs within a tile of another run. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsNestingTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void areDoneByTheThreadThatCallsThem(int count) {
        try (Threads threads = Threads.of(count)) {
            TileCounter outer = new TileCounter(20);
            List<TileCounter> inner =
                    IntStream.range(0, 20).mapToObj(tile -> new TileCounter(30)).toList();
            threads.run(
                    tile -> {
                        outer.run(tile);
                        runHere(threads, inner.get(tile), 30);
                    },
                    20);
            outer.assertDone();
            inner.forEach(TileCounter::assertDone);
        }
    }

    @Test
    void mayBeNestedAgain() {
        try (Threads threads = Threads.of(3)) {
            TileCounter innermost = new TileCounter(5 * 6 * 7);
            threads.run(i -> threads.run(j -> threads.run(k -> innermost.run((i * 6 + j) * 7 + k), 7), 6), 5);
            innermost.assertDone();
        }
    }

    @Test
    void shareAPoolThatHasNoThreadLeft() {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            Threads outer = Threads.on(single, 2);
            TileCounter counter = new TileCounter(40);
            outer.run(tile -> Threads.on(single, 2).run(inner -> counter.run(tile * 20 + inner), 20), 2);
            counter.assertDone();
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void passOnWhatTheyThrow() {
        try (Threads threads = Threads.of(3)) {
            IllegalStateException failure = new IllegalStateException("of an inner tile");
            Throwable thrown = assertThrows(
                    Throwable.class,
                    () -> threads.run(
                            tile -> threads.run(
                                    inner -> {
                                        throw failure;
                                    },
                                    4),
                            4));
            assertSame(failure, thrown);
            TileCounter counter = new TileCounter(50);
            threads.run(counter, 50);
            counter.assertDone();
        }
    }

    private static void runHere(Threads threads, TileCounter counter, int tiles) {
        Thread here = Thread.currentThread();
        List<Integer> done = new ArrayList<>();
        threads.run(
                tile -> {
                    assertSame(here, Thread.currentThread());
                    done.add(tile);
                    counter.run(tile);
                },
                tiles);
        assertEquals(IntStream.range(0, tiles).boxed().toList(), done);
    }
}
