package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link Contest} in processes of its own.
 *
 * @param effort how long
 * @param jvmArguments the arguments of those processes
 * @param peer the peer's name, or {@code none}
 * @param peerClassPath the class path of its module
 * @param peerDirections what it can compute
 */
public record ContestRunner(
        Effort effort, List<String> jvmArguments, String peer, String peerClassPath, Set<Direction> peerDirections) {

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
        int contestants = lineup.turns().size();
        OptionsBuilder options = new OptionsBuilder();
        options.include(Contest.class.getName().replace(".", "\\.") + "\\.call")
                .forks(effort.forks())
                .warmupIterations(effort.warmupRounds() * contestants)
                .warmupTime(TimeValue.milliseconds(effort.warmupTime().toMillis()))
                .measurementIterations(effort.rounds() * contestants)
                .measurementTime(TimeValue.milliseconds(effort.time().toMillis()))
                .param("workload", workload.toString())
                .param(
                        "directions",
                        directions.stream().map(Direction::toString).collect(Collectors.joining(",")))
                .param("peer", peer)
                .param("peerClassPath", peerClassPath)
                .param("compilation", String.valueOf(effort.compilation().toMillis()))
                .jvmArgs(jvmArguments.toArray(String[]::new))
                .jvmArgsAppend(effort.jvmArguments().toArray(String[]::new))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        try {
            List<ForkTimes> forks = new ArrayList<>();
            for (BenchmarkResult fork : new Runner(options.build()).runSingle().getBenchmarkResults()) {
                forks.add(times(lineup, fork));
            }
            Measurements measurements = new Measurements(forks);
            return directions.stream().map(measurements::of).toList();
        } catch (RunnerException e) {
            throw new IllegalStateException(reason(e), e);
        }
    }

    private static ForkTimes times(Lineup lineup, BenchmarkResult fork) {
        List<Double> times = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        int vectorBits = 0;
        for (IterationResult turn : fork.getIterationResults()) {
            times.add(turn.getPrimaryResult().getScore());
            bytes.add(counter(turn, "allocatedBytes"));
            vectorBits = (int) counter(turn, "vectorBits");
        }
        return new ForkTimes(lineup, times, bytes, vectorBits);
    }

    /** One of {@link Contest.Counters}. */
    private static double counter(IterationResult turn, String name) {
        return turn.getSecondaryResults().get(name).getScore();
    }

    /** The innermost message: JMH wraps what happens in its processes several times. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null || innermost.getSuppressed().length > 0) {
            innermost = innermost.getCause() != null
                    ? innermost.getCause()
                    : innermost.getSuppressed()[0];
        }
        return String.valueOf(innermost.getMessage());
    }
}
