package io.github.normwright.kernels;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that never rest while they wait for calls and answer late ones, too, so that they enter and leave runs at every
 * possible moment.
 */
final class EagerHelpers implements Executor, AutoCloseable {

    private final AtomicInteger calls = new AtomicInteger();
    private volatile Runnable helper;
    private volatile boolean isClosed;

    EagerHelpers(int count) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::work);
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void execute(Runnable newHelper) {
        helper = newHelper;
        calls.incrementAndGet();
    }

    private void work() {
        while (!isClosed) {
            int open = calls.get();
            if (open > 0 && calls.compareAndSet(open, open - 1)) {
                helper.run();
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
