package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.LayerShape;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.lang.reflect.Array;

/**
 * Takes tensors from channels-first order to channels-last and back.
 *
 * @param workload a channels-first workload
 */
record Transposition(Workload workload) {

    /** The same numbers for the same places of the image. */
    Tensors toChannelsLast(Tensors tensors) {
        NumberArray<?> numbers = NumberArray.of(workload.dtype());
        return new Tensors(
                toChannelsLast(numbers, tensors.x()),
                toChannelsLast(numbers, tensors.dy()),
                toChannelsLast(numbers, tensors.residual()),
                tensors.gamma(),
                tensors.beta(),
                tensors.movingMean(),
                tensors.movingVariance());
    }

    private <A> A toChannelsLast(NumberArray<A> numbers, Object tensor) {
        @SuppressWarnings("unchecked")
        A channelsFirst = (A) tensor;
        int length = Array.getLength(channelsFirst);
        A channelsLast = numbers.zeros(length);
        for (int i = 0; i < length; i++) {
            numbers.set(channelsLast, channelsLastIndex(i), numbers.get(channelsFirst, i));
        }
        return channelsLast;
    }

    double[] toChannelsFirst(double[] channelsLast) {
        double[] channelsFirst = new double[channelsLast.length];
        for (int i = 0; i < channelsFirst.length; i++) {
            channelsFirst[i] = channelsLast[channelsLastIndex(i)];
        }
        return channelsFirst;
    }

    private int channelsLastIndex(int channelsFirstIndex) {
        LayerShape shape = workload.shape();
        int pixel = channelsFirstIndex % shape.pixels();
        int channel = channelsFirstIndex / shape.pixels() % shape.channels();
        int sample = channelsFirstIndex / shape.pixels() / shape.channels();
        return (sample * shape.pixels() + pixel) * shape.channels() + channel;
    }
}
