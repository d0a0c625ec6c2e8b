package io.github.normwright.kernels;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tiles that are still to be done, a range of neighbours for each thread: the same one for every task of as many tiles, so
 * that what a thread has read or written before is found in its own caches. A thread that has none left takes over those at
 * the other end of another's range.
 *
 * <p>Thread-safe, but for {@link #share}, which must not meet calls of the others.
 */
final class TileRanges {

    /** How many longs apart ranges lie: no two of them share a line of the cache, or a pair of lines that are fetched together. */
    private static final int APART = 16;

    /** The first tile of each range in the upper half, the one behind the last in the lower. */
    private final AtomicLongArray ranges;

    private int count;
    private boolean isBack;

    /** Room for the ranges of so many threads. */
    TileRanges(int threads) {
        ranges = new AtomicLongArray(threads * APART);
    }

    /**
     * Shares tiles out.
     *
     * @param tiles how many tiles there are
     * @param threads among how many threads, at least 1
     * @param back whether each thread begins with the last tile of its range, and takes over the first ones of others
     */
    void share(int tiles, int threads, boolean back) {
        count = threads;
        isBack = back;
        for (int i = 0; i < threads; i++) {
            ranges.setPlain(
                    i * APART, range((int) ((long) tiles * i / threads), (int) ((long) tiles * (i + 1) / threads)));
        }
    }

    /** Takes all tiles away that are left. */
    void clear() {
        for (int i = 0; i < count; i++) {
            ranges.set(i * APART, 0);
        }
    }

    /**
     * Takes a tile, which nobody else is given.
     *
     * @param thread whose range to look at first, at least 0
     * @return the tile; -1 if none is left
     */
    int take(int thread) {
        int own = thread % count;
        int tile = isBack ? takeLast(own) : takeFirst(own);
        for (int i = 1; tile < 0 && i < count; i++) {
            int other = (own + i) % count;
            tile = isBack ? takeFirst(other) : takeLast(other);
        }
        return tile;
    }

    private int takeFirst(int index) {
        while (true) {
            long range = ranges.get(index * APART);
            int first = first(range);
            if (first >= end(range)) {
                return -1;
            }
            if (ranges.compareAndSet(index * APART, range, range(first + 1, end(range)))) {
                return first;
            }
        }
    }

    private int takeLast(int index) {
        while (true) {
            long range = ranges.get(index * APART);
            int last = end(range) - 1;
            if (last < first(range)) {
                return -1;
            }
            if (ranges.compareAndSet(index * APART, range, range(first(range), last))) {
                return last;
            }
        }
    }

    private static long range(int first, int end) {
        return (long) first << Integer.SIZE | end;
    }

    private static int first(long range) {
        return (int) (range >>> Integer.SIZE);
    }

    private static int end(long range) {
        return (int) range;
    }
}
