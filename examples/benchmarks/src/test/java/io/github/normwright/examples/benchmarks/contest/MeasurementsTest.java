package io.github.normwright.examples.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.examples.benchmarks.workload.Direction;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
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
    void takesTheMedianOfTheTurnsOfEach() {
        // Ours, the peer, reading, copying: three rounds.
        ForkTimes fork = fork(10, 20, 3, 6, 12, 28, 4, 7, 90, 24, 5, 8);
        Measurement measurement = new Measurements(List.of(fork)).of(Direction.INFER);
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
        Measurements forks = new Measurements(List.of(fork(10, 20, 1, 1), fork(20, 60, 1, 1), fork(30, 30, 1, 1)));
        Measurement measurement = forks.of(Direction.INFER);
        assertEquals(20, measurement.ourTime());
        assertEquals(OptionalDouble.of(30), measurement.peerTime());
        assertEquals(OptionalDouble.of(2), measurement.ratio());
    }

    @Test
    void hasNoRatioWithoutAPeer() {
        Lineup alone = Lineup.of(List.of(Direction.TRAIN), Set.of());
        ForkTimes fork = new ForkTimes(alone, List.of(10.0, 1.0, 2.0), List.of(8.0, 0.0, 0.0), 0);
        Measurement measurement = new Measurements(List.of(fork)).of(Direction.TRAIN);
        assertEquals(10, measurement.ourTime());
        assertEquals(OptionalDouble.empty(), measurement.peerTime());
        assertEquals(OptionalDouble.empty(), measurement.ratio());
        assertEquals(OptionalDouble.empty(), measurement.peerBytes());
        assertEquals(8, measurement.ourBytes());
    }

    @Test
    void findsMedians() {
        assertEquals(3, Median.of(List.of(9.0, 3.0, 1.0)));
        assertEquals(2, Median.of(List.of(3.0, 1.0)));
        assertThrows(IllegalArgumentException.class, () -> Median.of(List.of()));
    }

    private static ForkTimes fork(double... times) {
        List<Double> turns = Stream.of(times)
                .flatMapToDouble(java.util.Arrays::stream)
                .boxed()
                .toList();
        return new ForkTimes(INFERENCE, turns, turns.stream().map(time -> 0.0).toList(), 256);
    }
}
