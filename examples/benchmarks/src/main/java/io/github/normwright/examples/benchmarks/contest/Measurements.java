package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.examples.benchmarks.contest.Lineup.Side;
import io.github.normwright.examples.benchmarks.workload.Direction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Takes together what several processes have measured.
 *
 * @param forks the processes
 */
record Measurements(List<ForkTimes> forks) {

    /** The medians of a direction. A ratio is taken within each process, where both sides were disturbed alike. */
    Measurement of(Direction direction) {
        Optional<Direction> of = Optional.of(direction);
        return new Measurement(
                direction,
                median(fork -> fork.time(Side.OURS, of)).orElseThrow(),
                median(fork -> fork.time(Side.PEER, of)),
                median(fork -> ratio(fork, of)),
                median(fork -> fork.time(Side.READ, Optional.empty())).orElseThrow(),
                median(fork -> fork.time(Side.COPY, Optional.empty())).orElseThrow(),
                median(fork -> fork.bytes(Side.OURS, of)).orElseThrow(),
                median(fork -> fork.bytes(Side.PEER, of)),
                forks.get(0).vectorBits());
    }

    private static OptionalDouble ratio(ForkTimes fork, Optional<Direction> direction) {
        OptionalDouble peer = fork.time(Side.PEER, direction);
        return peer.isEmpty()
                ? peer
                : OptionalDouble.of(
                        peer.getAsDouble() / fork.time(Side.OURS, direction).orElseThrow());
    }

    private OptionalDouble median(Function<ForkTimes, OptionalDouble> value) {
        List<Double> values = forks.stream()
                .map(value)
                .map(found -> found.isPresent() ? found.getAsDouble() : null)
                .filter(Objects::nonNull)
                .toList();
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Median.of(values));
    }
}
