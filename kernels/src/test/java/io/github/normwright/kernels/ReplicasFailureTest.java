package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replica that cannot take part keeps nobody waiting. */
class ReplicasFailureTest {

    private final Replicas replicas = Replicas.of(3);
    private final RuntimeException cause = new RuntimeException("out of data");

    @Test
    void reachesThoseWhoWait() {
        ReplicaThreads threads = ReplicaThreads.start(3, replica -> {
            if (replica == 1) {
                CountDownLatch never = new CountDownLatch(1);
                never.await();
            }
            replicas.merge(replica, new Moments(4));
        });
        threads.awaitWaiting(0);
        threads.awaitWaiting(2);
        replicas.fail(1, cause);
        threads.thread(1).interrupt();
        List<Throwable> thrown = threads.join();
        assertFailed(1, cause, thrown.get(0));
        assertFailed(1, cause, thrown.get(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void reachesThoseWhoComeLater(int failing) {
        replicas.fail(failing, cause);
        for (int round = 0; round < 3; round++) {
            ReplicaThreads.start(3, replica -> replicas.merge(replica, new Moments(4)))
                    .join()
                    .forEach(thrown -> assertFailed(failing, cause, thrown));
            ReplicaThreads.start(3, replica -> replicas.sum(replica, new float[1], 1))
                    .join()
                    .forEach(thrown -> assertFailed(failing, cause, thrown));
            ReplicaThreads.start(3, replica -> replicas.sum(replica, new double[1], 1))
                    .join()
                    .forEach(thrown -> assertFailed(failing, cause, thrown));
            ReplicaThreads.start(3, replica -> replicas.once(replica, () -> {}))
                    .join()
                    .forEach(thrown -> assertFailed(failing, cause, thrown));
        }
    }

    @Test
    void keepsTheFirstReason() {
        replicas.fail(2, cause);
        replicas.fail(1, new RuntimeException("of no interest"));
        assertFailed(2, cause, failureOf(0));
    }

    @Test
    void needsNoCause() {
        replicas.fail(2, null);
        assertEquals("replica 2 failed: null", failureOf(0).getMessage());
    }

    @Test
    void reachesASingleReplica() {
        Replicas single = Replicas.of(1);
        single.fail(0, cause);
        assertFailed(0, cause, assertThrowsExactly(IllegalStateException.class, () -> single.merge(0, new Moments(1))));
        single.reset();
        single.merge(0, new Moments(1));
    }

    @Test
    void writesNoResults() {
        float[] values = {1};
        ReplicaThreads threads = ReplicaThreads.start(2, replica -> replicas.sum(replica, values, 1));
        threads.awaitWaiting(0);
        threads.awaitWaiting(1);
        replicas.fail(2, cause);
        threads.join();
        assertEquals(1, values[0]);
    }

    @Test
    void endsWithAReset() {
        for (int round = 0; round < 50; round++) {
            ReplicaThreads threads = ReplicaThreads.start(2, replica -> replicas.sum(replica, new float[1], 1));
            threads.awaitWaiting(0);
            threads.awaitWaiting(1);
            replicas.fail(2, cause);
            // At once: those who wait may not have noticed yet.
            replicas.reset();
            assertNextRoundWorks(3);
            threads.join().forEach(thrown -> assertFailed(2, cause, thrown));
        }
    }

    @Test
    void aResetEndsTheWaiting() {
        ReplicaThreads threads = ReplicaThreads.start(2, replica -> replicas.sum(replica, new float[1], 1));
        threads.awaitWaiting(0);
        threads.awaitWaiting(1);
        replicas.reset();
        for (Throwable thrown : threads.join()) {
            assertInstanceOf(IllegalStateException.class, thrown);
            assertEquals("the replicas were reset", thrown.getMessage());
        }
        assertNextRoundWorks(3);
    }

    @Test
    void anInterruptReachesAll() {
        AtomicBoolean isInterrupted = new AtomicBoolean();
        ReplicaThreads threads = ReplicaThreads.start(2, replica -> {
            try {
                replicas.sum(replica, new float[1], 1);
            } finally {
                if (replica == 1) {
                    isInterrupted.set(Thread.currentThread().isInterrupted());
                }
            }
        });
        threads.awaitWaiting(0);
        threads.awaitWaiting(1);
        threads.thread(1).interrupt();
        for (Throwable thrown : threads.join()) {
            assertInstanceOf(IllegalStateException.class, thrown);
            assertEquals("replica 1 failed: java.lang.InterruptedException", thrown.getMessage());
            assertInstanceOf(InterruptedException.class, thrown.getCause());
        }
        assertTrue(isInterrupted.get());
        assertEquals(
                "replica 1 failed: java.lang.InterruptedException", failureOf(2).getMessage());
        replicas.reset();
        assertNextRoundWorks(3);
    }

    @Test
    void anInterruptOfTheReplicaWithTheActionReachesAll() {
        ReplicaThreads threads = ReplicaThreads.start(
                2,
                replica -> replicas.once(replica, () -> {
                    throw new AssertionError("not all have come");
                }));
        threads.awaitWaiting(0);
        threads.awaitWaiting(1);
        threads.thread(0).interrupt();
        for (Throwable thrown : threads.join()) {
            assertInstanceOf(IllegalStateException.class, thrown);
            assertEquals("replica 0 failed: java.lang.InterruptedException", thrown.getMessage());
        }
    }

    @Test
    void reachesThoseWhoWaitForAnAction() {
        CountDownLatch runsNow = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ReplicaThreads threads = ReplicaThreads.start(
                3,
                replica -> replicas.once(replica, () -> {
                    runsNow.countDown();
                    Meeting.await(mayEnd);
                }));
        Meeting.await(runsNow);
        replicas.fail(2, cause);
        for (int replica = 1; replica < 3; replica++) {
            join(threads.thread(replica));
        }
        mayEnd.countDown();
        threads.join().forEach(thrown -> assertFailed(2, cause, thrown));
    }

    private static void join(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertSame(Thread.State.TERMINATED, thread.getState());
    }

    private IllegalStateException failureOf(int replica) {
        return assertThrowsExactly(IllegalStateException.class, () -> replicas.sum(replica, new float[1], 1));
    }

    private void assertNextRoundWorks(int count) {
        float[][] values = {{1}, {2}, {3}};
        ReplicaThreads.start(count, replica -> replicas.sum(replica, values[replica], 1))
                .join()
                .forEach(thrown -> assertNull(thrown));
        for (float[] each : values) {
            assertEquals(6, each[0]);
        }
    }

    private static void assertFailed(int replica, Throwable cause, Throwable thrown) {
        assertInstanceOf(IllegalStateException.class, thrown);
        assertEquals("replica " + replica + " failed: " + cause, thrown.getMessage());
        assertSame(cause, thrown.getCause());
    }
}
