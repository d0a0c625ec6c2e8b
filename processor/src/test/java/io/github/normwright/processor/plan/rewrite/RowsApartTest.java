package io.github.normwright.processor.plan.rewrite;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.cost.Choice;
import io.github.normwright.processor.plan.cost.Choices;
import io.github.normwright.processor.plan.cost.CostModel;
import io.github.normwright.processor.plan.cost.ElementBytes;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.testing.LayerSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which sums take rows from four places of a tile, which decides their order. */
class RowsApartTest {

    private static final ElementBytes FLOATS = new ElementBytes(Float.BYTES, Float.BYTES);
    private static final ElementBytes DOUBLES = new ElementBytes(Double.BYTES, Double.BYTES);
    private static final ElementBytes CONVERTED = new ElementBytes(Short.BYTES, Float.BYTES);

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of(true, FLOATS, LayerSource.of(shape(DYNAMIC, 256), -1)),
                Arguments.of(true, FLOATS, LayerSource.of(shape(DYNAMIC, 7, 7, 1023), -1)),
                Arguments.of(false, FLOATS, LayerSource.of(shape(DYNAMIC, 255), -1)),
                Arguments.of(false, FLOATS, LayerSource.of(shape(DYNAMIC, 1024), -1)),
                Arguments.of(true, DOUBLES, LayerSource.of(shape(DYNAMIC, 511), -1)),
                Arguments.of(false, DOUBLES, LayerSource.of(shape(DYNAMIC, 512), -1)),
                Arguments.of(false, CONVERTED, LayerSource.of(shape(DYNAMIC, 512), -1)),
                Arguments.of(false, FLOATS, LayerSource.of(shape(DYNAMIC, 256, 7, 7), 1)),
                Arguments.of(true, FLOATS, LayerSource.of(GroupNormalization.class, shape(32, 7, 7, 256), -1)),
                Arguments.of(false, FLOATS, LayerSource.of(GroupNormalization.class, shape(32, 7, 7, 224), -1)),
                // Their rows are handed over a few at a time, with and without numbers of their own.
                Arguments.of(false, FLOATS, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 256), -1)),
                Arguments.of(
                        false,
                        FLOATS,
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 256), -1)
                                .with("scale", false)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void sumsOfTensorsOverRowsOfOneToFourKibibytesTakeFourPlaces(
            boolean expected, ElementBytes elements, LayerSource source) {
        LayerPlan plan = LayerPlan.of(source.algorithm(), new Scheduler(CostModel.of(elements), Map.of()));
        assertEquals(expected, takesQuarters(plan.training()), source.toString());
        assertEquals(expected, takesQuarters(plan.trainingGradient()), source.toString());
    }

    @Test
    void everyScheduleHasThatOrder() {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 512), -1);
        for (Choice choice : Choice.Decision.SUMS.choices()) {
            Map<String, Choices> measured =
                    Map.of("training", Choices.of(choice), "trainingGradient", Choices.of(choice));
            LayerPlan plan = LayerPlan.of(source.algorithm(), new Scheduler(CostModel.FLOAT32, measured));
            assertEquals(true, takesQuarters(plan.training()), choice.toString());
            assertEquals(true, takesQuarters(plan.trainingGradient()), choice.toString());
        }
    }

    private static boolean takesQuarters(LayerPlan.Scheduled scheduled) {
        return scheduled.programs().stream()
                .flatMap(program -> program.nests().stream())
                .filter(Nest::isReduction)
                .flatMap(nest -> nest.loops().stream())
                .anyMatch(loop -> loop.kind() == Loop.Kind.QUARTERS);
    }
}
