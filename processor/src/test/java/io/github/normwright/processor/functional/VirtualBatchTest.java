package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.api.DType;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Positions;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which samples are normalized together, and what becomes of the statistics of several virtual batches. */
class VirtualBatchTest {

    private static final Positions LAST = new Positions(true, 17, 2);
    private static final Positions FIRST = new Positions(false, 3, 5);
    private static final int SIZE = 3;
    private static final int BATCH = 12;
    private static final int GROUPS = BATCH / SIZE;
    private static final double MOMENTUM = 0.75;
    private static final double EPSILON = 1e-3;

    static Stream<Arguments> layers() {
        List<Arguments> layers = new ArrayList<>();
        for (VirtualBatches order : VirtualBatches.values()) {
            for (VirtualBatchUpdates updates : VirtualBatchUpdates.values()) {
                boolean isLast = order.ordinal() == updates.ordinal();
                for (Kernels kernel : List.of(Kernels.SCALAR, Kernels.VECTOR_512)) {
                    layers.add(Arguments.of(isLast ? LAST : FIRST, order, updates, kernel));
                }
            }
        }
        return layers.stream();
    }

    private static LayerSource source(Positions positions, VirtualBatches order, VirtualBatchUpdates updates) {
        return positions
                .source()
                .with("momentum", MOMENTUM)
                .with("virtualBatchSize", SIZE)
                .with("virtualBatches", order)
                .with("virtualBatchUpdates", updates);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void samplesAreNormalizedInTheirGroup(
            Positions positions, VirtualBatches order, VirtualBatchUpdates updates, Kernels kernel) {
        IntUnaryOperator groupOf =
                order == VirtualBatches.INTERLEAVED ? sample -> sample % GROUPS : sample -> sample / SIZE;
        boolean isSequential = updates == VirtualBatchUpdates.SEQUENTIAL;
        TestedLayer layer = TestedLayer.of(source(positions, order, updates), kernel)
                .set("moving_mean", positions.perChannel(1, 0.25))
                .set("moving_variance", positions.perChannel(2, 0.5));
        double[] x = positions.random(BATCH, 3);
        double[] y = layer.use().train(x);
        for (int channel = 0; channel < positions.channels(); channel++) {
            double movingMean = 1 + 0.25 * channel;
            double movingVariance = 2 + 0.5 * channel;
            double meanSum = 0;
            double varianceSum = 0;
            for (int number = 0; number < GROUPS; number++) {
                int group = number;
                int[] chosen = positions.of(channel, BATCH, sample -> groupOf.applyAsInt(sample) == group);
                assertEquals(SIZE * positions.places(), chosen.length);
                double[] moments = Positions.moments(x, chosen);
                for (int i : chosen) {
                    assertEquals((x[i] - moments[0]) / Math.sqrt(moments[1] + EPSILON), y[i], 1e-5, "y[" + i + "]");
                }
                meanSum += moments[0];
                varianceSum += moments[1];
                if (isSequential) {
                    movingMean = movingMean * MOMENTUM + moments[0] * (1 - MOMENTUM);
                    movingVariance = movingVariance * MOMENTUM + moments[1] * (1 - MOMENTUM);
                }
            }
            if (!isSequential) {
                movingMean = movingMean * MOMENTUM + meanSum / GROUPS * (1 - MOMENTUM);
                movingVariance = movingVariance * MOMENTUM + varianceSum / GROUPS * (1 - MOMENTUM);
            }
            assertEquals(movingMean, layer.get("moving_mean")[channel], 1e-6);
            assertEquals(movingVariance, layer.get("moving_variance")[channel], 2e-6);
        }
    }

    /** Bit for bit, gradients and variables included. */
    @ParameterizedTest
    @MethodSource("layers")
    void oneGroupIsTheWholeBatch(
            Positions positions, VirtualBatches order, VirtualBatchUpdates updates, Kernels kernel) {
        LayerSource plain = positions.source().with("momentum", MOMENTUM);
        TestedLayer expected = TestedLayer.of(plain, kernel);
        TestedLayer found = TestedLayer.of(source(positions, order, updates), kernel);
        double[] x = positions.random(SIZE, 4);
        double[] dy = positions.random(SIZE, 5);
        TestedLayer.Use expectedUse = expected.use();
        TestedLayer.Use foundUse = found.use();
        assertArrayEquals(expectedUse.train(x), foundUse.train(x));
        assertArrayEquals(expectedUse.backward(dy), foundUse.backward(dy));
        for (String parameter : List.of("gamma", "beta")) {
            assertArrayEquals(expectedUse.gradient(parameter), foundUse.gradient(parameter), parameter);
        }
        expected.variables().forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
    }

    @Test
    void aBatchThatIsNoMultipleIsRefused() {
        for (VirtualBatches order : VirtualBatches.values()) {
            TestedLayer layer = TestedLayer.of(source(LAST, order, VirtualBatchUpdates.AVERAGED));
            Map<String, double[]> before = layer.variables();
            TestedLayer.Use use = layer.use();
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> use.train(LAST.random(4, 1)));
            assertEquals("expected batch to be a multiple of the virtual batch size 3, found 4", refused.getMessage());
            for (double each : use.output()) {
                assertEquals(TestedLayer.UNTOUCHED, each);
            }
            layer.variables().forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
            assertThrows(IllegalStateException.class, () -> use.backward(LAST.random(4, 1)));
        }
    }

    @Test
    void inferenceTakesAnyBatch() {
        TestedLayer plain = TestedLayer.of(LAST.source());
        TestedLayer layer = TestedLayer.of(source(LAST, VirtualBatches.INTERLEAVED, VirtualBatchUpdates.AVERAGED));
        TestedLayer.Use use = layer.use();
        for (int batch : new int[] {1, 2, 4, 7}) {
            double[] x = LAST.random(batch, batch);
            assertArrayEquals(plain.infer(x), layer.infer(x));
            assertArrayEquals(plain.infer(x), use.infer(x));
        }
    }

    /** The numbers of groups change, and with them the sizes of everything that training leaves behind. */
    @Test
    void oneContextServesBatchesOfAllSizes() {
        LayerSource source = source(FIRST, VirtualBatches.CONTIGUOUS, VirtualBatchUpdates.SEQUENTIAL)
                .as(DType.FLOAT64);
        TestedLayer one = TestedLayer.of(source);
        TestedLayer other = TestedLayer.of(source);
        TestedLayer.Use use = one.use();
        for (int groups : new int[] {1, 4, 2, 0, 3}) {
            double[] x = FIRST.random(SIZE * groups, groups);
            TestedLayer.Use fresh = other.use();
            assertArrayEquals(fresh.train(x), use.train(x));
            assertArrayEquals(fresh.backward(x), use.backward(x));
            assertArrayEquals(other.get("moving_variance"), one.get("moving_variance"));
        }
        Compare.assertClose(other.get("moving_mean"), one.get("moving_mean"), 0, "moving mean");
    }
}
