package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Helpers that enter while the caller opens or closes a run. Runs of few and of many tiles take turns: the number of the
 * next tile that a short run leaves behind is then a tile of the long one, and a helper that sees a mixture of both does
 * that tile once too often or for the wrong task.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsRaceTest {

    private static final int PAIRS = 200_000;
    private static final int FEW = 2;
    private static final int MANY = 8;

    private final AtomicReference<TileTask> current = new AtomicReference<>();
    private final AtomicIntegerArray fewDone = new AtomicIntegerArray(FEW);
    private final AtomicIntegerArray manyDone = new AtomicIntegerArray(MANY);
    private final AtomicIntegerArray strays = new AtomicIntegerArray(MANY);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void helpersSeeOneRunOrNone(int helpers) {
        try (EagerHelpers eager = new EagerHelpers(helpers)) {
            assertRunsAreKeptApart(Threads.on(eager, helpers + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void ownThreadsSeeOneRunOrNone(int count) {
        try (Threads threads = Threads.of(count)) {
            assertRunsAreKeptApart(threads);
        }
    }

    private void assertRunsAreKeptApart(Threads threads) {
        TileTask few = new Counted(fewDone);
        TileTask many = new Counted(manyDone);
        for (int pair = 1; pair <= PAIRS; pair++) {
            current.set(few);
            threads.run(few, FEW);
            assertAll(pair, fewDone);
            current.set(many);
            threads.run(many, MANY);
            assertAll(pair, manyDone);
        }
        assertAll(0, strays);
    }

    private static void assertAll(int expected, AtomicIntegerArray counts) {
        for (int tile = 0; tile < counts.length(); tile++) {
            if (counts.get(tile) != expected) {
                assertEquals(expected, counts.get(tile), "tile " + tile + " of " + counts);
            }
        }
    }

    /** Counts its tiles, and those that are done while another task runs. */
    private final class Counted implements TileTask {

        private final AtomicIntegerArray done;

        Counted(AtomicIntegerArray done) {
            this.done = done;
        }

        @Override
        public void run(int tile) {
            done.incrementAndGet(tile);
            if (current.get() != this) {
                strays.incrementAndGet(tile);
            }
        }
    }
}
