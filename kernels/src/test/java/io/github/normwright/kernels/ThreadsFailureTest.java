package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tile throws reaches the caller, and the next run works. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsFailureTest {

    private final Threads threads = Threads.of(2);

    @AfterEach
    void close() {
        threads.close();
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("a runtime exception"),
                new AssertionError("an error"),
                new OutOfMemoryError("an error of the machine"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reachesTheCallerFromItsOwnTile(Throwable failure) {
        assertSame(failure, assertThrows(Throwable.class, () -> failOn(true, failure)));
        assertNextRunWorks();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reachesTheCallerFromAHelper(Throwable failure) {
        assertSame(failure, assertThrows(Throwable.class, () -> failOn(false, failure)));
        assertNextRunWorks();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reachesTheCallerThatWorksAlone(Throwable failure) {
        assertSame(
                failure,
                assertThrows(Throwable.class, () -> Threads.callingThread().run(tile -> throwUnchecked(failure), 3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void reachesTheCallerIfEveryTileFails(int count) {
        try (Threads several = Threads.of(count)) {
            for (int run = 0; run < 500; run++) {
                String message = "run " + run;
                IllegalStateException thrown = assertThrows(
                        IllegalStateException.class,
                        () -> several.run(
                                tile -> {
                                    throw new IllegalStateException(message);
                                },
                                20));
                assertEquals(message, thrown.getMessage());
                TileCounter counter = new TileCounter(20);
                several.run(counter, 20);
                counter.assertDone();
            }
        }
    }

    @Test
    void waitsForTheTilesOfOthers() {
        Thread caller = Thread.currentThread();
        AtomicBoolean isHelperDone = new AtomicBoolean();
        CountDownLatch bothAtWork = new CountDownLatch(2);
        IllegalStateException failure = new IllegalStateException("of the caller");
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> threads.run(
                        tile -> {
                            bothAtWork.countDown();
                            Meeting.await(bothAtWork);
                            if (Thread.currentThread() == caller) {
                                throw failure;
                            }
                            for (int i = 0; i < 100_000; i++) {
                                Thread.onSpinWait();
                            }
                            isHelperDone.set(true);
                        },
                        2));
        assertSame(failure, thrown);
        assertTrue(isHelperDone.get());
        assertNextRunWorks();
    }

    @Test
    void isANullPointerExceptionWithoutATask() {
        assertThrows(NullPointerException.class, () -> threads.run(null, 5));
        assertThrows(NullPointerException.class, () -> threads.run(null, 1));
        assertNextRunWorks();
    }

    private void failOn(boolean callersTile, Throwable failure) {
        Thread caller = Thread.currentThread();
        CountDownLatch bothAtWork = new CountDownLatch(2);
        threads.run(
                tile -> {
                    bothAtWork.countDown();
                    Meeting.await(bothAtWork);
                    if (callersTile == (Thread.currentThread() == caller)) {
                        throwUnchecked(failure);
                    }
                },
                2);
    }

    private void assertNextRunWorks() {
        TileCounter counter = new TileCounter(100);
        threads.run(counter, 100);
        counter.assertDone();
        Meeting meeting = new Meeting(2);
        threads.run(meeting, 2);
        assertEquals(2, meeting.threads().size());
    }

    private static void throwUnchecked(Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        throw (Error) failure;
    }
}
