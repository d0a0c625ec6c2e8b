package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import io.github.normwright.api.MaskRule;
import io.github.normwright.api.Profile;
import io.github.normwright.kernels.Replicas;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Positions;
import io.github.normwright.processor.testing.ReplicaRun;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replicas with parts of a batch compute what one layer without replicas computes of the whole batch: outputs, gradients
 * and variables, the latter updated once.
 */
class SynchronizedStatisticsTest {

    private static final Positions LAST = new Positions(true, 19, 3);
    private static final Positions FIRST = new Positions(false, 4, 18);
    private static final int STEPS = 3;

    /** How many samples each replica has: some have none, and none of the divisions may make a difference. */
    private static final List<int[]> PARTS =
            List.of(new int[] {6}, new int[] {4, 2}, new int[] {1, 3, 2}, new int[] {0, 6}, new int[] {5, 0, 1});

    static Stream<Arguments> layers() {
        LayerSource last = LAST.source().as(DType.FLOAT64).with("momentum", 0.5);
        LayerSource first = FIRST.source().as(DType.FLOAT64).with("momentum", 0.5);
        return Stream.of(
                Arguments.of(LAST, last),
                Arguments.of(LAST, last.as(DType.FLOAT32)),
                Arguments.of(LAST, last.with("mask", true).with("maskRule", MaskRule.WEIGHTS)),
                Arguments.of(
                        LAST,
                        last.with("mask", true)
                                .with("maskRule", MaskRule.EXACT)
                                .with("renorm", true)
                                .with("renormMomentum", 0.5)),
                Arguments.of(FIRST, first.with("profile", Profile.TORCH)),
                Arguments.of(FIRST, first.with("renorm", true).with("renormClipping.rmax", 1.5)),
                Arguments.of(FIRST, first.with("mask", true)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void replicasAreOneLayer(Positions positions, LayerSource source) {
        Map<String, double[]> expected = new Run(positions, source, Kernels.SCALAR).alone();
        // Sums go in another order than those of the whole batch.
        double tolerance = source.dtype() == DType.FLOAT64 ? 2e-14 : 1e-5;
        LayerSource shared = source.with("synchronizedStatistics", true);
        Run scalar = new Run(positions, shared, Kernels.SCALAR);
        Run vector = new Run(positions, shared, Kernels.VECTOR_512);
        for (int[] parts : PARTS) {
            Map<String, double[]> found = scalar.together(parts);
            assertEquals(expected.keySet(), found.keySet());
            expected.forEach((name, values) ->
                    Compare.assertClose(values, found.get(name), tolerance, name + " of " + Arrays.toString(parts)));
            assertSameBits(found, scalar.together(parts));
            assertSameBits(found, vector.together(parts));
        }
    }

    /** Each replica waits for the others while the threads that it shares with them may have work of theirs. */
    @Test
    void replicasMayShareThreads() {
        Positions positions = new Positions(true, 64, 20);
        LayerSource source = positions.source().with("synchronizedStatistics", true);
        try (Threads threads = Threads.of(2)) {
            TestedLayer shared = TestedLayer.of(source, Kernels.SCALAR, threads);
            TestedLayer alone = TestedLayer.of(source, Kernels.SCALAR);
            assertArrayEquals(gradients(positions, alone), gradients(positions, shared));
            alone.variables().forEach((name, values) -> assertArrayEquals(values, shared.get(name), name));
        }
    }

    private static double[][] gradients(Positions positions, TestedLayer layer) {
        Replicas group = Replicas.of(3);
        double[][] gradients = new double[3][];
        ReplicaRun.run(3, replica -> {
            TestedLayer.Use use = layer.use(group, replica);
            // Large enough to be cut into parts.
            double[] x = positions.random(100, replica);
            for (int step = 0; step < STEPS; step++) {
                use.train(x);
                gradients[replica] = use.backward(x);
            }
        });
        return gradients;
    }

    private static void assertSameBits(Map<String, double[]> expected, Map<String, double[]> found) {
        expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
    }

    /** Some steps of training, after which everything is collected by name. */
    private static final class Run {

        private static final int BATCH = 6;

        private final Positions positions;
        private final TestedLayer layer;
        private final double[] mask;
        private final Map<String, double[]> before;
        private Map<String, double[]> results;

        Run(Positions positions, LayerSource source, Kernels kernel) {
            this.positions = positions;
            this.layer = TestedLayer.of(source, kernel)
                    .set("gamma", positions.perChannel(0.5, 0.125))
                    .set("beta", positions.perChannel(-1, 0.25));
            this.before = layer.variables();
            int[] sizes = {BATCH, source.shape().get(1)};
            // A third of all, and with them everything that one of the replicas has where it has a single sample.
            mask = source.settings().containsKey("mask")
                    ? IntStream.range(0, sizes[0] * sizes[1])
                            .mapToDouble(i -> i / sizes[1] == 5 || i % 4 == 1 ? 0 : 1)
                            .toArray()
                    : null;
        }

        Map<String, double[]> alone() {
            begin();
            TestedLayer.Use use = layer.use();
            for (int step = 0; step < STEPS; step++) {
                record(step, new Part(use, 0, BATCH).run(step), 0);
            }
            results.putAll(layer.variables());
            return results;
        }

        private void begin() {
            layer.set(before);
            results = new LinkedHashMap<>();
        }

        Map<String, double[]> together(int... parts) {
            begin();
            Replicas group = Replicas.of(parts.length);
            double[][][][] ofReplicas = new double[parts.length][STEPS][][];
            ReplicaRun.run(parts.length, replica -> {
                int start = Arrays.stream(parts, 0, replica).sum();
                Part part = new Part(layer.use(group, replica), start, start + parts[replica]);
                for (int step = 0; step < STEPS; step++) {
                    ofReplicas[replica][step] = part.run(step);
                }
            });
            for (int step = 0; step < STEPS; step++) {
                for (int replica = 0; replica < parts.length; replica++) {
                    int start = Arrays.stream(parts, 0, replica).sum();
                    record(step, ofReplicas[replica][step], positions.elements(start));
                }
            }
            results.putAll(layer.variables());
            return results;
        }

        /** Outputs one after the other, and the sums of the gradients of parameters. */
        private void record(int step, double[][] computed, int start) {
            String[] names = {"y", "dx", "dgamma", "dbeta"};
            for (int i = 0; i < names.length; i++) {
                boolean isTensor = i < 2;
                int length = isTensor ? positions.elements(BATCH) : positions.channels();
                double[] all = results.computeIfAbsent(names[i] + step, name -> new double[length]);
                for (int j = 0; j < computed[i].length; j++) {
                    all[j + (isTensor ? start : 0)] += computed[i][j];
                }
            }
        }

        /** Some of the samples, and the context that trains with them. */
        private final class Part {

            private final TestedLayer.Use use;
            private final int start;
            private final int end;

            Part(TestedLayer.Use use, int start, int end) {
                this.use = use;
                this.start = positions.elements(start);
                this.end = positions.elements(end);
                if (mask != null) {
                    int perSample = mask.length / BATCH;
                    use.argument("mask", Arrays.copyOfRange(mask, start * perSample, end * perSample));
                }
            }

            double[][] run(int step) {
                double[] y = use.train(Arrays.copyOfRange(positions.random(BATCH, step), start, end));
                double[] dx = use.backward(Arrays.copyOfRange(positions.random(BATCH, step + 50), start, end));
                return new double[][] {y, dx, use.gradient("gamma"), use.gradient("beta")};
            }
        }
    }
}
