package io.github.normwright.processor.plan;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.processor.plan.cost.Choices;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many rows tiles have, which must not depend on what is chosen. */
class TilesOfRowsTest {

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of("256 to 512", LayerSource.of(shape(DYNAMIC, 256), -1)),
                Arguments.of("64 to 512", LayerSource.of(shape(DYNAMIC, 7, 7, 2048), -1)),
                Arguments.of("257 to 257", LayerSource.of(shape(DYNAMIC, 255), -1)),
                // Runs of a channel are no rows.
                Arguments.of("8192 to 8192", LayerSource.of(shape(DYNAMIC, 256, 7, 7), 1)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void allProgramsOfALayerHaveTheSameTiles(String expected, LayerSource source) {
        List<String> sizes = LayerPlan.of(source.algorithm()).programs().stream()
                .filter(program -> program.nests().stream().anyMatch(Nest::isReduction)
                        || program.layout().innermost().isKept())
                .map(TilesOfRowsTest::rows)
                .distinct()
                .toList();
        assertEquals(List.of(expected), sizes);
    }

    @Test
    void rowsThatAreGoneThroughForSeveralChannelsAtOnceStayFew() {
        LayerPlan plan = LayerPlan.of(LayerSource.of(shape(DYNAMIC, 1024), -1)
                .with("activation", Activation.SILU)
                .algorithm());
        assertEquals("64 to 512", rows(plan.training().program()));
        assertEquals("64 to 64", rows(plan.trainingGradient().program()));
    }

    @Test
    void choicesDoNotChangeTiles() {
        for (LayerSource source : List.of(
                LayerSource.of(shape(DYNAMIC, 1024), -1),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 1024), -1))) {
            LayerPlan.Part part =
                    LayerPlan.of(source.algorithm()).trainingGradient().parts().get(0);
            List<Choices> candidates = part.schedule().candidates();
            List<String> sizes = candidates.stream()
                    .map(candidate -> LayerPlan.of(
                            source.algorithm(),
                            new Scheduler(source.costs(), Map.of(part.program().name(), candidate))))
                    .map(plan -> rows(plan.trainingGradient().program()))
                    .distinct()
                    .toList();
            assertEquals(List.of("64 to 512"), sizes, candidates.size() + " candidates of " + source);
        }
    }

    private static String rows(Program program) {
        Tiling tiling = program.tiling().orElseThrow();
        return tiling.elements() + " to " + tiling.most();
    }
}
