package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.Workload;

/**
 * Where the values lie that one statistic is taken over, or several statistics whose values stand side by side: in one stretch
 * of memory, or in one in each sample.
 *
 * @param count how many statistics there are, or 1 if the values of all stand side by side
 * @param pieces how many stretches each has
 * @param elements how many elements the tensor has
 */
record Stretches(int count, int pieces, int elements) {

    static Stretches of(Workload workload) {
        boolean isInEachSample = workload.normalization() == Normalization.BATCH && !workload.isChannelsLast();
        return new Stretches(
                Math.toIntExact(workload.bytes() / workload.bytesPerStatistic()),
                isInEachSample ? workload.shape().batch() : 1,
                workload.shape().elements());
    }

    /** The same tensor, cut into as many parts, whatever its statistics are. */
    Stretches parts(int number) {
        return new Stretches(number, 1, elements);
    }

    /** Where a stretch begins, and the one of the statistic before ends. */
    int start(int piece, int statistic) {
        long size = elements / pieces;
        return (int) (piece * size + size * statistic / count);
    }
}
