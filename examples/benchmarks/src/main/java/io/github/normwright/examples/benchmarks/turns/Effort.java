package io.github.normwright.examples.benchmarks.turns;

import java.time.Duration;
import java.util.List;

/**
 * How long is measured.
 *
 * @param forks the number of processes for each workload
 * @param compilation how long a process calls each layer written in Java before all else, for the JVM to compile it: the time
 *     in which a processor worked for it
 * @param warmupRounds how often everyone takes a turn before it counts
 * @param warmupTime the time of such a turn
 * @param rounds how often everyone takes a turn that counts
 * @param time the time of such a turn
 * @param jvmArguments arguments of the processes
 */
public record Effort(
        int forks,
        Duration compilation,
        int warmupRounds,
        Duration warmupTime,
        int rounds,
        Duration time,
        List<String> jvmArguments) {

    /** For figures that are published. */
    public static final Effort FULL =
            new Effort(3, Duration.ofSeconds(8), 3, Duration.ofMillis(250), 8, Duration.ofMillis(250), List.of());

    /**
     * For a quick look. A layer's steps per channel run once per call, and the JVM optimizes them after thousands of calls: here after
     * hundreds.
     */
    public static final Effort QUICK = new Effort(
            1,
            Duration.ofMillis(800),
            2,
            Duration.ofMillis(100),
            5,
            Duration.ofMillis(120),
            List.of("-XX:CompileThresholdScaling=0.1"));

    /** The same with another number of processes. */
    public Effort withForks(int newForks) {
        return new Effort(newForks, compilation, warmupRounds, warmupTime, rounds, time, jvmArguments);
    }
}
