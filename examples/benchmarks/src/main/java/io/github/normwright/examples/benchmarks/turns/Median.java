package io.github.normwright.examples.benchmarks.turns;

import java.util.Collection;

/** The median. */
public final class Median {

    private Median() {}

    /**
     * The middle value, or the mean of the two middle ones.
     *
     * @param values at least one
     * @return their median
     * @throws IllegalArgumentException if there is none
     */
    public static double of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("expected values, found none");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
