package io.github.normwright.examples.benchmarks.peer;

/** A channels-last layer, whose outputs are compared with those of a channels-first one. Its calls do not transpose. */
record TransposedPeer(Peer layer, Transposition transposition) implements Peer {

    @Override
    public Runnable train() {
        return layer.train();
    }

    @Override
    public Runnable infer() {
        return layer.infer();
    }

    @Override
    public Runnable backward() {
        return layer.backward();
    }

    @Override
    public double[] output(Output output) {
        double[] values = layer.output(output);
        return output.isTensor() ? transposition.toChannelsFirst(values) : values;
    }
}
