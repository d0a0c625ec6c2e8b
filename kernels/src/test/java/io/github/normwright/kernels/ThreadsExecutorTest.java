package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Helpers from a caller's own pool. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsExecutorTest {

    private final ExecutorService single = Executors.newSingleThreadExecutor();

    @AfterEach
    void shutDown() {
        single.shutdownNow();
    }

    @Test
    void usesASinglePoolThread() {
        Meeting meeting = new Meeting(2);
        Threads.on(single, 2).run(meeting, 2);
        assertEquals(2, meeting.threads().size());
        assertTrue(meeting.threads().contains(Thread.currentThread()));
        assertRuns(single, 4);
    }

    @Test
    void usesAsManyPoolThreadsAsAllowed() {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Meeting meeting = new Meeting(4);
            Threads.on(pool, 4).run(meeting, 4);
            assertEquals(4, meeting.threads().size());
            assertRuns(pool, 4);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void usesTheCommonPool() {
        assertRuns(ForkJoinPool.commonPool(), 4);
    }

    @Test
    void worksFromWithinTheCommonPool() {
        ForkJoinPool.commonPool()
                .submit(() -> assertRuns(ForkJoinPool.commonPool(), 4))
                .join();
    }

    @Test
    void usesAnExecutorThatRunsHelpersAtOnce() {
        assertRuns(Runnable::run, 4);
    }

    @Test
    void goesOnAloneIfThePoolIsShutDown() {
        single.shutdown();
        assertEquals(Set.of(Thread.currentThread()), threadsOfARun(Threads.on(single, 4)));
        assertRuns(single, 4);
    }

    @Test
    void goesOnIfThePoolIsShutDownMeanwhile() {
        Threads threads = Threads.on(single, 4);
        TileCounter counter = new TileCounter(100);
        threads.run(
                tile -> {
                    single.shutdownNow();
                    counter.run(tile);
                },
                100);
        counter.assertDone();
        assertRuns(single, 4);
    }

    @Test
    void goesOnAloneIfThePoolIsSlow() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        single.execute(() -> Meeting.await(busy));
        Threads threads = Threads.on(single, 4);
        TileCounter first = new TileCounter(50);
        TileCounter second = new TileCounter(50);
        threads.run(first, 50);
        threads.run(second, 50);
        first.assertDone();
        second.assertDone();
        busy.countDown();
        single.shutdown();
        assertTrue(single.awaitTermination(20, TimeUnit.SECONDS));
        first.assertDone();
        second.assertDone();
    }

    @Test
    void takesWhatAFullPoolAccepts() {
        CountDownLatch busy = new CountDownLatch(1);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
        try {
            pool.execute(() -> Meeting.await(busy));
            assertEquals(Set.of(Thread.currentThread()), threadsOfARun(Threads.on(pool, 4)));
            assertEquals(1, pool.getQueue().size());
            busy.countDown();
            assertRuns(pool, 4);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void goesOnIfSomeHelpersAreRejected() {
        int[] calls = new int[1];
        Executor everySecond = helper -> {
            if (calls[0]++ % 2 == 1) {
                throw new RejectedExecutionException();
            }
            helper.run();
        };
        assertRuns(everySecond, 4);
        assertTrue(calls[0] > 0);
    }

    @Test
    void doesNotCloseThePool() {
        Threads threads = Threads.on(single, 2);
        threads.close();
        assertFalse(single.isShutdown());
        Meeting meeting = new Meeting(2);
        threads.run(meeting, 2);
        assertEquals(2, meeting.threads().size());
    }

    private static void assertRuns(Executor executor, int count) {
        Threads threads = Threads.on(executor, count);
        for (int tiles = 0; tiles < 200; tiles++) {
            TileCounter counter = new TileCounter(tiles);
            threads.run(counter, tiles);
            counter.assertDone();
        }
    }

    private static Set<Thread> threadsOfARun(Threads threads) {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        threads.run(tile -> workers.add(Thread.currentThread()), 100);
        return workers;
    }
}
