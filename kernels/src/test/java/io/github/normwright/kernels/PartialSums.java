package io.github.normwright.kernels;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;

/**
 * What tiles may have left for {@link TileMerge}: random multiples of 1/16, exact in {@code float}, too; and what merging
 * them gives, in fifty decimal digits.
 */
final class PartialSums {

    private static final MathContext DIGITS = new MathContext(50);

    final Tiling tiling;
    final int within;
    final int channels;
    final double[] pivots;
    final double[] deviations;
    final double[] squares;

    PartialSums(Tiling tiling, int within, int channels, Random random) {
        this.tiling = tiling;
        this.within = within;
        this.channels = channels;
        int parts = tiling.count() * channels;
        this.pivots = sixteenths(random, parts, -16_000, 16_000);
        this.deviations = sixteenths(random, parts, -16_000, 16_000);
        this.squares = sixteenths(random, parts, 0, 1_000_000);
    }

    static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    double sum(double[] values, int channel) {
        double sum = 0;
        for (int tile = 0; tile < tiling.count(); tile++) {
            sum += values[tile * channels + channel];
        }
        return sum;
    }

    BigDecimal mean(int channel) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int tile = 0; tile < tiling.count(); tile++) {
            sum = sum.add(mean(tile, channel).multiply(count(tile)));
        }
        return sum.divide(count(), DIGITS);
    }

    BigDecimal variance(int channel) {
        BigDecimal mean = mean(channel);
        BigDecimal m2 = BigDecimal.ZERO;
        for (int tile = 0; tile < tiling.count(); tile++) {
            BigDecimal distance = mean(tile, channel).subtract(mean);
            m2 = m2.add(m2(tile, channel)).add(distance.pow(2).multiply(count(tile)));
        }
        return m2.divide(count(), DIGITS);
    }

    private BigDecimal mean(int tile, int channel) {
        BigDecimal pivot = new BigDecimal(pivots[tile * channels + channel]);
        return pivot.add(new BigDecimal(deviations[tile * channels + channel]).divide(count(tile), DIGITS));
    }

    private BigDecimal m2(int tile, int channel) {
        BigDecimal deviation = new BigDecimal(deviations[tile * channels + channel]);
        return new BigDecimal(squares[tile * channels + channel])
                .subtract(deviation.pow(2).divide(count(tile), DIGITS))
                .max(BigDecimal.ZERO);
    }

    private BigDecimal count(int tile) {
        return new BigDecimal((long) tiling.elements(tile) * within);
    }

    private BigDecimal count() {
        BigDecimal count = BigDecimal.ZERO;
        for (int tile = 0; tile < tiling.count(); tile++) {
            count = count.add(count(tile));
        }
        return count;
    }

    private static double[] sixteenths(Random random, int length, int from, int to) {
        return random.ints(length, from, to + 1).mapToDouble(i -> i / 16.0).toArray();
    }
}
