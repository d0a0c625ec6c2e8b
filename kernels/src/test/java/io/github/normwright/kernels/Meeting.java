package io.github.normwright.kernels;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A task whose tiles wait for each other, so that each is done by a thread of its own. */
final class Meeting implements TileTask {

    private final CountDownLatch missing;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    Meeting(int tiles) {
        missing = new CountDownLatch(tiles);
    }

    @Override
    public void run(int tile) {
        threads.add(Thread.currentThread());
        missing.countDown();
        await(missing);
    }

    /** Who met. */
    Set<Thread> threads() {
        return threads;
    }

    /** The one helper of two threads, started by {@link Threads#of}. */
    static Thread helperOf(Threads threads) {
        Meeting meeting = new Meeting(2);
        threads.run(meeting, 2);
        return meeting.threads().stream()
                .filter(thread -> thread != Thread.currentThread())
                .findAny()
                .orElseThrow();
    }

    /** Waits for what must happen within some seconds. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
