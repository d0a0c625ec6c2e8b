package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Runs each replica on a thread of its own, and keeps what it threw. */
final class ReplicaThreads {

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReferenceArray<Throwable> thrown;

    private ReplicaThreads(int count) {
        thrown = new AtomicReferenceArray<>(count);
    }

    /** Starts them all. */
    static ReplicaThreads start(int count, Work work) {
        ReplicaThreads replicas = new ReplicaThreads(count);
        for (int number = 0; number < count; number++) {
            int replica = number;
            Thread thread = new Thread(
                    () -> {
                        try {
                            work.run(replica);
                        } catch (Throwable failure) {
                            replicas.thrown.set(replica, failure);
                        }
                    },
                    "replica " + replica);
            thread.setDaemon(true);
            replicas.threads.add(thread);
        }
        replicas.threads.forEach(Thread::start);
        return replicas;
    }

    /** Runs them all, none of which may throw. */
    static void run(int count, Work work) {
        for (Throwable failure : start(count, work).join()) {
            if (failure != null) {
                throw new AssertionError("a replica failed", failure);
            }
        }
    }

    /** Waits for the end of all of them, and gives what each has thrown, or null. */
    List<Throwable> join() {
        try {
            for (Thread thread : threads) {
                thread.join(20_000);
                if (thread.isAlive()) {
                    throw new AssertionError(thread.getName() + " hangs: " + Arrays.toString(thread.getStackTrace()));
                }
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
        List<Throwable> failures = new ArrayList<>();
        for (int replica = 0; replica < threads.size(); replica++) {
            failures.add(thrown.get(replica));
        }
        return failures;
    }

    Thread thread(int replica) {
        return threads.get(replica);
    }

    /** Waits until a replica waits for others. */
    void awaitWaiting(int replica) {
        awaitWaiting(thread(replica));
        assertNull(thrown.get(replica));
    }

    static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (thread.getState() != Thread.State.WAITING) {
            if (System.nanoTime() > end) {
                throw new AssertionError(thread.getName() + " does not wait");
            }
            Thread.yield();
        }
    }

    /** What a replica does. */
    interface Work {

        void run(int replica) throws Exception;
    }
}
