package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Workload;

/**
 * Compares the outputs of two layers before they are timed.
 *
 * <p>Two values agree if they differ by no more than the tolerance times the larger of 1 and their own size. Inputs are about
 * 1 in size, and so are outputs. The gradients of gamma and beta are sums over the values of a channel and may differ by as
 * many square roots of that number.
 *
 * @param workload what the layers compute
 */
public record Agreement(Workload workload) {

    /**
     * What rounding may do to an output: some units in the last place of the result, and what a library loses that sums in
     * float32.
     *
     * @param dtype the dtype of the output
     * @return the tolerance
     */
    public static double tolerance(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 1e-4;
            case FLOAT64 -> 1e-9;
            case FLOAT16 -> 2e-3;
            case BFLOAT16 -> 1.6e-2;
        };
    }

    /**
     * Calls two layers and compares what they leave.
     *
     * @param direction the call
     * @param ours one layer
     * @param peer the other
     * @throws IllegalStateException if they disagree
     */
    public void check(Direction direction, Peer ours, Peer peer) {
        ours.call(direction).run();
        peer.call(direction).run();
        for (Output output : Output.of(direction, workload)) {
            compare(direction, output, ours.output(output), peer.output(output));
        }
    }

    private void compare(Direction direction, Output output, double[] ours, double[] peer) {
        if (ours.length != peer.length) {
            throw new IllegalStateException(
                    direction + " of " + workload + ", " + output + ": " + ours.length + " values and " + peer.length);
        }
        double tolerance = tolerance(workload.dtype()) * sums(output);
        for (int i = 0; i < ours.length; i++) {
            double difference = Math.abs(ours[i] - peer[i]);
            // Not "greater", which NaN is not.
            if (!(difference <= tolerance * Math.max(1, Math.abs(peer[i])))) {
                throw new IllegalStateException(direction + " of " + workload + ": the layers disagree on " + output
                        + "[" + i + "]: " + ours[i] + " and " + peer[i]);
            }
        }
    }

    private double sums(Output output) {
        return output.isTensor() ? 1 : Math.sqrt(workload.shape().valuesPerChannel());
    }
}
