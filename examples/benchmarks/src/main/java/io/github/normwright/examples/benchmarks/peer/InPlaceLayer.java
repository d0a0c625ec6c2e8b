package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import java.lang.reflect.Array;

/**
 * Our layer with its output in the place of its input. As each call then takes what the last one left, which grows or vanishes
 * where the layer does not normalize it anew, the input is written again before one call out of many.
 */
final class InPlaceLayer implements Peer {

    /** Few enough for numbers to stay in the range of float32, many enough for copying to cost a small share. */
    private static final int CALLS_PER_RESTORING = 64;

    private final Tensors tensors;
    private final Object x;
    private final Object dy;
    private final GeneratedLayer<?, ?> forward;
    private final GeneratedLayer<?, ?> gradient;

    InPlaceLayer(LayerSource source, Tensors tensors) {
        this.tensors = tensors;
        NumberArray<?> numbers = NumberArray.of(source.workload().dtype());
        int elements = source.workload().shape().elements();
        x = numbers.zeros(elements);
        dy = numbers.zeros(elements);
        ClassLoader layers = LayerCompiler.compiled();
        forward = GeneratedLayer.open(source, tensors.with(x, tensors.dy()), x, numbers.zeros(0), layers);
        gradient = GeneratedLayer.open(source, tensors.with(tensors.x(), dy), numbers.zeros(elements), dy, layers);
    }

    @Override
    public Runnable train() {
        return restoring(tensors.x(), x, forward.train());
    }

    @Override
    public Runnable infer() {
        return restoring(tensors.x(), x, forward.infer());
    }

    /** Differentiates a training call whose input is still there. */
    @Override
    public Runnable backward() {
        gradient.train().run();
        return restoring(tensors.dy(), dy, gradient.backward());
    }

    private static Runnable restoring(Object original, Object array, Runnable call) {
        return new Runnable() {
            private int calls;

            @Override
            public void run() {
                if (calls++ % CALLS_PER_RESTORING == 0) {
                    System.arraycopy(original, 0, array, 0, Array.getLength(array));
                }
                call.run();
            }
        };
    }

    @Override
    public double[] output(Output output) {
        return (output == Output.Y ? forward : gradient).output(output);
    }
}
