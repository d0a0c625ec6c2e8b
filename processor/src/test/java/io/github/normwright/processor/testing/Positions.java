package io.github.normwright.processor.testing;

import static io.github.normwright.api.Shape.DYNAMIC;

import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Where the values of each channel stand in a tensor of rank 3, for loops that compute by hand what a layer should.
 *
 * @param isChannelsLast whether the channels are the last axis, or else the second one
 * @param channels how many channels there are
 * @param places how many values of a channel each sample has
 */
public record Positions(boolean isChannelsLast, int channels, int places) {

    /** A layer of this shape, with any batch. */
    public LayerSource source() {
        return isChannelsLast
                ? LayerSource.of(LayerSource.shape(DYNAMIC, places, channels), -1)
                : LayerSource.of(LayerSource.shape(DYNAMIC, channels, places), 1);
    }

    public int elements(int samples) {
        return samples * channels * places;
    }

    public int sampleOf(int position) {
        return position / (channels * places);
    }

    public int channelOf(int position) {
        return isChannelsLast ? position % channels : position / places % channels;
    }

    /** The positions of a channel in some of the samples. */
    public int[] of(int channel, int samples, IntPredicate isChosen) {
        return IntStream.range(0, elements(samples))
                .filter(position -> channelOf(position) == channel && isChosen.test(sampleOf(position)))
                .toArray();
    }

    /** The positions of a channel in all samples. */
    public int[] of(int channel, int samples) {
        return of(channel, samples, sample -> true);
    }

    /** Mean and biased variance of values at some positions. */
    public static double[] moments(double[] values, int... positions) {
        double mean = IntStream.of(positions).mapToDouble(i -> values[i]).sum() / positions.length;
        double squares = IntStream.of(positions)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .sum();
        return new double[] {mean, squares / positions.length};
    }

    /** Normally distributed values that a float can hold. */
    public double[] random(int samples, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, elements(samples))
                .mapToDouble(i -> (float) (1.5 * random.nextGaussian() + 0.5))
                .toArray();
    }

    /** A value for each channel, in equal steps from a first one. */
    public double[] perChannel(double first, double step) {
        return IntStream.range(0, channels)
                .mapToDouble(channel -> (float) (first + channel * step))
                .toArray();
    }
}
