package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One action is run for all, between the coming of the last replica and the leaving of the first. */
class ReplicasOnceTest {

    private int runs;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void runsTheActionOfTheLowestNumberAlone(int count) {
        int rounds = 200;
        int[] came = new int[count];
        Replicas replicas = Replicas.of(count);
        ReplicaThreads.run(count, replica -> {
            for (int round = 1; round <= rounds; round++) {
                int expected = round;
                Thread thread = Thread.currentThread();
                // Neither the numbers of those who came nor that of runs are synchronized otherwise.
                came[replica] = round;
                replicas.once(replica, () -> {
                    assertEquals(0, replica);
                    assertSame(thread, Thread.currentThread());
                    for (int each : came) {
                        assertEquals(expected, each);
                    }
                    runs++;
                });
                assertEquals(round, runs);
                // So that no action runs while a replica still looks.
                replicas.sum(replica, new float[0], 0);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void waitsForTheLastReplica(int last) {
        Replicas replicas = Replicas.of(3);
        CountDownLatch mayCome = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        ReplicaThreads threads = ReplicaThreads.start(3, replica -> {
            if (replica == last) {
                Meeting.await(mayCome);
            }
            replicas.once(replica, ran::countDown);
        });
        for (int replica = 0; replica < 3; replica++) {
            if (replica != last) {
                threads.awaitWaiting(replica);
            }
        }
        assertEquals(1, ran.getCount());
        mayCome.countDown();
        threads.join().forEach(thrown -> assertSame(null, thrown));
        assertEquals(0, ran.getCount());
    }

    @Test
    void keepsAllUntilTheActionEnds() throws InterruptedException {
        Replicas replicas = Replicas.of(2);
        CountDownLatch runsNow = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ReplicaThreads threads = ReplicaThreads.start(
                2,
                replica -> replicas.once(replica, () -> {
                    runsNow.countDown();
                    Meeting.await(mayEnd);
                }));
        Meeting.await(runsNow);
        threads.thread(1).join(20);
        assertTrue(threads.thread(1).isAlive());
        mayEnd.countDown();
        threads.join().forEach(thrown -> assertSame(null, thrown));
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("a runtime exception"),
                new AssertionError("an error"),
                new IOException("a checked exception of another language"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void givesAllWhatTheActionThrows(Throwable failure) {
        Replicas replicas = Replicas.of(3);
        for (int round = 0; round < 20; round++) {
            List<Throwable> thrown = ReplicaThreads.start(
                            3,
                            replica ->
                                    replicas.once(replica, () -> ReplicasOnceTest.<RuntimeException>rethrow(failure)))
                    .join();
            thrown.forEach(each -> assertSame(failure, each));
            float[][] values = {{1}, {2}, {3}};
            ReplicaThreads.run(3, replica -> replicas.sum(replica, values[replica], 1));
            assertEquals(6, values[2][0]);
        }
    }

    @Test
    void refusesCallsFromTheAction() {
        Replicas replicas = Replicas.of(2);
        List<Throwable> thrown = ReplicaThreads.start(
                        2, replica -> replicas.once(replica, () -> replicas.sum(replica, new float[1], 1)))
                .join();
        assertEquals(
                "expected one call at a time for replica 0, found two",
                assertThrowsExactly(IllegalStateException.class, () -> rethrow(thrown.get(0)))
                        .getMessage());
        assertEquals(
                "replica 0 failed: java.lang.IllegalStateException: expected one call at a time for replica 0, found two",
                assertThrowsExactly(IllegalStateException.class, () -> rethrow(thrown.get(1)))
                        .getMessage());
    }

    @Test
    void toleratesAnInterruptedLastReplica() throws InterruptedException {
        Replicas replicas = Replicas.of(2);
        ReplicaThreads first = ReplicaThreads.start(1, replica -> replicas.once(0, () -> runs++));
        first.awaitWaiting(0);
        Thread.currentThread().interrupt();
        // It either waits for the action, and fails, or comes too late for that.
        try {
            replicas.once(1, () -> {});
            assertEquals(1, runs);
        } catch (IllegalStateException failed) {
            assertEquals("replica 1 failed: java.lang.InterruptedException", failed.getMessage());
        }
        assertTrue(Thread.interrupted());
        first.thread(0).join(TimeUnit.SECONDS.toMillis(20));
        assertFalse(first.thread(0).isAlive());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
