package io.github.normwright.examples.benchmarks.workload;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a call of a layer computes. */
public enum Direction {
    /** Normalizes by the statistics of the batch. */
    TRAIN,
    /** Normalizes by the moving statistics. */
    INFER,
    /** Gradients of x, gamma and beta after a training call. */
    BACKWARD;

    /**
     * The direction of a name.
     *
     * @param name its name in lower case
     * @return the direction
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Direction parse(String name) {
        return Arrays.stream(values())
                .filter(direction -> direction.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a direction out of "
                        + Arrays.stream(values()).map(Direction::toString).collect(Collectors.joining(", "))
                        + ", found "
                        + name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
