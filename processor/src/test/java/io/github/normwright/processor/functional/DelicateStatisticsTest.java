package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import io.github.normwright.api.MaskRule;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.kernels.Replicas;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Positions;
import io.github.normwright.processor.testing.ReplicaRun;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Constant channels and large means, where differences of large sums would leave nothing: also with weights, virtual
 * batches, replicas and 16-bit types, each of which takes its statistics in another way.
 */
class DelicateStatisticsTest {

    private static final Positions LAST = new Positions(true, 17, 5);
    private static final Positions FIRST = new Positions(false, 3, 33);
    private static final int BATCH = 24;

    private record Layer(Positions positions, LayerSource source) {

        static Layer of(Positions positions) {
            return new Layer(positions, positions.source().with("momentum", 0.0));
        }

        Layer with(String attribute, Object value) {
            return new Layer(positions, source.with(attribute, value));
        }

        Layer as(DType dtype) {
            return new Layer(positions, source.as(dtype));
        }

        boolean has(String attribute) {
            return source.settings().containsKey(attribute);
        }

        @Override
        public String toString() {
            return source.toString();
        }
    }

    static Stream<Layer> constants() {
        return Stream.concat(
                largeMeans(),
                Stream.of(Layer.of(LAST).as(DType.FLOAT16), Layer.of(FIRST).as(DType.BFLOAT16)));
    }

    static Stream<Layer> largeMeans() {
        return Stream.of(
                Layer.of(LAST).with("mask", true).with("maskRule", MaskRule.WEIGHTS),
                Layer.of(FIRST).with("mask", true).with("maskRule", MaskRule.EXACT),
                Layer.of(FIRST).with("virtualBatchSize", 4),
                Layer.of(LAST).with("virtualBatchSize", 4).with("virtualBatches", VirtualBatches.CONTIGUOUS),
                Layer.of(LAST).with("synchronizedStatistics", true),
                Layer.of(FIRST)
                        .with("synchronizedStatistics", true)
                        .with("mask", true)
                        .with("maskRule", MaskRule.EXACT));
    }

    /** Whether the mask of the test lets a position count: most of each sample, but not all. */
    private static boolean counts(Layer layer, int position) {
        int perSample = layer.source().shape().get(1);
        int inSample = position % (layer.positions().elements(1));
        int index = layer.positions().isChannelsLast()
                ? inSample / layer.positions().channels()
                : inSample / layer.positions().places();
        // A channel that is the second axis counts in some of the samples only.
        return !layer.has("mask") || (layer.positions().sampleOf(position) * perSample + index) % 4 != 1;
    }

    private static double[] mask(Layer layer, int start, int end) {
        int perSample = layer.source().shape().get(1);
        return IntStream.range(start * perSample, end * perSample)
                .mapToDouble(i -> i % 4 != 1 ? 1 : 0)
                .toArray();
    }

    /** Trains once, as two replicas if statistics are shared, and returns the outputs one after the other. */
    private static double[] train(Layer layer, TestedLayer tested, double[] x) {
        if (!layer.has("synchronizedStatistics")) {
            TestedLayer.Use use = tested.use();
            if (layer.has("mask")) {
                use.argument("mask", mask(layer, 0, BATCH));
            }
            return use.train(x);
        }
        Replicas group = Replicas.of(2);
        double[] y = new double[x.length];
        int[] bounds = {0, 7, BATCH};
        ReplicaRun.run(2, replica -> {
            TestedLayer.Use use = tested.use(group, replica);
            if (layer.has("mask")) {
                use.argument("mask", mask(layer, bounds[replica], bounds[replica + 1]));
            }
            int start = layer.positions().elements(bounds[replica]);
            double[] part =
                    use.train(Arrays.copyOfRange(x, start, layer.positions().elements(bounds[replica + 1])));
            System.arraycopy(part, 0, y, start, part.length);
        });
        return y;
    }

