package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.Workload;
import io.github.normwright.processor.plan.PartSize;

/**
 * Where the values lie that one statistic is taken over, or several statistics whose values stand side by side: in one stretch
 * of memory, or in one in each sample. The planes of a sample are taken as one stretch, as far as a few of these for each thread have
 * no more elements than layers take together: between the planes of a channel memory would be read in short pieces.
 *
 * @param count how many statistics there are, or sets of those whose values are taken together
 * @param pieces how many stretches each has
 * @param elements how many elements the tensor has
 */
record Stretches(int count, int pieces, int elements) {

    /** How many sets of planes a thread has at least. */
    private static final int FEWEST_SETS = 2;

    static Stretches of(Workload workload) {
        boolean isInEachSample = workload.normalization() == Normalization.BATCH && !workload.isChannelsLast();
        int statistics = Math.toIntExact(workload.bytes() / workload.bytesPerStatistic());
        int elements = workload.shape().elements();
        return isInEachSample
                ? new Stretches(
                        Math.min(statistics, sets(elements, workload.threads())),
                        workload.shape().batch(),
                        elements)
                : new Stretches(statistics, 1, elements);
    }

    private static int sets(int elements, int threads) {
        return Math.max(FEWEST_SETS * threads, (elements - 1) / PartSize.LONG + 1);
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
