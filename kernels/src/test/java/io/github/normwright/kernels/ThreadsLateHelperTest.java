package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Helpers that an executor starts when the run they were called for is over. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsLateHelperTest {

    private final List<Runnable> called = new ArrayList<>();
    private final Threads threads = Threads.on(called::add, 2);

    @Test
    void doNothingBetweenRuns() {
        TileCounter counter = new TileCounter(4);
        threads.run(counter, 4);
        counter.assertDone();
        called.forEach(Runnable::run);
        assertEquals(1, called.size());
        counter.assertDone();
    }

    @Test
    void doTilesOfTheRunThatTheyMeet() {
        TileCounter first = new TileCounter(4);
        threads.run(first, 4);
        first.assertDone();
        Runnable late = called.remove(0);

        TileCounter second = new TileCounter(6);
        int[] doneByHelper = new int[1];
        threads.run(
                tile -> {
                    second.run(tile);
                    if (tile == 0) {
                        late.run();
                        doneByHelper[0] = second.done() - 1;
                    }
                },
                6);
        assertEquals(5, doneByHelper[0]);
        first.assertDone();
        second.assertDone();
    }

    @Test
    void doNothingAfterAFailedRun() {
        TileCounter failed = new TileCounter(4);
        try {
            threads.run(
                    tile -> {
                        failed.run(tile);
                        throw new IllegalStateException("expected");
                    },
                    4);
        } catch (IllegalStateException expected) {
            assertEquals("expected", expected.getMessage());
        }
        assertEquals(1, failed.done());
        called.forEach(Runnable::run);
        assertEquals(1, failed.done());
    }

    @Test
    void areWaitedForOnceTheyHaveATile() {
        CountDownLatch helperIsAtWork = new CountDownLatch(1);
        CountDownLatch callerIsDone = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        boolean[] isFinished = new boolean[1];
        Threads started = Threads.on(helper -> new Thread(helper).start(), 2);
        started.run(
                tile -> {
                    if (Thread.currentThread() == caller) {
                        Meeting.await(helperIsAtWork);
                        callerIsDone.countDown();
                    } else {
                        helperIsAtWork.countDown();
                        Meeting.await(callerIsDone);
                        spin(50_000_000);
                        isFinished[0] = true;
                    }
                },
                2);
        assertTrue(isFinished[0]);
    }

    private static void spin(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }
}
