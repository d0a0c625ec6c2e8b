package io.github.normwright.kernels;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that share a layer's work. The calling thread always takes part; helpers take tiles as they become free.
 * Which thread does a tile never changes a result.
 *
 * <p>One instance may serve any number of layers. It works for one caller at a time: a second caller, or a call from
 * within a task, does its tiles alone. {@link #run} does not allocate (an executor may, when it queues a helper).
 * Thread-safe.
 */
public final class Threads implements AutoCloseable {

    /** How often an idle helper looks for work before it sleeps: some tens of microseconds. */
    private static final int SPINS = 20_000;

    private static final Threads CALLING_THREAD = new Threads(1, helper -> {});

    private final int count;
    private final Executor executor;
    private final Runnable helper = this::help;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final AtomicInteger nextTile = new AtomicInteger();
    private final AtomicInteger activeHelpers = new AtomicInteger();

    private TileTask task;
    private int tiles;
    private volatile boolean isOpen;
    private volatile Throwable failure;

    private Threads(int count, Executor executor) {
        this.count = count;
        this.executor = executor;
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
     * @param executor runs helpers; if it is slow to start them, the calling thread goes on alone
     * @param count how many threads work at most, the calling one included
     * @return a new instance; closing it does not close the executor
     * @throws IllegalArgumentException if the count is less than 1
     */
    public static Threads on(Executor executor, int count) {
        Objects.requireNonNull(executor, "executor");
        Checks.atLeast("count", count, 1);
        return new Threads(count, executor);
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
        if (newTiles <= 1 || count == 1 || !isBusy.compareAndSet(false, true)) {
            for (int tile = 0; tile < newTiles; tile++) {
                newTask.run(tile);
            }
            return;
        }
        try {
            runShared(newTask, newTiles);
        } finally {
            isBusy.set(false);
        }
    }

    private void runShared(TileTask newTask, int newTiles) {
        task = newTask;
        tiles = newTiles;
        failure = null;
        nextTile.set(0);
        isOpen = true;
        try {
            callHelpers(Math.min(count, newTiles) - 1);
            takeTiles();
        } finally {
            isOpen = false;
            awaitHelpers();
            task = null;
        }
        rethrow(failure);
    }

    private void callHelpers(int number) {
        try {
            for (int i = 0; i < number; i++) {
                executor.execute(helper);
            }
        } catch (RejectedExecutionException poolIsFullOrClosed) {
            // The calling thread does what no helper does.
        }
    }

    /** A helper that comes late finds the task closed; one that is at work keeps the caller waiting. */
    private void help() {
        activeHelpers.incrementAndGet();
        try {
            if (isOpen) {
                takeTiles();
            }
        } finally {
            activeHelpers.decrementAndGet();
        }
    }

    private void takeTiles() {
        try {
            for (int tile = nextTile.getAndIncrement(); tile < tiles; tile = nextTile.getAndIncrement()) {
                task.run(tile);
            }
        } catch (Throwable thrown) {
            failure = thrown;
            nextTile.set(tiles);
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

    private static void rethrow(Throwable thrown) {
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Ends the helpers that {@link #of} started. A closed instance still works, on the calling thread alone. */
    @Override
    public void close() {
        if (executor instanceof Crew crew) {
            crew.close();
        }
    }

    /** Daemon threads that wait for helpers to run. */
    private static final class Crew implements Executor {

        private final Thread[] members;
        private final AtomicInteger wanted = new AtomicInteger();
        private volatile Runnable helper;
        private volatile boolean isClosed;

        Crew(int size) {
            members = new Thread[size];
            for (int i = 0; i < size; i++) {
                members[i] = new Thread(this::work, "normwright-" + (i + 1));
                members[i].setDaemon(true);
                members[i].start();
            }
        }

        @Override
        public void execute(Runnable newHelper) {
            helper = newHelper;
            int number = wanted.incrementAndGet();
            LockSupport.unpark(members[(number - 1) % members.length]);
        }

        private void work() {
            int spins = 0;
            while (!isClosed) {
                if (takeRequest()) {
                    helper.run();
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

        private boolean takeRequest() {
            int open = wanted.get();
            return open > 0 && wanted.compareAndSet(open, open - 1);
        }

        void close() {
            isClosed = true;
            for (Thread member : members) {
                LockSupport.unpark(member);
            }
        }
    }
}
