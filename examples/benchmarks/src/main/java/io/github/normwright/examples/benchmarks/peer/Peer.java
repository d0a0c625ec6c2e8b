package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Direction;

/**
 * A layer of some library, made ready for one workload: its tensors are where the library wants them, and its outputs
 * have their memory already, if the library lets the caller provide it. Not thread-safe.
 */
public interface Peer extends AutoCloseable {

    /**
     * The call that is measured. It can be repeated; {@link Direction#BACKWARD} differentiates the last training call.
     *
     * @param direction one of the provider's directions
     * @return the call
     */
    Runnable call(Direction direction);

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
