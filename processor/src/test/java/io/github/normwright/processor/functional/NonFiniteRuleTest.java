package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.NonFinite;
import io.github.normwright.api.Profile;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a batch may do to the variables if its statistics are not finite: everything, nothing, or fail. */
class NonFiniteRuleTest {

    private static final LayerSource SOURCE =
            LayerSource.of(shape(DYNAMIC, 2), -1).with("momentum", 0.5);
    private static final double[] GOOD = {1, 10, 3, 30, 5, 50, 7, 70};
    private static final double[] NOT_A_NUMBER = {1, 10, 3, 30, Double.NaN, 50, 7, 70};
    private static final double[] INFINITE = {1, 10, 3, 30, 5, 50, 7, Double.NEGATIVE_INFINITY};

    /** Finite values whose variance a float cannot hold, also where every other sample is in another virtual batch. */
    private static final double[] TOO_WIDE = {3e38f, 10, 3e38f, 30, -3e38f, 50, -3e38f, 70};

    static Stream<LayerSource> layers() {
        return Stream.of(
                SOURCE,
                LayerSource.of(shape(DYNAMIC, 2), -1)
                        .with("profile", Profile.TORCH)
                        .with("cumulativeAverage", true),
                SOURCE.with("renorm", true)
                        .with("renormClipping.rmax", 3.0)
                        .with("renormClipping.rmaxSchedule.lastStep", 10),
                SOURCE.with("virtualBatchSize", 2),
                SOURCE.with("virtualBatchSize", 2).with("virtualBatchUpdates", VirtualBatchUpdates.SEQUENTIAL),
                SOURCE.with("synchronizedStatistics", true));
    }

    private static void assertSameVariables(Map<String, double[]> expected, TestedLayer layer) {
        layer.variables().forEach((name, values) -> assertArrayEquals(expected.get(name), values, name));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void skippedBatchesLeaveNoTrace(LayerSource source) {
        TestedLayer plain = TestedLayer.of(source, Kernels.VECTOR_512);
        TestedLayer skipping = TestedLayer.of(source.with("nonFinite", NonFinite.SKIP), Kernels.VECTOR_512);
        TestedLayer.Use plainUse = plain.use();
        TestedLayer.Use use = skipping.use();
        for (double[] bad : List.of(NOT_A_NUMBER, INFINITE, TOO_WIDE)) {
            assertArrayEquals(plainUse.train(GOOD), use.train(GOOD));
            Map<String, double[]> before = plain.variables();
            assertSameVariables(before, skipping);
            // Output and gradients are the same as ever, and with them what is not finite in them.
            assertArrayEquals(plainUse.train(bad), use.train(bad));
            assertArrayEquals(plainUse.backward(GOOD), use.backward(GOOD));
            assertSameVariables(before, skipping);
            plain.set(before);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aFailingBatchHasAnOutputAndChangesNothing(LayerSource source) {
        TestedLayer plain = TestedLayer.of(source);
        TestedLayer failing = TestedLayer.of(source.with("nonFinite", NonFinite.FAIL));
        TestedLayer.Use plainUse = plain.use();
        TestedLayer.Use use = failing.use();
        for (double[] bad : List.of(NOT_A_NUMBER, INFINITE, TOO_WIDE)) {
            assertArrayEquals(plainUse.train(GOOD), use.train(GOOD));
            Map<String, double[]> before = plain.variables();
            ArithmeticException thrown = assertThrows(ArithmeticException.class, () -> use.train(bad));
            assertEquals(
                    "expected finite statistics of the batch (nonFinite = FAIL), found an infinity or NaN;"
                            + " no variable was updated",
                    thrown.getMessage());
            assertArrayEquals(plainUse.train(bad), use.output());
            assertArrayEquals(plainUse.backward(GOOD), use.backward(GOOD));
            assertSameVariables(before, failing);
            plain.set(before);
        }
        assertArrayEquals(plainUse.train(GOOD), use.train(GOOD));
        assertSameVariables(plain.variables(), failing);
        assertArrayEquals(plainUse.backward(GOOD), use.backward(GOOD));
    }

    @Test
    void propagationIsTheRuleWhereNoneIsGiven() {
        TestedLayer usual = TestedLayer.of(SOURCE);
        TestedLayer named = TestedLayer.of(SOURCE.with("nonFinite", NonFinite.PROPAGATE));
        usual.use().train(NOT_A_NUMBER);
        named.use().train(NOT_A_NUMBER);
        assertTrue(Double.isNaN(usual.get("moving_mean")[0]));
        assertEquals(20, usual.get("moving_mean")[1]);
        assertSameVariables(usual.variables(), named);
    }

    /** The rule is about the statistics of the batch: what the variables hold already is not looked at. */
    @Test
    void spoiltVariablesAreNoReasonToSkip() {
        TestedLayer layer = TestedLayer.of(
                        SOURCE.with("nonFinite", NonFinite.SKIP).with("momentum", 0.5))
                .set("moving_mean", Double.NaN, 0);
        layer.use().train(GOOD);
        assertTrue(Double.isNaN(layer.get("moving_mean")[0]));
        assertEquals(20, layer.get("moving_mean")[1]);
    }

    @Test
    void averagesThatOverflowAreSkippedToo() {
        TestedLayer layer = TestedLayer.of(LayerSource.of(shape(DYNAMIC, 1), -1)
                .with("momentum", 0.5)
                .with("virtualBatchSize", 2)
                .with("nonFinite", NonFinite.SKIP));
        layer.use().train(3e38, 3e38, 3e38, 3e38);
        assertArrayEquals(new double[] {0}, layer.get("moving_mean"));
        assertArrayEquals(new double[] {1}, layer.get("moving_variance"));
    }
}
