package io.github.normwright.examples.benchmarks.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one process has measured: for each contestant, in the order of the turns, the median of its turns.
 *
 * @param times the time of a call, in nanoseconds
 * @param bytes the bytes that a call allocates on the Java heap
 * @param vectorBits the width of the contestant's vectors in bits
 */
public record TurnMedians(List<Double> times, List<Double> bytes, List<Integer> vectorBits) {

    /** Copies the lists. */
    public TurnMedians {
        times = List.copyOf(times);
        bytes = List.copyOf(bytes);
        vectorBits = List.copyOf(vectorBits);
    }

    /**
     * Divides turns among the contestants.
     *
     * @param contestants how many there are
     * @param turnTimes the time of a call in each turn
     * @param turnBytes the bytes allocated by a call in each turn
     * @param turnVectorBits the width of vectors in each turn
     * @return the medians
     */
    static TurnMedians of(
            int contestants, List<Double> turnTimes, List<Double> turnBytes, List<Integer> turnVectorBits) {
        return new TurnMedians(
                medians(contestants, turnTimes),
                medians(contestants, turnBytes),
                turnVectorBits.subList(0, contestants));
    }

    private static List<Double> medians(int contestants, List<Double> turns) {
        return IntStream.range(0, contestants)
                .mapToObj(contestant -> Median.of(every(contestants, contestant, turns)))
                .toList();
    }

    private static List<Double> every(int step, int first, List<Double> values) {
        List<Double> chosen = new ArrayList<>();
        for (int i = first; i < values.size(); i += step) {
            chosen.add(values.get(i));
        }
        return chosen;
    }
}
