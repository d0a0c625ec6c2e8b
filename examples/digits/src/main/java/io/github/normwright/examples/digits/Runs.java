package io.github.normwright.examples.digits;

import io.github.normwright.examples.digits.Training.Epoch;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Trainings of the same network from different seeds.
 *
 * @param name what the network has, for a reader
 * @param bySeed the epochs of each training
 */
record Runs(String name, List<List<Epoch>> bySeed) {

    /** A value of each epoch, as its mean over the seeds. */
    double[] mean(ToDoubleFunction<Epoch> value) {
        return IntStream.range(0, bySeed.get(0).size())
                .mapToDouble(epoch -> bySeed.stream()
                        .mapToDouble(run -> value.applyAsDouble(run.get(epoch)))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    /** The test accuracy after the last epoch, for each seed. */
    double[] finalAccuracies() {
        return bySeed.stream()
                .mapToDouble(run -> run.get(run.size() - 1).accuracy())
                .toArray();
    }
}
