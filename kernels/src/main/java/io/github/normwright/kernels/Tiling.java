package io.github.normwright.kernels;

/**
 * A range of elements cut into tiles, in an order that depends on sizes alone. The outer dimension is cut into parts of
 * equal length with a shorter last one; each of them is cut along the inner dimension in the same way. Immutable.
 */
public final class Tiling {

    private final int outerSize;
    private final int outerStep;
    private final int innerSize;
    private final int innerStep;
    private final int innerTiles;
    private final int count;

    private Tiling(int outerSize, int outerStep, int innerSize, int innerStep) {
        this.outerSize = outerSize;
        this.outerStep = outerStep;
        this.innerSize = innerSize;
        this.innerStep = innerStep;
        this.innerTiles = divideUp(innerSize, innerStep);
        this.count = Math.multiplyExact(divideUp(outerSize, outerStep), innerTiles);
    }

    /**
     * Cuts one dimension.
     *
     * @param size how many elements it has, at least 0
     * @param step how many of them a tile has, at least 1
     * @return a tiling without tiles if the size is 0
     */
    public static Tiling of(int size, int step) {
        return new Tiling(size, step, 1, 1);
    }

    /**
     * Cuts an outer and an inner dimension, so that tiles have about as many elements as wanted: whole elements of the
     * outer dimension as long as they fit, else parts of one.
     *
     * @param outerSize how many elements the outer dimension has, at least 0
     * @param within how many elements stand at each index of both dimensions, at least 0
     * @param innerSize how many elements the inner dimension has, at least 0
     * @param elements how many elements a tile should have, at least 1
     * @return a tiling without tiles if a size is 0
     */
    public static Tiling ofElements(int outerSize, int within, int innerSize, int elements) {
        int perInner = Math.max(1, within);
        int innerStep = Math.max(1, Math.min(innerSize, elements / perInner));
        int outerStep = Math.max(1, elements / Math.max(1, perInner * innerStep));
        boolean isInnerCut = innerStep < innerSize;
        return new Tiling(outerSize, isInnerCut ? 1 : outerStep, innerSize, innerStep);
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
        return Math.min(outerSize, firstOuter(tile) + outerStep);
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
        return Math.min(innerSize, firstInner(tile) + innerStep);
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
        return (size + step - 1) / step;
    }
}
