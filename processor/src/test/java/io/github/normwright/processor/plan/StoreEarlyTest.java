package io.github.normwright.processor.plan;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.plan.rewrite.FuseNests;
import io.github.normwright.processor.plan.rewrite.StoreEarly;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In which pass the gradient of the residual is stored. */
class StoreEarlyTest {

    private static final String WITH_SUMS = "gradientSums";
    private static final String WITH_INPUT_GRADIENT = "inputGradient";

    static Stream<Arguments> layers() {
        LayerSource rows = rectified(LayerSource.of(shape(DYNAMIC, 32), -1));
        return Stream.of(
                Arguments.of(WITH_SUMS, rows),
                Arguments.of(WITH_SUMS, rows.as(DType.FLOAT64)),
                Arguments.of(WITH_SUMS, rows.with("activation", Activation.GELU_TANH)),
                Arguments.of(WITH_SUMS, rectified(LayerSource.of(shape(DYNAMIC, 3, 9), 1))),
                Arguments.of(WITH_SUMS, rectified(LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 33), -1))),
                Arguments.of(
                        WITH_SUMS,
                        rectified(LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 9, 32), -1)
                                .with("groups", 4))),
                // A tensor of 16 bits would round it.
                Arguments.of(WITH_INPUT_GRADIENT, rows.as(DType.BFLOAT16)),
                // The last elements of a row are summed twice.
                Arguments.of(WITH_INPUT_GRADIENT, rectified(LayerSource.of(shape(DYNAMIC, 33), -1))),
                Arguments.of(
                        WITH_INPUT_GRADIENT,
                        rectified(LayerSource.of(InstanceNormalization.class, shape(4, 49, 20), -1))));
    }

    private static LayerSource rectified(LayerSource source) {
        return source.with("residual", true).with("activation", Activation.RELU);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void itIsStoredWhereItIsKnownFirst(String expected, LayerSource source) {
        LayerPlan plan = LayerPlan.of(source.algorithm(), new Scheduler(source.costs(), Map.of()));
        assertEquals(List.of(expected), storing(plan.trainingGradient()));
        assertEquals(List.of(expected), storing(plan.inferenceGradient()));
    }

    private static List<String> storing(LayerPlan.Scheduled gradient) {
        return gradient.programs().stream()
                .flatMap(program -> program.nests().stream())
                .filter(nest -> nest.results().contains("dResidual"))
                .map(Nest::name)
                .toList();
    }

    /** It may lie over the gradient of the output, which must then not be read any more. */
    @Test
    void itIsNotStoredWhereALaterPassReadsMore() {
        LayerSource source = rectified(LayerSource.of(shape(DYNAMIC, 32), -1));
        Algorithm gradient = LayerPlan.of(source.algorithm()).trainingGradient().algorithm();
        Program plain = new FuseNests().apply(Lowering.lower(gradient, Layout.of(List.of(gradient))));
        assertNotEquals(plain, new StoreEarly().apply(plain));
        Program reading =
                plain.mapNests(nest -> nest.name().equals(WITH_INPUT_GRADIENT) ? alsoReadingTheGradient(nest) : nest);
        assertEquals(reading, new StoreEarly().apply(reading));
    }

    private static Nest alsoReadingTheGradient(Nest nest) {
        return nest.withBody(nest.body().stream()
                .map(statement -> statement instanceof Statement.Store store
                                && store.target().equals("dx")
                        ? new Statement.Store("dx", store.value().plus(new Expr.Ref("dy")))
                        : statement)
                .toList());
    }
}
