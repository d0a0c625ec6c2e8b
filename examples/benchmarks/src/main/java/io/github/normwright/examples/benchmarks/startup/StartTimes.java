package io.github.normwright.examples.benchmarks.startup;

import io.github.normwright.examples.benchmarks.turns.Median;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the time from the start of a JVM to what {@link FirstResult} prints.
 *
 * @param jvmArguments the arguments of each JVM
 * @param peerClassPath the class path of the peer's module
 * @param rounds how often each is started
 */
public record StartTimes(List<String> jvmArguments, String peerClassPath, int rounds) {

    /**
     * Starts each of some contestants in turns.
     *
     * @param workload what is computed
     * @param names names of peers, or those that {@link FirstResult} knows
     * @return for each name the median of its times in nanoseconds
     * @throws IllegalStateException if one gives no result
     */
    public Map<String, Double> of(Workload workload, List<String> names) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String name : names) {
                times.computeIfAbsent(name, unused -> new ArrayList<>()).add(time(workload, name));
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((name, values) -> medians.put(name, Median.of(values)));
        return medians;
    }

    private double time(Workload workload, String name) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstResult.class.getName()));
        command.addAll(List.of(workload.toString(), name, peerClassPath));
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader output = process.inputReader()) {
                String preparation = output.readLine();
                long end = System.nanoTime();
                if (process.waitFor() != 0 || preparation == null) {
                    throw new IllegalStateException(name + " gave no result for " + workload);
                }
                return end - start - Long.parseLong(preparation);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
