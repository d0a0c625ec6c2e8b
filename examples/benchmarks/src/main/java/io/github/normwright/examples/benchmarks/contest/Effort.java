package io.github.normwright.examples.benchmarks.contest;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param forks the number of processes for each workload
 * @param warmupRounds how often everyone takes a turn before it counts
 * @param warmupTime the time of such a turn
 * @param rounds how often everyone takes a turn that counts
 * @param time the time of such a turn
 */
public record Effort(int forks, int warmupRounds, Duration warmupTime, int rounds, Duration time) {

    /** For figures that are published. */
    public static final Effort FULL = new Effort(3, 5, Duration.ofMillis(300), 8, Duration.ofMillis(250));

    /** For a quick look. */
    public static final Effort QUICK = new Effort(1, 4, Duration.ofMillis(150), 5, Duration.ofMillis(120));

    /** The same with another number of processes. */
    public Effort withForks(int newForks) {
        return new Effort(newForks, warmupRounds, warmupTime, rounds, time);
    }
}
