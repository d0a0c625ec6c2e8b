package io.github.normwright.kernels;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that share a layer's work. The calling thread always takes part. Each of them begins with a range of
 * tiles, which is the same in every run for the threads that {@link #of} starts, so that data stays in their caches from one
 * run to the next, and then helps others to finish theirs. Which thread does a tile never changes a result.
 *
 * <p>One instance may serve any number of layers. It works for one caller at a time: a second caller, or a call from
 * within a task, does its tiles alone. {@link #run} does not allocate (an executor may, when it queues a helper).
 * Thread-safe.
 */
public final class Threads implements AutoCloseable {

    /** How often an idle helper looks for work before it sleeps: some tens of microseconds. */
    private static final int SPINS = 2_000;

    private static final Threads CALLING_THREAD = new Threads(1, new Crew(0));

    private final int count;
    private final Helpers helpers;
    private final Helper helper = this::help;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final TileRanges ranges;
    private final AtomicInteger activeHelpers = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private TileTask task;
    private volatile boolean isOpen;

    private Threads(int count, Helpers helpers) {
        this.count = count;
        this.helpers = helpers;
        this.ranges = new TileRanges(count);
    }

    /**
     * No helpers.
     *
     * @return a shared instance
     */
    public static Threads callingThread() {
        return CALLING_THREAD;
    }

    /**
     * Starts daemon threads as helpers. They end when the instance is closed.
     *
     * @param count how many threads work, the calling one included
     * @return a new instance
     * @throws IllegalArgumentException if the count is less than 1
     */
    public static Threads of(int count) {
        Checks.atLeast("count", count, 1);
        return new Threads(count, new Crew(count - 1));
    }

    /**
     * Uses the caller's own pool for helpers.
     *
     * @param executor runs helpers; if it is slow to start them, or rejects them, the calling thread goes on alone. It
     *     must not drop them silently, for no more helpers are given to it than it has not yet run
     * @param count how many threads work at most, the calling one included
     * @return a new instance; closing it does not close the executor
     * @throws IllegalArgumentException if the count is less than 1
     */
    public static Threads on(Executor executor, int count) {
        Objects.requireNonNull(executor, "executor");
        Checks.atLeast("count", count, 1);
        return new Threads(count, new Pool(executor));
    }

    /**
     * How many threads work at most, the calling one included.
     *
     * @return at least 1
     */
    public int count() {
        return count;
    }

    /**
     * Does all tiles of a task, and returns when all are done.
     *
     * @param newTask the task
     * @param newTiles how many tiles it has
     * @throws RuntimeException or an Error, whatever a tile threw first; the remaining tiles may then be left undone
     */
    public void run(TileTask newTask, int newTiles) {
        run(newTask, newTiles, false);
    }

    /**
     * As {@link #run(TileTask, int)}, but each thread begins with the last of its tiles, which a run before this one has done
     * last: what that has read or written is then still in a cache.
     *
     * @param newTask the task
     * @param newTiles how many tiles it has
     * @throws RuntimeException or an Error, whatever a tile threw first; the remaining tiles may then be left undone
     */
    public void runBack(TileTask newTask, int newTiles) {
        run(newTask, newTiles, true);
    }

    private void run(TileTask newTask, int newTiles, boolean isBack) {
        if (newTiles <= 1 || count == 1 || !isBusy.compareAndSet(false, true)) {
            for (int i = 0; i < newTiles; i++) {
                newTask.run(isBack ? newTiles - 1 - i : i);
            }
            return;
        }
        try {
            runShared(newTask, newTiles, isBack);
        } finally {
            isBusy.set(false);
        }
    }

    private void runShared(TileTask newTask, int newTiles, boolean isBack) {
        int sharing = Math.min(count, newTiles);
        task = newTask;
        failure.set(null);
        ranges.share(newTiles, sharing, isBack);
        isOpen = true;
        try {
            helpers.call(sharing - 1, helper);
            takeTiles(0);
        } finally {
            isOpen = false;
            awaitHelpers();
            task = null;
        }
        Threads.<RuntimeException>rethrow(failure.getAndSet(null));
    }

    /** A helper that comes late finds the task closed; one that is at work keeps the caller waiting. */
    private void help(int number) {
        activeHelpers.incrementAndGet();
        try {
            if (isOpen) {
                takeTiles(number);
            }
        } finally {
            activeHelpers.decrementAndGet();
        }
    }

    private void takeTiles(int thread) {
        try {
            for (int tile = ranges.take(thread); tile >= 0; tile = ranges.take(thread)) {
                task.run(tile);
            }
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            ranges.clear();
        }
    }

    private void awaitHelpers() {
        for (int spins = 0; activeHelpers.get() > 0; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Throws anything, as the tile did: a language without checked exceptions may throw one of them, too. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        if (thrown != null) {
            throw (T) thrown;
        }
    }

    /** Ends the helpers that {@link #of} started. A closed instance still works, on the calling thread alone. */
    @Override
    public void close() {
        helpers.close();
    }

    /** What a helper does, by its number, which says where it begins. */
    private interface Helper {

        void run(int number);
    }

    /** Where helpers come from. Called by one thread at a time. */
    private interface Helpers {

        /** Has a helper run by some other threads, each once, by numbers from 1; or by fewer, or later. */
        void call(int number, Helper helper);

        /** Gives up what was started for this. */
        void close();
    }

    /**
     * The caller's executor. No more helpers wait in it than a run needs, so that a slow one does not pile them up, and
     * does not let more of them into a later run than are allowed at once.
     */
    private static final class Pool implements Helpers, Runnable {

        private final Executor executor;
        private final AtomicInteger waiting = new AtomicInteger();
        private Helper helper;

        Pool(Executor executor) {
            this.executor = executor;
        }

        @Override
        public void call(int number, Helper newHelper) {
            helper = newHelper;
            for (int i = waiting.get(); i < number; i++) {
                waiting.incrementAndGet();
                try {
                    executor.execute(this);
                } catch (RejectedExecutionException poolIsFullOrClosed) {
                    // The calling thread does what no helper does.
                    waiting.decrementAndGet();
                    return;
                }
            }
        }

        @Override
        public void run() {
            // Before it looks for a run: the next caller then either counts it as waiting, and it meets that run, or
            // not.
            int number = waiting.getAndDecrement();
            helper.run(number);
        }

        @Override
        public void close() {
            // The executor is the caller's.
        }
    }

    /** Daemon threads that wait for helpers to run. */
    private static final class Crew implements Helpers {

        private final Member[] members;

        Crew(int size) {
            members = new Member[size];
            for (int i = 0; i < size; i++) {
                members[i] = new Member(i + 1);
            }
            Arrays.stream(members).forEach(Thread::start);
        }

        /** Each member has its own call: one that is awake must not take the call that is to wake another. */
        @Override
        public void call(int number, Helper helper) {
            for (int i = 0; i < number; i++) {
                members[i].call(helper);
            }
        }

        @Override
        public void close() {
            for (Member member : members) {
                member.close();
            }
        }
    }

    private static final class Member extends Thread {

        private final int number;
        private volatile Helper called;
        private volatile boolean isClosed;

        Member(int number) {
            super("normwright-" + number);
            this.number = number;
            setDaemon(true);
        }

        void call(Helper helper) {
            called = helper;
            LockSupport.unpark(this);
        }

        void close() {
            isClosed = true;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            int spins = 0;
            while (!isClosed) {
                Helper helper = called;
                if (helper != null) {
                    // Before it runs: if a call has come meanwhile, its run is open, and this helper meets it.
                    called = null;
                    helper.run(number);
                    // An interrupted thread cannot park, and would spin for ever.
                    Thread.interrupted();
                    spins = 0;
                } else if (spins < SPINS) {
                    spins++;
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                    spins = 0;
                }
            }
        }
    }
}
