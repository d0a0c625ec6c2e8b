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
        clear();
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
        return means[channel];
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
        Arrays.fill(means, from, to, Double.NaN);
        Arrays.fill(squares, from, to, 0);
    }

    /** Whether some channels have a finite mean each, asked so that the JIT compiler makes vectors of the loop. */
    boolean haveFiniteMeans(int from, int to) {
        double largest = 0;
        for (int channel = from; channel < to; channel++) {
            largest = Math.max(largest, Math.abs(means[channel]));
        }
        return largest <= Double.MAX_VALUE;
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
    private void set(int channel, double count, double mean, double m2) {
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
    private void merge(int channel, double before, double count, double share, double mean, double m2) {
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

    /**
     * Replaces the statistics of neighbouring channels by those of a tile, in a loop that the JIT compiler turns into vectors if
     * what the tile has of them lies side by side.
     *
     * @param count how many values the tile has for each channel, not 0
     * @param pivots what was subtracted from the values
     * @param deviations sums of the deviations from the pivots
     * @param squared sums of the squared deviations from the pivots
     * @param first where channel 0 of the tile stands in these
     * @param apart how far channels are from one another in these, at least 1
     * @param from the first channel
     * @param to the channel behind the last one
     */
    void set(
            double count, float[] pivots, float[] deviations, float[] squared, int first, int apart, int from, int to) {
        double each = 1 / count;
        Arrays.fill(counts, from, to, count);
        if (apart == 1) {
            for (int channel = from; channel < to; channel++) {
                int at = first + channel;
                replace(channel, each, pivots[at], deviations[at], squared[at]);
            }
            return;
        }
        for (int channel = from; channel < to; channel++) {
            int at = first + channel * apart;
            replace(channel, each, pivots[at], deviations[at], squared[at]);
        }
    }

    /**
     * As {@link #set(double, float[], float[], float[], int, int, int, int)}, for one channel.
     *
     * @param channel from 0
     * @param count how many values there are, not 0
     * @param pivot what was subtracted from the values
     * @param deviations the sum of the deviations from the pivot
     * @param squared the sum of the squared deviations from the pivot
     */
    void set(int channel, double count, double pivot, double deviations, double squared) {
        counts[channel] = count;
        replace(channel, 1 / count, pivot, deviations, squared);
    }

    /**
     * As {@link #set(double, float[], float[], float[], int, int, int, int)}, adding to what channels have seen. Where that or the
     * tile has a mean that is not finite, or their difference is not, the result is not finite, but may be another one than
     * that of {@link #merge(int, double, double, double)}.
     *
     * @param before how many values each channel has seen, not 0
     */
    void merge(
            double before,
            double count,
            float[] pivots,
            float[] deviations,
            float[] squared,
            int first,
            int apart,
            int from,
            int to) {
        double each = 1 / count;
        double share = count / (before + count);
        double weight = before * share;
        Arrays.fill(counts, from, to, before + count);
        if (apart == 1) {
            for (int channel = from; channel < to; channel++) {
                int at = first + channel;
                add(channel, each, share, weight, pivots[at], deviations[at], squared[at]);
            }
            return;
        }
        for (int channel = from; channel < to; channel++) {
            int at = first + channel * apart;
            add(channel, each, share, weight, pivots[at], deviations[at], squared[at]);
        }
    }

    /** As {@link #set(double, float[], float[], float[], int, int, int, int)}. */
    void set(
            double count,
            double[] pivots,
            double[] deviations,
            double[] squared,
            int first,
            int apart,
            int from,
            int to) {
        double each = 1 / count;
        Arrays.fill(counts, from, to, count);
        if (apart == 1) {
            for (int channel = from; channel < to; channel++) {
                int at = first + channel;
                replace(channel, each, pivots[at], deviations[at], squared[at]);
            }
            return;
        }
        for (int channel = from; channel < to; channel++) {
            int at = first + channel * apart;
            replace(channel, each, pivots[at], deviations[at], squared[at]);
        }
    }

    /** As {@link #merge(double, double, float[], float[], float[], int, int, int, int)}. */
    void merge(
            double before,
            double count,
            double[] pivots,
            double[] deviations,
            double[] squared,
            int first,
            int apart,
            int from,
            int to) {
        double each = 1 / count;
        double share = count / (before + count);
        double weight = before * share;
        Arrays.fill(counts, from, to, before + count);
        if (apart == 1) {
            for (int channel = from; channel < to; channel++) {
                int at = first + channel;
                add(channel, each, share, weight, pivots[at], deviations[at], squared[at]);
            }
            return;
        }
        for (int channel = from; channel < to; channel++) {
            int at = first + channel * apart;
            add(channel, each, share, weight, pivots[at], deviations[at], squared[at]);
        }
    }

    private void replace(int channel, double each, double pivot, double sum, double squared) {
        double shift = sum * each;
        means[channel] = pivot + shift;
        squares[channel] = GroupMoments.squares(squared, sum, shift);
    }

    private void add(int channel, double each, double share, double weight, double pivot, double sum, double squared) {
        double shift = sum * each;
        double delta = pivot + shift - means[channel];
        means[channel] += delta * share;
        squares[channel] += GroupMoments.squares(squared, sum, shift) + delta * delta * weight;
    }
}
