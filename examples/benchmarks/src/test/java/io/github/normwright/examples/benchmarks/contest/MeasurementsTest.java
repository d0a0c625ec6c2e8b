package io.github.normwright.examples.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.examples.benchmarks.turns.TurnMedians;
import io.github.normwright.examples.benchmarks.workload.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private static final Lineup INFERENCE = Lineup.of(List.of(Direction.INFER), Set.of(Direction.INFER));

    @Test
    void weAndThePeerTakeTurns() {
        Lineup lineup = Lineup.of(List.of(Direction.TRAIN, Direction.INFER), Set.of(Direction.INFER));
        assertEquals(
                List.of("OURS TRAIN", "OURS INFER", "PEER INFER", "READ", "COPY"),
                lineup.turns().stream()
                        .map(turn -> turn.side()
                                + turn.direction()
                                        .map(direction -> " " + direction.name())
                                        .orElse(""))
                        .toList());
    }

    @Test
    void findsEachContestant() {
        // Ours, the peer, reading, copying.
        TurnMedians fork = fork(12, 24, 4, 7);
        Measurement measurement = new Measurements(INFERENCE, List.of(fork)).of(Direction.INFER);
        assertEquals(12, measurement.ourTime());
        assertEquals(OptionalDouble.of(24), measurement.peerTime());
        assertEquals(OptionalDouble.of(2), measurement.ratio());
        assertEquals(4, measurement.readTime());
        assertEquals(7, measurement.copyTime());
        assertEquals(0, measurement.ourBytes());
        assertEquals(256, measurement.vectorBits());
    }

    @Test
    void takesTheMedianOfTheRatiosOfForks() {
        Measurements forks =
                new Measurements(INFERENCE, List.of(fork(10, 20, 1, 1), fork(20, 60, 1, 1), fork(30, 30, 1, 1)));
        Measurement measurement = forks.of(Direction.INFER);
        assertEquals(20, measurement.ourTime());
        assertEquals(OptionalDouble.of(30), measurement.peerTime());
        assertEquals(OptionalDouble.of(2), measurement.ratio());
    }

    @Test
    void hasNoRatioWithoutAPeer() {
        Lineup alone = Lineup.of(List.of(Direction.TRAIN), Set.of());
        TurnMedians fork = new TurnMedians(List.of(10.0, 1.0, 2.0), List.of(8.0, 0.0, 0.0), List.of(0, 0, 0));
        Measurement measurement = new Measurements(alone, List.of(fork)).of(Direction.TRAIN);
        assertEquals(10, measurement.ourTime());
        assertEquals(OptionalDouble.empty(), measurement.peerTime());
        assertEquals(OptionalDouble.empty(), measurement.ratio());
        assertEquals(OptionalDouble.empty(), measurement.peerBytes());
        assertEquals(8, measurement.ourBytes());
    }

    private static TurnMedians fork(double... times) {
        return new TurnMedians(
                Arrays.stream(times).boxed().toList(), List.of(0.0, 0.0, 0.0, 0.0), List.of(256, 0, 0, 0));
    }
}
