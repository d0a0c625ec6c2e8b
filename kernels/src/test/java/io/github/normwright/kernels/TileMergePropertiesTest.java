package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TileMergePropertiesTest {

    private static final double LARGEST = 17_000;

    @Property(tries = 400)
    void meansAndVariancesAreThoseOfAllTiles(@ForAll("partialSums") PartialSums parts) {
        Moments moments = new Moments(parts.channels);
        double[] means = new double[parts.channels];
        double[] variances = new double[parts.channels];
        merge(parts, moments, means, variances);
        for (int channel = 0; channel < parts.channels; channel++) {
            double variance = parts.variance(channel).doubleValue();
            // A pivot is at most 1000, the sum of a tile's deviations from it at most 16 times that.
            assertEquals(parts.mean(channel).doubleValue(), means[channel], 1e-13 * LARGEST);
            assertEquals(variance, variances[channel], 1e-13 * LARGEST * LARGEST);
            assertEquals(means[channel], moments.mean(channel));
            assertEquals(variances[channel], moments.variance(channel));
        }
    }

    @Property(tries = 400)
    void floatsGiveTheRoundedStatisticsOfDoubles(@ForAll("partialSums") PartialSums parts) {
        double[] means = new double[parts.channels];
        double[] variances = new double[parts.channels];
        float[] floatMeans = new float[parts.channels];
        float[] floatVariances = new float[parts.channels];
        mergeFloats(parts, floatMeans, floatVariances);
        merge(parts, new Moments(parts.channels), means, variances);
        for (int channel = 0; channel < parts.channels; channel++) {
            assertEquals((float) means[channel], floatMeans[channel]);
            assertEquals((float) variances[channel], floatVariances[channel]);
        }
    }

    @Property(tries = 400)
    void noVarianceIsNegative(@ForAll("partialSums") PartialSums parts) {
        for (int i = 0; i < parts.squares.length; i++) {
            parts.squares[i] = parts.squares[i] / 1e6;
        }
        double[] variances = new double[parts.channels];
        merge(parts, new Moments(parts.channels), new double[parts.channels], variances);
        for (double variance : variances) {
            assertTrue(variance >= 0, "variance " + variance);
        }
    }

    @Property(tries = 400)
    void sumsAreThoseOfAllTiles(@ForAll("partialSums") PartialSums parts) {
        double[] expected = new double[parts.channels];
        for (int channel = 0; channel < parts.channels; channel++) {
            expected[channel] = parts.sum(parts.deviations, channel);
        }
        float[] floats = new float[parts.channels];
        TileMerge.sums(parts.tiling, PartialSums.floats(parts.deviations), parts.channels, 0, parts.channels, floats);
        double[] doubles = new double[parts.channels];
        TileMerge.sums(parts.tiling, parts.deviations, parts.channels, 0, parts.channels, doubles);
        for (int channel = 0; channel < parts.channels; channel++) {
            assertEquals(expected[channel], doubles[channel]);
            assertEquals((float) expected[channel], floats[channel]);
        }
    }

    @Provide
    Arbitrary<PartialSums> partialSums() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 70),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.of(1, 2, 300),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.longs())
                .as((size, step, within, channels, seed) ->
                        new PartialSums(Tiling.of(size, step), within, channels, new Random(seed)))
                .withoutEdgeCases();
    }

    private static void merge(PartialSums parts, Moments moments, double[] means, double[] variances) {
        TileMoments.merge(
                parts.tiling,
                parts.within,
                parts.pivots,
                parts.deviations,
                parts.squares,
                parts.channels,
                0,
                parts.channels,
                moments);
        TileMoments.read(moments, 0, parts.channels, means, variances);
    }

    private static void mergeFloats(PartialSums parts, float[] means, float[] variances) {
        Moments moments = new Moments(parts.channels);
        TileMoments.merge(
                parts.tiling,
                parts.within,
                PartialSums.floats(parts.pivots),
                PartialSums.floats(parts.deviations),
                PartialSums.floats(parts.squares),
                parts.channels,
                0,
                parts.channels,
                moments);
        TileMoments.read(moments, 0, parts.channels, means, variances);
    }
}
