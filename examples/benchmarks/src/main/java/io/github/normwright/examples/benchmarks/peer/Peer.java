package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Direction;

/**
 * A layer of some library, made ready for one workload: its tensors are where the library wants them, and its outputs
 * have their memory already, if the library lets the caller provide it. Not thread-safe.
 */
public interface Peer extends AutoCloseable {

    /** A training call. It can be repeated, as the others can. */
    Runnable train();

    /** An inference call. */
    Runnable infer();

    /** A call that differentiates the last training call. */
    Runnable backward();

    /**
     * The call that is measured.
     *
     * @param direction one of the provider's directions
     * @return the call
     */
    default Runnable call(Direction direction) {
        return switch (direction) {
            case TRAIN -> train();
            case INFER -> infer();
            case BACKWARD -> backward();
            case STEP -> {
                Runnable train = train();
                Runnable backward = backward();
                yield () -> {
                    train.run();
                    backward.run();
                };
            }
        };
    }

    /**
     * What the last call that computes an output left, converted to doubles in the order of the workload's layout.
     *
     * @param output the output
     * @return a new array
     */
    double[] output(Output output);

    @Override
    default void close() {
        // Most have nothing to free before the process ends.
    }
}
