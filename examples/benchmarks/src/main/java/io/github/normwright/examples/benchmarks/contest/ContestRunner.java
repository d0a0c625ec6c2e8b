package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.examples.benchmarks.turns.TurnsRunner;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs {@link Contest}.
 *
 * @param turns runs it in processes of its own
 * @param peer the peer's name, or {@code none}
 * @param peerClassPath the class path of its module
 * @param peerDirections what it can compute
 */
public record ContestRunner(TurnsRunner turns, String peer, String peerClassPath, Set<Direction> peerDirections) {

    /**
     * Measures a workload.
     *
     * @param workload the workload
     * @param directions what to compute
     * @return a measurement for each direction, in their order
     * @throws IllegalStateException if a process fails, or the layers disagree
     */
    public List<Measurement> run(Workload workload, Collection<Direction> directions) {
        Lineup lineup = Lineup.of(directions, peerDirections);
        Map<String, String> parameters = Map.of(
                "workload",
                workload.toString(),
                "directions",
                directions.stream().map(Direction::toString).collect(Collectors.joining(",")),
                "peer",
                peer,
                "peerClassPath",
                peerClassPath);
        Measurements measurements = new Measurements(
                lineup, turns.run(Contest.class, parameters, lineup.turns().size()));
        return directions.stream().map(measurements::of).toList();
    }
}
