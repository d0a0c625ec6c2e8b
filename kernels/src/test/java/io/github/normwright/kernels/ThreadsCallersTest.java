package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several callers of one instance at once. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsCallersTest {

    private final ExecutorService callers = Executors.newFixedThreadPool(3);

    @AfterEach
    void shutDown() {
        callers.shutdownNow();
    }

    @Test
    void theSecondGoesOnAloneWhileTheFirstIsAtWork() throws Exception {
        try (Threads threads = Threads.of(3)) {
            CountDownLatch firstIsAtWork = new CountDownLatch(1);
            CountDownLatch secondIsDone = new CountDownLatch(1);
            TileCounter first = new TileCounter(10);
            Future<?> firstRun = callers.submit(() -> threads.run(
                    tile -> {
                        firstIsAtWork.countDown();
                        Meeting.await(secondIsDone);
                        first.run(tile);
                    },
                    10));
            Meeting.await(firstIsAtWork);
            TileCounter second = new TileCounter(10);
            Set<Thread> workers = ConcurrentHashMap.newKeySet();
            threads.run(
                    tile -> {
                        workers.add(Thread.currentThread());
                        second.run(tile);
                    },
                    10);
            second.assertDone();
            assertEquals(Set.of(Thread.currentThread()), workers);
            assertEquals(0, first.done());
            secondIsDone.countDown();
            firstRun.get();
            first.assertDone();
        }
    }

    @Test
    void theNextOneHasHelpersAgain() throws Exception {
        try (Threads threads = Threads.of(2)) {
            for (int i = 0; i < 100; i++) {
                Meeting meeting = new Meeting(2);
                callers.submit(() -> threads.run(meeting, 2)).get();
                assertEquals(2, meeting.threads().size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void allFinishWithTheirOwnResults(int count) throws Exception {
        try (Threads threads = Threads.of(count)) {
            assertCallersFinish(List.of(threads, threads, threads));
        }
    }

    @Test
    void allFinishOnOnePool() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            assertCallersFinish(List.of(Threads.on(pool, 2), Threads.on(pool, 3), Threads.on(pool, 4)));
        } finally {
            pool.shutdownNow();
        }
    }

    private void assertCallersFinish(List<Threads> threads) throws Exception {
        CountDownLatch start = new CountDownLatch(threads.size());
        List<Future<Integer>> finished = new ArrayList<>();
        for (Threads each : threads) {
            Callable<Integer> caller = () -> {
                start.countDown();
                Meeting.await(start);
                return callOften(each);
            };
            finished.add(callers.submit(caller));
        }
        for (Future<Integer> runs : finished) {
            assertEquals(2000, runs.get());
        }
    }

    private static int callOften(Threads threads) {
        int runs = 0;
        for (; runs < 2000; runs++) {
            int tiles = runs % 13;
            TileCounter counter = new TileCounter(tiles);
            threads.run(counter, tiles);
            counter.assertDone();
        }
        return runs;
    }
}
