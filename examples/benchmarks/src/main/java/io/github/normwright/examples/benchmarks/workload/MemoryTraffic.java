package io.github.normwright.examples.benchmarks.workload;

/**
 * The least time that a call's memory traffic takes, from the time it takes to read and to copy as many bytes as the
 * input has, at the same number of threads.
 *
 * <p>Training reads x twice and writes y, inference of batch normalization reads x and writes y, that of the others is as training;
 * backward reads x and dy twice and writes dx. The second reading counts as nothing where its data is still in the level-2
 * cache: what one statistic is taken over ({@link Workload#bytesPerStatistic()}). A residual is read once more, and its gradient
 * written; backward then reads y, which tells where the activation is 0.
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
        int residuals = workload.fusion().hasResidual() ? 1 : 0;
        return switch (direction) {
            case TRAIN -> copyTime + (secondReadings(1) + residuals) * readTime;
            case INFER ->
                workload.normalization() == Normalization.BATCH
                        ? copyTime + residuals * readTime
                        : bound(Direction.TRAIN, readTime, copyTime);
            case BACKWARD -> (1 + residuals) * copyTime + (1 + secondReadings(2)) * readTime;
            case STEP -> bound(Direction.TRAIN, readTime, copyTime) + bound(Direction.BACKWARD, readTime, copyTime);
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

    /** How many of some inputs are read a second time. */
    private int secondReadings(int inputs) {
        return inputs * workload.bytesPerStatistic() > cacheBytes ? inputs : 0;
    }
}
