package io.github.normwright.processor.plan.cost;

import java.util.List;

/**
 * What is assumed of the machine that a layer will run on.
 *
 * @param caches the caches, at least two, the smallest first
 */
public record Machine(List<Cache> caches) {

    /**
     * A cache.
     *
     * @param name what it is called
     * @param bytes how much it holds
     * @param cost what a byte from it costs, against one from memory
     */
    public record Cache(String name, long bytes, double cost) {}

    /** What a byte from memory costs. */
    public static final double MEMORY_COST = 1;

    /**
     * Common sizes of server processors. Costs are rounded to powers of two from speeds of reading in sequence by one thread.
     */
    public static final Machine ASSUMED = new Machine(
            List.of(new Cache("L1", 32 << 10, 0.125), new Cache("L2", 1 << 20, 0.25), new Cache("L3", 32 << 20, 0.5)));

    public Machine {
        caches = List.copyOf(caches);
    }

    /** What a byte costs if this many others were touched since it was touched last. */
    public double cost(double bytesBetween) {
        return caches.stream()
                .filter(cache -> bytesBetween <= cache.bytes())
                .mapToDouble(Cache::cost)
                .findFirst()
                .orElse(MEMORY_COST);
    }

    /** Whether that many bytes stay in a cache of one core, as all but the largest are. */
    public boolean isOwn(double bytes) {
        return bytes <= caches.get(caches.size() - 2).bytes();
    }

    /** The smallest cache, which is the first to be asked. */
    public Cache smallest() {
        return caches.get(0);
    }

    /** The largest cache. */
    public Cache largest() {
        return caches.get(caches.size() - 1);
    }
}
