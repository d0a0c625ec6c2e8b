package io.github.normwright.kernels;

/** Work that falls into tiles, which may be done in any order and by any thread. */
@FunctionalInterface
public interface TileTask {

    /**
     * Does one tile.
     *
     * @param tile its number, from 0
     */
    void run(int tile);
}
