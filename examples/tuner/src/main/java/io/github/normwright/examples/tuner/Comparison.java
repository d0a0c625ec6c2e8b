package io.github.normwright.examples.tuner;

import io.github.normwright.processor.plan.cost.Choices;
import io.github.normwright.processor.schedules.LayerKey;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was measured for a program.
 *
 * @param layer the layer
 * @param program the name of the program
 * @param candidates what it can be scheduled by, what the cost model prefers first
 * @param nanos how long a call takes with each of them
 */
record Comparison(LayerKey layer, String program, List<Choices> candidates, List<Double> nanos) {

    /** What differs by less is noise; the cost model is followed then. */
    private static final double NOISE = 0.03;

    Comparison {
        candidates = List.copyOf(candidates);
        nanos = List.copyOf(nanos);
    }

    /** The fastest, or what the cost model prefers if that is as fast. */
    int best() {
        int fastest = IntStream.range(0, nanos.size())
                .reduce((i, j) -> nanos.get(j) < nanos.get(i) ? j : i)
                .orElseThrow();
        return nanos.get(fastest) < nanos.get(0) * (1 - NOISE) ? fastest : 0;
    }
}
