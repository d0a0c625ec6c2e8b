package io.github.normwright.processor.testing;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs replicas, each on a thread of its own, and never waits for ever. */
public final class ReplicaRun {

    private ReplicaRun() {}

    /** What a replica does. */
    public interface Work {

        void run(int replica) throws Exception;
    }

    /** Runs replicas, and gives what each has thrown, or null. */
    public static List<Throwable> failures(int count, Work work) {
        Throwable[] thrown = new Throwable[count];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int replica = i;
            Thread thread = new Thread(
                    () -> {
                        try {
                            work.run(replica);
                        } catch (Throwable failure) {
                            thrown[replica] = failure;
                        }
                    },
                    "replica " + replica);
            thread.setDaemon(true);
            threads.add(thread);
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        });
        return Arrays.asList(thrown);
    }

    /** Runs replicas, none of which may throw. */
    public static void run(int count, Work work) {
        for (Throwable failure : failures(count, work)) {
            if (failure != null) {
                throw new AssertionError("a replica failed", failure);
            }
        }
    }
}
