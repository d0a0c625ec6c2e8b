package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What once went wrong. */
@Timeout(value = 40, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsRegressionTest {

    /** A sleeping member is not woken while another one is awake. */
    @Test
    void wakesASleepingHelperWhileAnotherOneIsAwake() {
        try (Threads threads = Threads.of(3)) {
            Meeting all = new Meeting(3);
            threads.run(all, 3);
            List<Thread> helpers = all.threads().stream()
                    .filter(thread -> thread != Thread.currentThread())
                    .toList();
            for (int round = 0; round < 50; round++) {
                while (helpers.stream().noneMatch(helper -> helper.getState() == Thread.State.WAITING)) {
                    threads.run(tile -> {}, 2);
                }
                CountDownLatch missing = new CountDownLatch(3);
                Set<Thread.State> states = ConcurrentHashMap.newKeySet();
                threads.run(
                        tile -> {
                            missing.countDown();
                            try {
                                if (!missing.await(2, TimeUnit.SECONDS)) {
                                    helpers.forEach(helper -> states.add(helper.getState()));
                                }
                            } catch (InterruptedException interrupted) {
                                throw new AssertionError(interrupted);
                            }
                        },
                        3);
                assertEquals(Set.of(), states, "round " + round);
            }
        }
    }

    /** A helper that a tile interrupted never sleeps again. */
    @Test
    void aHelperThatATileInterruptedSleepsAgain() throws InterruptedException {
        try (Threads threads = Threads.of(2)) {
            Thread caller = Thread.currentThread();
            Thread helper = Meeting.helperOf(threads);
            CountDownLatch both = new CountDownLatch(2);
            threads.run(
                    tile -> {
                        both.countDown();
                        Meeting.await(both);
                        if (Thread.currentThread() != caller) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    2);
            long start = System.nanoTime();
            while (helper.isInterrupted() && System.nanoTime() - start < 5_000_000_000L) {
                Thread.onSpinWait();
            }
            assertFalse(helper.isInterrupted());
        }
    }

    /** Late helpers of a slow pool exceed the count. */
    @Test
    void letsInNoMoreHelpersThanCounted() {
        List<Runnable> called = new ArrayList<>();
        Threads threads = Threads.on(called::add, 2);
        for (int run = 0; run < 5; run++) {
            threads.run(tile -> {}, 2);
        }
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        threads.run(
                tile -> {
                    most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    if (tile == 0) {
                        List.copyOf(called).forEach(helper -> new Thread(helper).start());
                    }
                    long start = System.nanoTime();
                    while (System.nanoTime() - start < 50_000_000) {
                        Thread.onSpinWait();
                    }
                    atWork.decrementAndGet();
                    started.countDown();
                },
                12);
        assertTrue(most.get() <= 2, most + " threads at work");
    }

    /** Helpers pile up in a pool that is slow. */
    @Test
    void doesNotPileUpHelpersInASlowPool() {
        CountDownLatch busy = new CountDownLatch(1);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        try {
            pool.execute(() -> Meeting.await(busy));
            Threads threads = Threads.on(pool, 4);
            for (int run = 0; run < 10_000; run++) {
                threads.run(tile -> {}, 4);
            }
            assertEquals(3, pool.getQueue().size());
        } finally {
            busy.countDown();
            pool.shutdownNow();
        }
    }

    /** The last failure wins, not the first. */
    @Test
    void throwsWhatATileThrewFirst() {
        Thread caller = Thread.currentThread();
        CountDownLatch bothAtWork = new CountDownLatch(2);
        CountDownLatch helperIsDone = new CountDownLatch(1);
        IllegalStateException first = new IllegalStateException("first");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Threads threads = Threads.on(
                helper -> pool.execute(() -> {
                    helper.run();
                    helperIsDone.countDown();
                }),
                2);
        try {
            Throwable thrown = assertThrows(
                    Throwable.class,
                    () -> threads.run(
                            tile -> {
                                bothAtWork.countDown();
                                Meeting.await(bothAtWork);
                                if (Thread.currentThread() == caller) {
                                    Meeting.await(helperIsDone);
                                    throw new IllegalStateException("second");
                                }
                                throw first;
                            },
                            2));
            assertSame(first, thrown);
        } finally {
            pool.shutdownNow();
        }
    }

    /** A checked exception thrown without declaration is swallowed. */
    @Test
    void passesOnACheckedExceptionThatATileSneaksOut() {
        IOException sneaky = new IOException("sneaky");
        Throwable thrown = assertThrows(
                Throwable.class,
                () -> Threads.on(Runnable::run, 2)
                        .run(tile -> ThreadsRegressionTest.<RuntimeException>sneak(sneaky), 4));
        assertSame(sneaky, thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Tile numbers overflow. */
    @Test
    void doesNoNegativeTileAfterAFailure() {
        List<Integer> done = new ArrayList<>();
        assertThrows(
                IllegalStateException.class,
                () -> Threads.on(Runnable::run, 3)
                        .run(
                                tile -> {
                                    done.add(tile);
                                    throw new IllegalStateException();
                                },
                                Integer.MAX_VALUE));
        // The first helper's first tile; it runs on the calling thread, before that has begun with its own.
        assertEquals(List.of(Integer.MAX_VALUE / 3), done);
    }
}
