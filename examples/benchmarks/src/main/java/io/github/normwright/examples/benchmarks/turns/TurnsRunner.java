package io.github.normwright.examples.benchmarks.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link Turns} in processes of their own.
 *
 * @param effort how long
 * @param jvmArguments the arguments of those processes
 */
public record TurnsRunner(Effort effort, List<String> jvmArguments) {

    /**
     * Measures.
     *
     * @param turns the benchmark
     * @param parameters its fields with {@code @Param}
     * @param contestants how many contestants it has
     * @return what each process has measured
     * @throws IllegalStateException if a process fails, with the message of what it has thrown
     */
    public List<TurnMedians> run(Class<? extends Turns> turns, Map<String, String> parameters, int contestants) {
        OptionsBuilder options = new OptionsBuilder();
        options.include(turns.getName().replace(".", "\\.") + "\\.call")
                .forks(effort.forks())
                .warmupIterations(effort.warmupRounds() * contestants)
                .warmupTime(TimeValue.milliseconds(effort.warmupTime().toMillis()))
                .measurementIterations(effort.rounds() * contestants)
                .measurementTime(TimeValue.milliseconds(effort.time().toMillis()))
                .param("compilation", String.valueOf(effort.compilation().toMillis()))
                .jvmArgs(jvmArguments.toArray(String[]::new))
                .jvmArgsAppend(effort.jvmArguments().toArray(String[]::new))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        try {
            return new Runner(options.build())
                    .runSingle().getBenchmarkResults().stream()
                            .map(fork -> medians(contestants, fork))
                            .toList();
        } catch (RunnerException e) {
            throw new IllegalStateException(reason(e), e);
        }
    }

    private static TurnMedians medians(int contestants, BenchmarkResult fork) {
        List<Double> times = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        List<Integer> vectorBits = new ArrayList<>();
        for (IterationResult turn : fork.getIterationResults()) {
            times.add(turn.getPrimaryResult().getScore());
            bytes.add(counter(turn, "allocatedBytes"));
            vectorBits.add((int) counter(turn, "vectorBits"));
        }
        return TurnMedians.of(contestants, times, bytes, vectorBits);
    }

    /** One of {@link Turns.Counters}. */
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
