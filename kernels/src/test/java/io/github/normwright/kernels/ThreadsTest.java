package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreadsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void doesEveryTileOnce(int count) {
        try (Threads threads = Threads.of(count)) {
            assertEquals(count, threads.count());
            for (int tiles : new int[] {0, 1, 2, 3, 4, 5, 16, 17, 513, 10_000}) {
                TileCounter counter = new TileCounter(tiles);
                threads.run(counter, tiles);
                counter.assertDone();
                TileCounter back = new TileCounter(tiles);
                threads.runBack(back, tiles);
                back.assertDone();
            }
        }
    }

    @Test
    void doesEveryTileOnTheCallingThread() {
        assertEquals(1, Threads.callingThread().count());
        assertSame(Threads.callingThread(), Threads.callingThread());
        assertEquals(List.of(0, 1, 2, 3, 4), tilesDoneHere(Threads.callingThread(), 5));
        try (Threads one = Threads.of(1)) {
            assertEquals(List.of(0, 1, 2, 3, 4), tilesDoneHere(one, 5));
        }
    }

    @Test
    void eachThreadBeginsWithTilesOfItsOwn() {
        try (Threads threads = Threads.of(2)) {
            for (int round = 0; round < 3; round++) {
                Map<String, Integer> first = new ConcurrentHashMap<>();
                CountDownLatch bothAreThere = new CountDownLatch(2);
                threads.run(
                        tile -> {
                            if (first.putIfAbsent(Thread.currentThread().getName(), tile) == null) {
                                bothAreThere.countDown();
                                await(bothAreThere);
                            }
                        },
                        9);
                assertEquals(Map.of(Thread.currentThread().getName(), 0, "normwright-1", 4), first);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void goesBackFromTheLastTile() {
        List<Integer> done = new ArrayList<>();
        Threads.callingThread().runBack(done::add, 4);
        assertEquals(List.of(3, 2, 1, 0), done);
        done.clear();
        // No helper comes: the calling thread does its own tiles, and then those of the other.
        Threads.on(helper -> {}, 2).runBack(done::add, 5);
        assertEquals(List.of(1, 0, 2, 3, 4), done);
    }

    @Test
    void callsNobodyForASingleTile() {
        Threads threads = Threads.on(
                helper -> {
                    throw new AssertionError("called");
                },
                4);
        assertEquals(List.of(0), tilesDoneHere(threads, 1));
        assertEquals(List.of(), tilesDoneHere(threads, 0));
    }

    @Test
    void callsNoMoreHelpersThanTilesAreLeftToShare() {
        List<Runnable> called = new ArrayList<>();
        assertEquals(List.of(0, 1, 2), tilesDoneHere(Threads.on(called::add, 8), 3));
        assertEquals(2, called.size());
        called.clear();
        tilesDoneHere(Threads.on(called::add, 3), 100);
        assertEquals(2, called.size());
    }

    @Test
    void callsNobodyWhereOneThreadIsAllowed() {
        List<Runnable> called = new ArrayList<>();
        assertEquals(List.of(0, 1, 2), tilesDoneHere(Threads.on(called::add, 1), 3));
        assertEquals(List.of(), called);
    }

    @Test
    void refusesCountsBelowOne() {
        assertRefuses("expected count of at least 1, found 0", () -> Threads.of(0));
        assertRefuses("expected count of at least 1, found -1", () -> Threads.of(-1));
        assertRefuses("expected count of at least 1, found 0", () -> Threads.on(Runnable::run, 0));
    }

    @Test
    void needsAnExecutor() {
        NullPointerException missing = assertThrowsExactly(NullPointerException.class, () -> Threads.on(null, 2));
        assertEquals("executor", missing.getMessage());
    }

    private static List<Integer> tilesDoneHere(Threads threads, int tiles) {
        Thread here = Thread.currentThread();
        List<Integer> done = new ArrayList<>();
        threads.run(
                tile -> {
                    assertSame(here, Thread.currentThread());
                    done.add(tile);
                },
                tiles);
        return done;
    }

    private static void assertRefuses(String message, Executable call) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, call).getMessage());
    }
}
