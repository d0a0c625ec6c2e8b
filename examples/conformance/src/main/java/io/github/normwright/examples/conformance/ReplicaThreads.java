package io.github.normwright.examples.conformance;

import io.github.normwright.api.ReplicaGroup;
import io.github.normwright.kernels.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Runs replicas, each on a thread of its own. */
final class ReplicaThreads {

    private ReplicaThreads() {}

    /**
     * Runs replicas of one group until all have ended.
     *
     * @param count how many
     * @param replica what each does, given the group and its number
     * @throws IllegalStateException if one of them failed
     */
    static void run(int count, BiConsumer<ReplicaGroup, Integer> replica) {
        Replicas group = Replicas.of(count);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                calls.add(threads.submit(() -> replica.accept(group, number)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a replica failed: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interruption);
        } finally {
            threads.shutdownNow();
        }
    }
}
