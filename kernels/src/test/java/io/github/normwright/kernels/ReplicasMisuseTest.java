package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake of one replica is an exception in all of them: in those who wait, and in those who come later. */
class ReplicasMisuseTest {

    private final Replicas replicas = Replicas.of(3);

    @Test
    void refusesNoReplicas() {
        assertEquals(
                "expected count of at least 1, found 0",
                assertThrowsExactly(IllegalArgumentException.class, () -> Replicas.of(0))
                        .getMessage());
        assertEquals(3, replicas.count());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesOtherNumbers(int number) {
        String message = "expected replica from 0 to 2, found " + number;
        Map<String, Executable> calls = Map.of(
                "merge", () -> replicas.merge(number, new Moments(4)),
                "floats", () -> replicas.sum(number, new float[4], 4),
                "doubles", () -> replicas.sum(number, new double[4], 4),
                "once", () -> replicas.once(number, () -> {}),
                "fail", () -> replicas.fail(number, new RuntimeException("of nobody")));
        calls.values().forEach(call -> assertMistake(number, IllegalArgumentException.class, message, call));
    }

    @Test
    void refusesLengthsBeyondTheArray() {
        assertMistake(
                1,
                IllegalArgumentException.class,
                "expected values of at least 5 elements (5 from offset 0), found 4",
                () -> replicas.sum(1, new float[4], 5));
        assertMistake(
                1,
                IllegalArgumentException.class,
                "expected values of at least 5 elements (5 from offset 0), found 4",
                () -> replicas.sum(1, new double[4], 5));
        assertMistake(
                1,
                IllegalArgumentException.class,
                "expected length of at least 0, found -1",
                () -> replicas.sum(1, new float[4], -1));
    }

    @Test
    void refusesNothing() {
        assertMistake(1, NullPointerException.class, "merge", () -> replicas.merge(1, null));
        assertMistake(1, NullPointerException.class, "sum", () -> replicas.sum(1, (float[]) null, 0));
        assertMistake(1, NullPointerException.class, "sum", () -> replicas.sum(1, (double[]) null, 0));
        assertMistake(1, NullPointerException.class, "once", () -> replicas.once(1, null));
    }

    @Test
    void refusesTwoThreadsForOneNumber() {
        assertMistake(
                0,
                IllegalStateException.class,
                "expected one call at a time for replica 0, found two",
                () -> replicas.sum(0, new float[4], 4));
    }

    @Test
    void refusesOtherOperationsInOneRound() {
        String expected = "expected sum of 4 floats, as other replicas have called, found ";
        assertMistake(
                1,
                IllegalStateException.class,
                expected + "merge of 4 channels for replica 1",
                () -> replicas.merge(1, new Moments(4)));
        assertMistake(
                1,
                IllegalStateException.class,
                expected + "sum of 4 doubles for replica 1",
                () -> replicas.sum(1, new double[4], 4));
        assertMistake(
                1, IllegalStateException.class, expected + "once for replica 1", () -> replicas.once(1, () -> {}));
    }

    @Test
    void refusesOtherSizesInOneRound() {
        assertMistake(
                1,
                IllegalStateException.class,
                "expected sum of 4 floats, as other replicas have called, found sum of 3 floats for replica 1",
                () -> replicas.sum(1, new float[4], 3));
        ReplicaThreads first = ReplicaThreads.start(1, replica -> replicas.merge(0, new Moments(2)));
        first.awaitWaiting(0);
        assertEquals(
                "expected merge of 2 channels, as other replicas have called, found merge of 3 channels for replica 2",
                assertThrowsExactly(IllegalStateException.class, () -> replicas.merge(2, new Moments(3)))
                        .getMessage());
        assertInstanceOf(IllegalStateException.class, first.join().get(0));
    }

    @Test
    void takesAnyOperationInTheNextRound() {
        ReplicaThreads.run(3, replica -> {
            replicas.sum(replica, new float[4], 4);
            replicas.sum(replica, new double[3], 3);
            replicas.merge(replica, new Moments(2));
            replicas.once(replica, () -> {});
            replicas.sum(replica, new float[1], 1);
        });
    }

    /** One replica waits, another makes a mistake, and the third one comes later. */
    private void assertMistake(int replica, Class<? extends RuntimeException> type, String message, Executable call) {
        ReplicaThreads first = ReplicaThreads.start(1, number -> replicas.sum(0, new float[4], 4));
        first.awaitWaiting(0);
        RuntimeException mistake = assertThrowsExactly(type, call);
        assertEquals(message, mistake.getMessage());
        assertFollows(replica, mistake, first.join().get(0));
        assertFollows(
                replica,
                mistake,
                assertThrowsExactly(IllegalStateException.class, () -> replicas.sum(2, new float[4], 4)));
        replicas.reset();
    }

    private static void assertFollows(int replica, Throwable mistake, Throwable thrown) {
        assertInstanceOf(IllegalStateException.class, thrown);
        assertEquals("replica " + replica + " failed: " + mistake, thrown.getMessage());
        assertSame(mistake, thrown.getCause());
    }
}
