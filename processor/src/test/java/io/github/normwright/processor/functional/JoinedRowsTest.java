package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows of few channels are taken as one, 64 or fewer of them, and those of more in maps: numbers of rows around these and
 * around the sizes of tiles, and whatever else stands in the loops.
 */
class JoinedRowsTest {

    static Stream<LayerSource> layers() {
        LayerSource three = LayerSource.of(shape(DYNAMIC, 3), -1);
        return Stream.of(
                three,
                LayerSource.of(shape(DYNAMIC, 8), -1).as(DType.FLOAT64),
                LayerSource.of(shape(DYNAMIC, 15), -1).with("scale", false),
                LayerSource.of(shape(DYNAMIC, 6), -1).as(DType.BFLOAT16),
                LayerSource.of(shape(DYNAMIC, 35), -1).as(DType.FLOAT16),
                LayerSource.of(shape(DYNAMIC, 20), -1).with("center", false).as(DType.FLOAT64),
                three.with("residual", true).with("activation", Activation.RELU),
                three.with("residual", true).with("activation", Activation.SILU),
                three.with("mask", true),
                adjusted(3),
                adjusted(19),
                adjusted(48),
                three.with("renorm", true).with("nonFinite", NonFinite.SKIP),
                three.with("synchronizedStatistics", true),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 3), -1));
    }

    /** What belongs to a channel is then the caller's, and may start anywhere in an array. */
    private static LayerSource adjusted(int channels) {
        return LayerSource.of(shape(DYNAMIC, channels), -1)
                .with("adjustment", true)
                .with("center", false)
                .with("scale", false);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void kernelsAgreeForAllNumbersOfRows(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        for (int rows : new int[] {1, 2, 15, 16, 17, 63, 64, 65, 191}) {
            Agreement.check(source, compiled, true, rows);
            Agreement.check(source, compiled, false, rows);
        }
    }

    /** A tile of 3 channels has 21824 rows, one of 15 has 4352. */
    @ParameterizedTest
    @CsvSource({"3, 21823", "3, 21824", "3, 21825", "15, 4352", "15, 8705"})
    void kernelsAgreeAroundTheSizesOfTiles(int channels, int rows) {
        LayerSource source = LayerSource.of(shape(DYNAMIC, channels), -1);
        Agreement.check(source, Compiled.of(source), true, rows);
    }

    /** The first row of each tile is far from the others, so that the sums are taken again with another pivot. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 15})
    @SuppressWarnings("unchecked")
    void aPivotFarFromTheMeanIsReplacedForAllRows(int channels) {
        int rows = 30_000;
        float[] x = new float[rows * channels];
        Random random = new Random(channels);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (1e4 + random.nextGaussian());
        }
        int perTile = 64
                * Math.min(512, 65536 / (64 / Integer.lowestOneBit(channels) * channels))
                / Integer.lowestOneBit(channels);
        for (int first = 0; first < rows; first += perTile) {
            for (int channel = 0; channel < channels; channel++) {
                x[first * channels + channel] = 0;
            }
        }
        LayerSource source = LayerSource.of(shape(DYNAMIC, channels), -1).with("momentum", 0.0);
        Compiled compiled = Compiled.of(source);
        float[][] expected = null;
        for (Kernels kernel : Kernels.values()) {
            NormalizationLayer<float[], float[]> layer = (NormalizationLayer<float[], float[]>)
                    kernel.create(compiled, source.className(), Threads.callingThread());
            float[] y = new float[x.length];
            layer.train(x, 0, y, 0, new int[] {rows}, layer.newContext());
            float[] means = layer.variables().get(2).values();
            float[] variances = layer.variables().get(3).values();
            for (int channel = 0; channel < channels; channel++) {
                double mean = mean(x, channel, channels);
                double variance = variance(x, channel, channels, mean);
                assertEquals(mean, means[channel], 1e-7 * mean, kernel + ": mean");
                assertEquals(variance, variances[channel], 1e-5 * variance, kernel + ": variance");
            }
            float[][] found = {y, means.clone(), variances.clone()};
            expected = expected == null ? found : expected;
            for (int i = 0; i < found.length; i++) {
                assertArrayEquals(expected[i], found[i], kernel.toString());
            }
        }
    }

    private static double mean(float[] x, int channel, int channels) {
        double sum = 0;
        for (int i = channel; i < x.length; i += channels) {
            sum += x[i];
        }
        return sum / (x.length / channels);
    }

    private static double variance(float[] x, int channel, int channels, double mean) {
        double sum = 0;
        for (int i = channel; i < x.length; i += channels) {
            sum += (x[i] - mean) * (x[i] - mean);
        }
        return sum / (x.length / channels);
    }
}
