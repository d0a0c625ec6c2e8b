package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Direction;

/** A channels-last layer, whose outputs are compared with those of a channels-first one. Its calls do not transpose. */
record TransposedPeer(Peer layer, Transposition transposition) implements Peer {

    @Override
    public Runnable call(Direction direction) {
        return layer.call(direction);
    }

    @Override
    public double[] output(Output output) {
        double[] values = layer.output(output);
        return output == Output.Y || output == Output.DX ? transposition.toChannelsFirst(values) : values;
    }
}
