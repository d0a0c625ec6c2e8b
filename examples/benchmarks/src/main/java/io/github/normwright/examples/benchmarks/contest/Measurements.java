package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.examples.benchmarks.contest.Lineup.Side;
import io.github.normwright.examples.benchmarks.contest.Lineup.Turn;
import io.github.normwright.examples.benchmarks.turns.Median;
import io.github.normwright.examples.benchmarks.turns.TurnMedians;
import io.github.normwright.examples.benchmarks.workload.Direction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Takes together what several processes have measured.
 *
 * @param lineup who took turns in each of them
 * @param forks the processes
 */
record Measurements(Lineup lineup, List<TurnMedians> forks) {

    /** The medians of a direction. A ratio is taken within each process, where both sides were disturbed alike. */
    Measurement of(Direction direction) {
        int ours = lineup.turns().indexOf(new Turn(Side.OURS, Optional.of(direction)));
        int peer = lineup.turns().indexOf(new Turn(Side.PEER, Optional.of(direction)));
        return new Measurement(
                direction,
                median(fork -> fork.times().get(ours)),
                medianIf(peer >= 0, fork -> fork.times().get(peer)),
                medianIf(
                        peer >= 0, fork -> fork.times().get(peer) / fork.times().get(ours)),
                memory(Side.READ),
                memory(Side.COPY),
                median(fork -> fork.bytes().get(ours)),
                medianIf(peer >= 0, fork -> fork.bytes().get(peer)),
                forks.get(0).vectorBits().get(ours));
    }

    private double memory(Side side) {
        int index = lineup.turns().indexOf(new Turn(side, Optional.empty()));
        return median(fork -> fork.times().get(index));
    }

    private OptionalDouble medianIf(boolean exists, ToDoubleFunction<TurnMedians> value) {
        return exists ? OptionalDouble.of(median(value)) : OptionalDouble.empty();
    }

    private double median(ToDoubleFunction<TurnMedians> value) {
        return Median.of(forks.stream().mapToDouble(value).boxed().toList());
    }
}
