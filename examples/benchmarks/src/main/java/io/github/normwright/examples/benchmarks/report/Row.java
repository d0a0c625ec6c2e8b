package io.github.normwright.examples.benchmarks.report;

import io.github.normwright.examples.benchmarks.contest.Measurement;
import io.github.normwright.examples.benchmarks.workload.CountedShape;
import io.github.normwright.examples.benchmarks.workload.Direction;

/**
 * A line of the table.
 *
 * @param shape the shape and its weight
 * @param measurement what was measured
 * @param bound the least time that the memory traffic takes, in nanoseconds
 */
public record Row(CountedShape shape, Measurement measurement, double bound) {

    /** What was computed. */
    public Direction direction() {
        return measurement.direction();
    }

    /** The share of our time that the memory traffic must take at least. */
    public double shareOfBound() {
        return bound / measurement.ourTime();
    }
}
