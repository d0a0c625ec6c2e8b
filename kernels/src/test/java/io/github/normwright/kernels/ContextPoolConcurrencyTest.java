package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ContextPoolConcurrencyTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 100_000;

    private final ContextPool<Context> pool = new ContextPool<>();
    private final Queue<Context> contexts = new ConcurrentLinkedQueue<>();

    @Test
    void neverHandsAnObjectToTwoThreads() throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> conflicts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Callable<Integer> user = this::useContexts;
                conflicts.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return user.call();
                }));
            }
            for (Future<Integer> conflict : conflicts) {
                assertEquals(0, conflict.get());
            }
        } finally {
            threads.shutdownNow();
        }
        // Each use is seen by the next user of the same object, though it is counted without synchronization.
        assertEquals(
                THREADS * ROUNDS,
                contexts.stream().mapToInt(context -> context.uses).sum());
    }

    private int useContexts() {
        int conflicts = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Context context = pool.take();
            if (context == null) {
                context = new Context();
                contexts.add(context);
            }
            conflicts += context.users.incrementAndGet() == 1 ? 0 : 1;
            context.uses++;
            for (int spins = 0; spins < 4; spins++) {
                Thread.onSpinWait();
            }
            context.users.decrementAndGet();
            pool.put(context);
        }
        return conflicts;
    }

    private static final class Context {

        private final AtomicInteger users = new AtomicInteger();
        private int uses;
    }
}
