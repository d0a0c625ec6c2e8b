package io.github.normwright.processor.plan;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Activation;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.api.UnitNormalization;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Result;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which results of a gradient share their passes over the tensor, and which cannot. */
class PartsTest {

    static Stream<Arguments> layers() {
        LayerSource layer = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 8), -1);
        return Stream.of(
                // All is kept along the channels.
                Arguments.of(LayerSource.of(shape(DYNAMIC, 5, 8), -1), List.of("trainingGradient: dx gamma beta")),
                Arguments.of(
                        LayerSource.of(shape(DYNAMIC, 8), -1).with("virtualBatchSize", 2),
                        List.of("trainingGradient: dx gamma beta")),
                Arguments.of(
                        LayerSource.of(shape(5, 4, 3), 0, 1, 2)
                                .with("adjustment", true)
                                .with("adjustmentAxes", List.of(0, 2)),
                        List.of("trainingGradient: dx gamma beta adjustmentScale adjustmentBias")),
                // Rows for the input, columns for the parameters.
                Arguments.of(layer, List.of("trainingParameterGradient: gamma beta", "trainingGradient: dx")),
                Arguments.of(
                        layer.with("center", false),
                        List.of("trainingParameterGradient: gamma", "trainingGradient: dx")),
                Arguments.of(layer.with("center", false).with("scale", false), List.of("trainingGradient: dx")),
                // Whether or not the gradient of the residual needs statistics: either output may lie over what the
                // other reads.
                Arguments.of(
                        layer.with("residual", true).with("activation", Activation.RELU),
                        List.of("trainingParameterGradient: gamma beta", "trainingGradient: dx dResidual")),
                Arguments.of(
                        layer.with("residual", true).with("activation", Activation.GELU),
                        List.of("trainingParameterGradient: gamma beta", "trainingGradient: dx dResidual")),
                Arguments.of(
                        LayerSource.of(LayerNormalization.class, shape(8), 0),
                        List.of("trainingParameterGradient: gamma beta", "trainingGradient: dx")),
                Arguments.of(
                        LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 8), -1),
                        List.of("trainingParameterGradient: gamma", "trainingGradient: dx")),
                Arguments.of(
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 8, 5), 1)
                                .with("groups", 2),
                        List.of("trainingParameterGradient: gamma beta", "trainingGradient: dx")),
                Arguments.of(
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 8, 31), 1)
                                .with("groups", 2),
                        List.of("trainingParameterGradient: gamma beta", "trainingGradient: dx")),
                // What planes of some size have come to is small.
                Arguments.of(
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 8, 4, 8), 1)
                                .with("groups", 2),
                        List.of("trainingGradient: dx gamma beta")),
                Arguments.of(
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 8, DYNAMIC), 1)
                                .with("groups", 2),
                        List.of("trainingGradient: dx gamma beta")),
                // Passes over rows of groups keep sums for each channel.
                Arguments.of(
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 5, 8), -1)
                                .with("groups", 2),
                        List.of("trainingGradient: dx gamma beta")),
                // Channels are among what is kept for the input.
                Arguments.of(
                        LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 8, 5), 1),
                        List.of("trainingGradient: dx gamma beta")),
                Arguments.of(
                        LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 8), -1),
                        List.of("trainingGradient: dx")));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void resultsThatCanShareTheirPassesStayTogether(LayerSource source, List<String> expected) {
        Algorithm gradient = LayerPlan.of(source.algorithm()).trainingGradient().algorithm();
        List<String> parts = Parts.of(gradient).stream().map(PartsTest::results).toList();
        assertEquals(expected, parts);
    }

    @Test
    void partsThatRunAlongTheSameRowsAreDoneTogether() {
        assertTrue(sharesRows(LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 8), -1)));
        assertTrue(sharesRows(LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 8), 1, 2)));
        assertTrue(sharesRows(LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 8), -1)));
        // One part only.
        assertFalse(sharesRows(LayerSource.of(shape(DYNAMIC, 8), -1)));
        assertFalse(sharesRows(LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 8), -1)));
        // Tiles may end within a sample.
        assertFalse(sharesRows(LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, DYNAMIC), 1)));
    }

    @Test
    void rowsAreDoneAtOnceInGroupsThatFitIntoACache() {
        assertEquals(OptionalInt.of(40), rowsAtOnce(768));
        assertEquals(OptionalInt.of(64), rowsAtOnce(512));
        assertEquals(OptionalInt.of(4), rowsAtOnce(10_000));
        // Sums stay in registers from one end of a tile to the other.
        assertEquals(OptionalInt.empty(), rowsAtOnce(64));
    }

    private static OptionalInt rowsAtOnce(int length) {
        LayerSource source = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, length), -1);
        return LayerPlan.of(source.algorithm())
                .trainingGradient()
                .sharedRows()
                .orElseThrow()
                .rowsAtOnce();
    }

    private static boolean sharesRows(LayerSource source) {
        return LayerPlan.of(source.algorithm()).trainingGradient().sharedRows().isPresent();
    }

    private static String results(Algorithm part) {
        return part.name() + ": "
                + String.join(" ", part.results().stream().map(Result::target).toList());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void forwardAlgorithmsAreNotCut(LayerSource source, List<String> ignored) {
        Algorithm training = source.algorithm().training();
        assertEquals(List.of(training), Parts.of(training));
    }
}
