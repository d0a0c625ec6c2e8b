package io.github.normwright.kernels;

import java.util.Arrays;

/**
 * Counts, means and sums of squared deviations from the mean (M2), one of each per channel, in double precision: the
 * statistics of a set of values in a form that merges. What threads, replicas of unequal batch size or the parts of an
 * accumulated batch have seen becomes the statistics of all of it, by the rule of Chan, Golub and LeVeque ("Updating
 * formulae and a pairwise algorithm for computing sample variances", 1979).
 *
 * <p>Not thread-safe, but different threads may work on different channels.
 */
public final class Moments {

    private final double[] counts;
    private final double[] means;
    private final double[] squares;

    /**
     * The statistics of no values at all.
     *
     * @param channels how many channels there are, at least 1
     */
    public Moments(int channels) {
        Checks.atLeast("channels", channels, 1);
        counts = new double[channels];
        means = new double[channels];
        squares = new double[channels];
    }

    /**
     * How many channels there are.
     *
     * @return at least 1
     */
    public int channels() {
        return counts.length;
    }

    /**
     * How many values a channel has seen.
     *
     * @param channel from 0
     * @return a whole number, at least 0
     */
    public double count(int channel) {
        return counts[channel];
    }

    /**
     * The mean of a channel.
     *
     * @param channel from 0
     * @return not a number if the channel has seen no values
     */
    public double mean(int channel) {
        return counts[channel] == 0 ? Double.NaN : means[channel];
    }

    /**
     * The sum of the squared deviations of a channel's values from their mean.
     *
     * @param channel from 0
     * @return at least 0, or not a number
     */
    public double m2(int channel) {
        return squares[channel];
    }

    /**
     * The biased variance of a channel: the mean of the squared deviations.
     *
     * @param channel from 0
     * @return at least 0, or not a number if the channel has seen no values
     */
    public double variance(int channel) {
        return squares[channel] / counts[channel];
    }

    /** Forgets all values. */
    public void clear() {
        clear(0, channels());
    }

    /**
     * Forgets the values of some channels.
     *
     * @param from the first channel
     * @param to the channel behind the last one
     */
    public void clear(int from, int to) {
        Arrays.fill(counts, from, to, 0);
        Arrays.fill(means, from, to, 0);
        Arrays.fill(squares, from, to, 0);
    }

    /**
     * Merges statistics into these.
     *
     * @param other of as many channels
     * @throws IllegalArgumentException if the other has more or fewer channels
     */
    public void merge(Moments other) {
        if (other.channels() != channels()) {
            throw Checks.unexpected("statistics of " + channels() + " channels", other.channels());
        }
        for (int channel = 0; channel < counts.length; channel++) {
            merge(channel, other.counts[channel], other.means[channel], other.squares[channel]);
        }
    }

    /**
     * Merges the statistics of further values of one channel into it.
     *
     * @param channel from 0
     * @param count how many values there are; 0 changes nothing
     * @param mean their mean
     * @param m2 the sum of their squared deviations from it; not a number if the mean is infinite
     */
    public void merge(int channel, double count, double mean, double m2) {
        if (count == 0) {
            return;
        }
        double before = counts[channel];
        if (before == 0) {
            set(channel, count, mean, m2);
        } else {
            merge(channel, before, count, count / (before + count), mean, m2);
        }
    }

    /** Replaces the statistics of a channel. */
    void set(int channel, double count, double mean, double m2) {
        counts[channel] = count;
        means[channel] = mean;
        squares[channel] = m2;
    }

    /**
     * As {@link #merge(int, double, double, double)}, for a channel known to have seen some number of values.
     *
     * @param before how many values the channel has seen, not 0
     * @param count how many values there are, not 0
     * @param share the share of the further values in all of them
     */
    void merge(int channel, double before, double count, double share, double mean, double m2) {
        double total = before + count;
        double delta = mean - means[channel];
        counts[channel] = total;
        // Two infinite means of one sign stay infinite, where their difference would make them not a number; and the
        // difference of two huge ones may overflow.
        means[channel] = Double.isFinite(delta)
                ? means[channel] + delta * share
                : means[channel] * (before / total) + mean * share;
        squares[channel] += m2 + delta * delta * before * share;
    }
}