    @ParameterizedTest
    @MethodSource("constants")
    void aConstantChannelIsBeta(Layer layer) {
        for (Kernels kernel : List.of(Kernels.SCALAR, Kernels.VECTOR_512)) {
            // Nothing of a difference would be hidden by an epsilon as small as this.
            TestedLayer tested = TestedLayer.of(layer.with("epsilon", 1e-12).source(), kernel);
            double[] beta = layer.positions().perChannel(-1, 0.5);
            tested.set("beta", beta);
            for (double constant : new double[] {0.1, -3.7, 12345.678}) {
                double[] x = new double[layer.positions().elements(BATCH)];
                Arrays.fill(x, constant);
                double[] y = train(layer, tested, x);
                for (int i = 0; i < y.length; i++) {
                    assertEquals(beta[layer.positions().channelOf(i)], y[i], constant + " at " + i);
                }
                assertArrayEquals(new double[beta.length], tested.get("moving_variance"));
                double rounded = tested.rounded(constant)[0];
                for (double mean : tested.get("moving_mean")) {
                    assertEquals(rounded, mean, roundingOfAverages(layer, rounded));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("largeMeans")
    void aLargeMeanCostsNoAccuracy(Layer layer) {
        Positions positions = layer.positions();
        Random random = new Random(1);
        double[] x = IntStream.range(0, positions.elements(BATCH))
                .mapToDouble(i -> (float) (1e4 + random.nextGaussian()))
                .toArray();
        for (Kernels kernel : List.of(Kernels.SCALAR, Kernels.VECTOR_512)) {
            TestedLayer tested = TestedLayer.of(layer.source(), kernel);
            double[] y = train(layer, tested, x);
            for (int channel = 0; channel < positions.channels(); channel++) {
                double[] moments = moments(layer, x, channel);
                // The mean is rounded to 1e-3, half of which is what it may be off; the variance is not.
                double tolerance = 5e-4 + roundingOfAverages(layer, 1e4);
                assertEquals(moments[0], tested.get("moving_mean")[channel], tolerance);
                assertEquals(moments[1], tested.get("moving_variance")[channel], 1e-6 * moments[1]);
            }
            assertNormalized(layer, x, y);
        }
    }

    /** The means of several virtual batches are rounded before they are averaged, and then their sum is. */
    private static double roundingOfAverages(Layer layer, double mean) {
        return layer.has("virtualBatchSize") ? Math.ulp((float) mean) : 0;
    }

    private static double[] moments(Layer layer, double[] x, int channel) {
        int groups = layer.has("virtualBatchSize") ? BATCH / 4 : 1;
        double[] sums = new double[2];
        for (int group = 0; group < groups; group++) {
            double[] moments = momentsOfGroup(layer, x, channel, group);
            sums[0] += moments[0] / groups;
            sums[1] += moments[1] / groups;
        }
        return sums;
    }

    private static double[] momentsOfGroup(Layer layer, double[] x, int channel, int group) {
        int[] chosen = IntStream.of(layer.positions().of(channel, BATCH, sample -> groupOf(layer, sample) == group))
                .filter(i -> counts(layer, i))
                .toArray();
        return Positions.moments(x, chosen);
    }

    private static int groupOf(Layer layer, int sample) {
        if (!layer.has("virtualBatchSize")) {
            return 0;
        }
        return layer.has("virtualBatches") ? sample / 4 : sample % (BATCH / 4);
    }

    private static void assertNormalized(Layer layer, double[] x, double[] y) {
        for (int i = 0; i < x.length; i += 7) {
            int sample = layer.positions().sampleOf(i);
            double[] moments = momentsOfGroup(layer, x, layer.positions().channelOf(i), groupOf(layer, sample));
            assertEquals((x[i] - moments[0]) / Math.sqrt(moments[1] + 1e-3), y[i], 1e-3, "y[" + i + "]");
        }
    }
}
