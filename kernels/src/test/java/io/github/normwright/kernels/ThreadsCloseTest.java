package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsCloseTest {

    @Test
    void endsTheHelper() throws InterruptedException {
        Threads threads = Threads.of(2);
        Thread helper = Meeting.helperOf(threads);
        assertTrue(helper.isAlive());
        threads.close();
        helper.join(20_000);
        assertFalse(helper.isAlive());
    }

    @Test
    void endsAHelperThatSleeps() throws InterruptedException {
        Threads threads = Threads.of(2);
        Thread helper = Meeting.helperOf(threads);
        while (helper.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        threads.close();
        helper.join(20_000);
        assertFalse(helper.isAlive());
    }

    @Test
    void leavesTheWorkToTheCallingThread() throws InterruptedException {
        Threads threads = Threads.of(2);
        Thread helper = Meeting.helperOf(threads);
        threads.close();
        helper.join(20_000);
        for (int run = 0; run < 1000; run++) {
            TileCounter counter = new TileCounter(10);
            Set<Thread> workers = ConcurrentHashMap.newKeySet();
            threads.run(
                    tile -> {
                        workers.add(Thread.currentThread());
                        counter.run(tile);
                    },
                    10);
            counter.assertDone();
            assertEquals(Set.of(Thread.currentThread()), workers);
        }
        assertEquals(2, threads.count());
    }

    @Test
    void mayHappenTwice() {
        Threads threads = Threads.of(3);
        threads.close();
        threads.close();
        TileCounter counter = new TileCounter(10);
        threads.run(counter, 10);
        counter.assertDone();
    }

    @Test
    void mayHappenWithinATask() throws InterruptedException {
        Threads threads = Threads.of(2);
        Thread helper = Meeting.helperOf(threads);
        TileCounter counter = new TileCounter(100);
        threads.run(
                tile -> {
                    threads.close();
                    counter.run(tile);
                },
                100);
        counter.assertDone();
        helper.join(20_000);
        assertFalse(helper.isAlive());
    }

    @Test
    void meansNothingToTheCallingThread() {
        Threads.callingThread().close();
        TileCounter counter = new TileCounter(10);
        Threads.callingThread().run(counter, 10);
        counter.assertDone();
    }
}
