package io.github.normwright.examples.benchmarks.workload;

/**
 * The least time that a call's memory traffic takes, from the time it takes to read and to copy as many bytes as the
 * input has, at the same number of threads.
 *
 * <p>Training reads x twice and writes y, inference reads x and writes y, backward reads x and dy twice and writes dx. The second
 * reading counts as nothing where its data is still in the level-2 cache: one channel's slab in channels-first order, or
 * the whole of a small tensor.
 *
 * @param workload what is computed
 * @param cacheBytes the size of the level-2 cache of one core
 */
public record MemoryTraffic(Workload workload, long cacheBytes) {

    /**
     * The least time of a call.
     *
     * @param direction what the call computes
     * @param readTime the time to read as many bytes as x has
     * @param copyTime the time to copy as many bytes as x has
     * @return the bound, in the unit of the given times
     */
    public double bound(Direction direction, double readTime, double copyTime) {
        return switch (direction) {
            case TRAIN -> readsTwice(1) ? readTime + copyTime : copyTime;
            case INFER -> copyTime;
            case BACKWARD -> readsTwice(2) ? 3 * readTime + copyTime : readTime + copyTime;
        };
    }

    /**
     * The bytes that a call must move, the written ones included.
     *
     * @param direction what the call computes
     * @return a number of bytes
     */
    public long bytes(Direction direction) {
        // A copy is two tensors, a reading one: the bound in tensors.
        return (long) bound(direction, 1, 2) * workload.bytes();
    }

    private boolean readsTwice(int inputs) {
        boolean isChannelsFirst =
                workload.layout() == Layout.NCHW && !workload.shape().isDense();
        long bytesBetweenReadings = inputs * (isChannelsFirst ? workload.bytesPerChannel() : workload.bytes());
        return bytesBetweenReadings > cacheBytes;
    }
}
