package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.examples.benchmarks.contest.Lineup.Side;
import io.github.normwright.examples.benchmarks.contest.Lineup.Turn;
import io.github.normwright.examples.benchmarks.workload.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What one process has measured: for each contestant the median of its turns. */
final class ForkTimes {

    private final Map<Turn, Double> times = new HashMap<>();
    private final Map<Turn, Double> bytes = new HashMap<>();
    private final int vectorBits;

    /**
     * Divides the turns among the contestants.
     *
     * @param lineup their order
     * @param turnTimes the time of a call in each turn, in nanoseconds
     * @param turnBytes the bytes allocated by a call in each turn
     * @param vectorBits the width of our vectors, 0 for a scalar kernel
     */
    ForkTimes(Lineup lineup, List<Double> turnTimes, List<Double> turnBytes, int vectorBits) {
        this.vectorBits = vectorBits;
        int contestants = lineup.turns().size();
        for (int i = 0; i < contestants; i++) {
            times.put(lineup.turns().get(i), Median.of(every(contestants, i, turnTimes)));
            bytes.put(lineup.turns().get(i), Median.of(every(contestants, i, turnBytes)));
        }
    }

    private static List<Double> every(int step, int first, List<Double> values) {
        List<Double> chosen = new ArrayList<>();
        for (int i = first; i < values.size(); i += step) {
            chosen.add(values.get(i));
        }
        return chosen;
    }

    int vectorBits() {
        return vectorBits;
    }

    OptionalDouble time(Side side, Optional<Direction> direction) {
        return value(times, side, direction);
    }

    OptionalDouble bytes(Side side, Optional<Direction> direction) {
        return value(bytes, side, direction);
    }

    private static OptionalDouble value(Map<Turn, Double> values, Side side, Optional<Direction> direction) {
        Double value = values.get(new Turn(side, direction));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
