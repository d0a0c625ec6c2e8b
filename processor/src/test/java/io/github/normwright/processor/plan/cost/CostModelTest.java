package io.github.normwright.processor.plan.cost;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Schedule;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the model chooses, which the table in docs/schedules.md justifies. */
class CostModelTest {

    static Stream<Arguments> layers() {
        String blocks = "sums=CHANNEL_BLOCKS";
        String groups = "sums=ROW_GROUPS";
        return Stream.of(
                Arguments.of(LayerSource.of(shape(DYNAMIC, 16), -1), blocks + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 128), -1), blocks + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 3), -1), "maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(32, 3), -1), "maps=SINGLE_ROWS"),
                Arguments.of(LayerSource.of(shape(1024, 3), -1), "maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 19), -1), blocks + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(16, 19), -1), blocks + " maps=SINGLE_ROWS"),
                Arguments.of(LayerSource.of(shape(128, 19), -1), blocks + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 255), -1), blocks),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 256), -1), groups + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 257), -1), groups),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 384), -1), groups + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 624), -1), groups + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 656), -1), groups + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(32, 28, 28, 512), -1), groups + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(32, 7, 7, 512), -1), groups + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(6272, 256), -1), groups + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(511, 64), -1), blocks + " maps=NEIGHBOURING_ROWS"),
                Arguments.of(LayerSource.of(shape(4096, 64), -1), blocks + " maps=NEIGHBOURING_ROWS"),
                Arguments.of(LayerSource.of(shape(8192, 64), -1), blocks + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(127, 256), -1), groups + " maps=NEIGHBOURING_ROWS"),
                Arguments.of(LayerSource.of(shape(512, 256), -1), groups + " maps=ROW_PAIRS"),
                Arguments.of(LayerSource.of(shape(32, 1008), -1), groups + " maps=NEIGHBOURING_ROWS"),
                Arguments.of(LayerSource.of(shape(24, 1024), -1), groups + " maps=SINGLE_ROWS"),
                Arguments.of(LayerSource.of(shape(32, 256, 56, 56), 1), "passes=FUSED_CHANNELS"),
                Arguments.of(LayerSource.of(shape(8, 64, 56, 56), 1), "passes=FUSED_CHANNELS"),
                Arguments.of(LayerSource.of(shape(4, 16, 112, 112), 1), "passes=FUSED_CHANNELS"),
                Arguments.of(LayerSource.of(shape(1, 64, 7, 7), 1), "passes=FUSED_CHANNELS"),
                Arguments.of(LayerSource.of(shape(32, 512, 7, 7), 1), "passes=FUSED_CHANNELS"),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 8, DYNAMIC), 1), "passes=FUSED_CHANNELS"),
                Arguments.of(LayerSource.of(shape(DYNAMIC, 6, 10, 8), 1, 3), ""),
                Arguments.of(LayerSource.of(shape(1, 32), -1), ""));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void trainingIsScheduled(LayerSource source, String choices) {
        LayerPlan plan = LayerPlan.of(source.algorithm());
        assertEquals(choices, plan.training().schedule().choices().toString());
        assertEquals(choices, plan.trainingGradient().schedule().choices().toString());
    }

    @Test
    void whatWasMeasuredComesFirst() {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 256), -1);
        Map<String, Choices> measured = Map.of("training", Choices.of(Choice.CHANNEL_BLOCKS));
        LayerPlan plan = LayerPlan.of(source.algorithm(), new Scheduler(CostModel.FLOAT32, measured));
        Schedule training = plan.training().schedule();
        assertEquals("sums=CHANNEL_BLOCKS maps=ROW_PAIRS", training.choices().toString());
        assertEquals("sums=CHANNEL_BLOCKS", training.measured().toString());
        assertEquals(
                "sums=ROW_GROUPS maps=ROW_PAIRS",
                plan.trainingGradient().schedule().choices().toString());
    }

    @Test
    void whatCannotBeChosenIsPassedOver() {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 255), -1);
        Map<String, Choices> measured = Map.of("training", Choices.of(Choice.ROW_PAIRS, Choice.FUSED_CHANNELS));
        LayerPlan plan = LayerPlan.of(source.algorithm(), new Scheduler(CostModel.FLOAT32, measured));
        assertEquals("sums=CHANNEL_BLOCKS", plan.training().schedule().choices().toString());
        assertEquals(Choices.NONE, plan.training().schedule().measured());
    }

    @Test
    void candidatesAreAllChoicesOfAllDecisions() {
        LayerPlan plan = LayerPlan.of(LayerSource.of(shape(DYNAMIC, 256), -1).algorithm());
        assertEquals(
                List.of(
                        "sums=ROW_GROUPS maps=ROW_PAIRS",
                        "sums=ROW_GROUPS maps=SINGLE_ROWS",
                        "sums=CHANNEL_BLOCKS maps=ROW_PAIRS",
                        "sums=CHANNEL_BLOCKS maps=SINGLE_ROWS",
                        "sums=ROW_GROUPS maps=NEIGHBOURING_ROWS",
                        "sums=CHANNEL_BLOCKS maps=NEIGHBOURING_ROWS"),
                plan.training().schedule().candidates().stream()
                        .map(Choices::toString)
                        .toList());
        assertEquals(
                List.of("maps=ROW_PAIRS", "maps=SINGLE_ROWS", "maps=NEIGHBOURING_ROWS"),
                plan.inference().schedule().candidates().stream()
                        .map(Choices::toString)
                        .toList());
    }
}
