package io.github.normwright.kernels;

/**
 * A range of elements cut into tiles, in an order that depends on sizes alone. The outer dimension is cut into parts of
 * equal length with a shorter last one; each of them is cut along the inner dimension in the same way.
 *
 * <p>Can be cut anew for other sizes without allocating. Not thread-safe while that happens.
 */
public final class Tiling {

    /** How many tiles are enough for threads to share, beside which merging them is little. */
    private static final int ENOUGH = 32;

    /** How many rows loops take at once at most. */
    private static final int ROWS_AT_ONCE = 8;

    private int outerSize;
    private int outerStep = 1;
    private int innerSize;
    private int innerStep = 1;
    private int innerTiles;
    private int count;

    /** A range without elements. */
    public Tiling() {}

    /**
     * Cuts one dimension.
     *
     * @param size how many elements it has, at least 0
     * @param step how many of them a tile has, at least 1
     * @return a tiling without tiles if the size is 0
     */
    public static Tiling of(int size, int step) {
        Tiling tiling = new Tiling();
        tiling.cut(size, step);
        return tiling;
    }

    /**
     * Cuts one dimension.
     *
     * @param size how many elements it has, at least 0; none gives no tiles
     * @param step how many of them a tile has, at least 1
     */
    public void cut(int size, int step) {
        set(size, step, 1, 1);
    }

    /**
     * Cuts one dimension as {@link #cut(int, int)} does; but where that makes more than 32 tiles, into these 32, so that there is
     * less to merge, or as many more as their limit asks for. Tiles then have a multiple of eight elements, unless that is above
     * the limit.
     *
     * @param size how many elements it has, at least 0; none gives no tiles
     * @param step how many of them a tile has, where these are not too many tiles, at least 1
     * @param most how many of them a tile has at most, at least {@code step}
     */
    public void cut(int size, int step, int most) {
        if (divideUp(size, step) <= ENOUGH) {
            cut(size, step);
        } else {
            int equal = divideUp(divideUp(size, ENOUGH), ROWS_AT_ONCE) * ROWS_AT_ONCE;
            cut(size, Math.min(equal, most));
        }
    }

    /**
     * Cuts an outer and an inner dimension, so that tiles have about as many elements as wanted: whole elements of the
     * outer dimension as long as they fit, else parts of one. No tile has less than one pair of indices, however many
     * elements that stands for.
     *
     * @param newOuterSize how many elements the outer dimension has, at least 0
     * @param within how many elements stand at each pair of indices, at least 0
     * @param newInnerSize how many elements the inner dimension has, at least 0
     * @param elements how many elements a tile should have, at least 1; there are no tiles if a size or {@code within} is
     *     0
     */
    public void cutElements(int newOuterSize, int within, int newInnerSize, int elements) {
        if (within == 0) {
            set(0, 1, 1, 1);
            return;
        }
        int step = Math.max(1, Math.min(newInnerSize, elements / within));
        boolean isInnerCut = step < newInnerSize;
        long perOuter = (long) within * step;
        set(newOuterSize, isInnerCut ? 1 : (int) Math.max(1, elements / perOuter), newInnerSize, step);
    }

    /**
     * Cuts an outer and an inner dimension into parts that are gone through pass after pass: whole elements of the outer
     * dimension, several as long as those are few; or about equal shares of one that is large.
     *
     * @param newOuterSize how many elements the outer dimension has, at least 0
     * @param within how many elements stand at each pair of indices, at least 1
     * @param newInnerSize how many elements the inner dimension has, at least 0; there are no parts if a size is 0
     * @param few how many elements a part should have, at least 1, if it has several of the outer dimension
     * @param many how many elements a part should have at most, at least {@code few}, unless one pair of indices has more
     */
    public void cutParts(int newOuterSize, int within, int newInnerSize, int few, int many) {
        long perOuter = (long) within * newInnerSize;
        int shares = (int) Math.min(newInnerSize, (perOuter - 1) / many + 1);
        if (shares > 1) {
            set(newOuterSize, 1, newInnerSize, divideUp(newInnerSize, shares));
        } else {
            set(newOuterSize, (int) Math.max(1, few / Math.max(1, perOuter)), newInnerSize, Math.max(1, newInnerSize));
        }
    }

    /**
     * Cuts one dimension into about equal shares that are gone through pass after pass: about two for each thread; fewer, where
     * these would be small, and more, where they would be large.
     *
     * @param size how many elements the dimension has, at least 0; none gives no parts
     * @param within how many elements stand at each index, at least 1
     * @param few how many elements are worth a part, at least 1
     * @param many how many elements a part should have at most, at least {@code few}, unless one index has more
     * @param threads how many threads share the parts, at least 1
     */
    public void cutShares(int size, int within, int few, int many, int threads) {
        long elements = (long) size * within;
        long enough = Math.max(2L * threads, divideUp(elements, many));
        long shares = Math.min(enough, divideUp(elements, few));
        long step = Math.min(divideUp(size, Math.max(1, shares)), many / Math.max(1, within));
        set(size, (int) Math.max(1, step), 1, 1);
    }

    private void set(int newOuterSize, int newOuterStep, int newInnerSize, int newInnerStep) {
        int newInnerTiles = divideUp(newInnerSize, newInnerStep);
        count = Math.multiplyExact(divideUp(newOuterSize, newOuterStep), newInnerTiles);
        innerTiles = newInnerTiles;
        outerSize = newOuterSize;
        outerStep = newOuterStep;
        innerSize = newInnerSize;
        innerStep = newInnerStep;
    }

    /**
     * How many tiles there are.
     *
     * @return at least 0
     */
    public int count() {
        return count;
    }

    /**
     * Where a tile begins in the outer dimension.
     *
     * @param tile a tile's number
     * @return an index, inclusive
     */
    public int firstOuter(int tile) {
        return tile / innerTiles * outerStep;
    }

    /**
     * Where a tile ends in the outer dimension.
     *
     * @param tile a tile's number
     * @return an index, exclusive
     */
    public int lastOuter(int tile) {
        int first = firstOuter(tile);
        return first + Math.min(outerStep, outerSize - first);
    }

    /**
     * Where a tile begins in the inner dimension.
     *
     * @param tile a tile's number
     * @return an index, inclusive
     */
    public int firstInner(int tile) {
        return tile % innerTiles * innerStep;
    }

    /**
     * Where a tile ends in the inner dimension.
     *
     * @param tile a tile's number
     * @return an index, exclusive
     */
    public int lastInner(int tile) {
        int first = firstInner(tile);
        return first + Math.min(innerStep, innerSize - first);
    }

    /**
     * How many pairs of an outer and an inner index a tile has.
     *
     * @param tile a tile's number
     * @return at least 1
     */
    public int elements(int tile) {
        return (lastOuter(tile) - firstOuter(tile)) * (lastInner(tile) - firstInner(tile));
    }

    private static int divideUp(int size, int step) {
        return (int) divideUp((long) size, step);
    }

    private static long divideUp(long size, long step) {
        return size == 0 ? 0 : (size - 1) / step + 1;
    }
}
