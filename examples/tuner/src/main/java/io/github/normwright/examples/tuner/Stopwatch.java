package io.github.normwright.examples.tuner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times calls against each other: in turns, so that whatever else the machine does hits all of them, and by the median.
 *
 * @param seconds how long each call is measured; warming up takes half of that
 */
record Stopwatch(double seconds) {

    private static final int FEWEST_SAMPLES = 5;
    private static final int MOST_SAMPLES = 201;
    private static final int WARM_UP_CALLS = 20;

    /** How long a sample takes at least, so that the clock does not count. */
    private static final long SAMPLE_NANOS = 1_000_000;

    /** How long one call of each takes, in nanoseconds. */
    double[] measure(List<Runnable> calls) {
        List<Integer> repetitions = new ArrayList<>();
        calls.forEach(call -> repetitions.add(warmedUp(call)));
        double[][] samples = new double[calls.size()][samples(calls, repetitions)];
        for (int sample = 0; sample < samples[0].length; sample++) {
            for (int i = 0; i < calls.size(); i++) {
                // Whoever comes after another one finds that one's data in the caches.
                calls.get(i).run();
                samples[i][sample] = (double) nanos(calls.get(i), repetitions.get(i)) / repetitions.get(i);
            }
        }
        return Arrays.stream(samples).mapToDouble(Stopwatch::median).toArray();
    }

    /** Calls until the compiler is done; how many calls make a sample. */
    private int warmedUp(Runnable call) {
        long end = System.nanoTime() + (long) (seconds * 0.5e9);
        int calls = 0;
        while (calls < WARM_UP_CALLS || System.nanoTime() < end) {
            call.run();
            calls++;
        }
        return (int) Math.max(1, SAMPLE_NANOS / Math.max(1, nanos(call, 3) / 3));
    }

    private int samples(List<Runnable> calls, List<Integer> repetitions) {
        long round = 0;
        for (int i = 0; i < calls.size(); i++) {
            round += nanos(calls.get(i), repetitions.get(i) + 1);
        }
        double fitting = seconds * 1e9 * calls.size() / round;
        return (int) Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, fitting));
    }

    private static long nanos(Runnable call, int repetitions) {
        long start = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
            call.run();
        }
        return System.nanoTime() - start;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
