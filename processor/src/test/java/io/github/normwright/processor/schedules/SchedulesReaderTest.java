package io.github.normwright.processor.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import io.github.normwright.processor.plan.cost.Choice;
import io.github.normwright.processor.plan.cost.Choices;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulesReaderTest {

    private static final String LAYER = "FLOAT32 shape=-1,28,28,128 axis=3 ";

    private static final MeasuredSchedules SCHEDULES = new MeasuredSchedules(Map.of(
            new LayerKey(DType.BFLOAT16, List.of(8, 3, 5), List.of(1, 2)),
            Map.of("inference", Choices.of(Choice.SEPARATE_PASSES)),
            new LayerKey(DType.FLOAT32, List.of(-1, 28, 28, 128), List.of(3)),
            Map.of(
                    "trainingGradient", Choices.of(Choice.SINGLE_ROWS, Choice.ROW_GROUPS),
                    "training", Choices.of(Choice.CHANNEL_BLOCKS))));

    private static final List<String> LINES = List.of(
            "# measured",
            LAYER + "training sums=CHANNEL_BLOCKS",
            LAYER + "trainingGradient sums=ROW_GROUPS maps=SINGLE_ROWS",
            "BFLOAT16 shape=8,3,5 axis=1,2 inference passes=SEPARATE_PASSES");

    @Test
    void linesStandInOrder() {
        assertEquals(LINES, SCHEDULES.lines(List.of("measured")));
    }

    @Test
    void linesAreReadBack() {
        SchedulesReader.Outcome outcome = SchedulesReader.read("file", LINES);
        assertEquals(List.of(), outcome.mistakes());
        assertEquals(SCHEDULES, outcome.schedules());
    }

    @Test
    void emptyLinesAndSpacesAroundLinesMeanNothing() {
        SchedulesReader.Outcome outcome = SchedulesReader.read("file", List.of("", "   ", "  " + LINES.get(1) + " "));
        assertEquals(List.of(), outcome.mistakes());
        assertEquals(
                Map.of("training", Choices.of(Choice.CHANNEL_BLOCKS)),
                outcome.schedules().of(new LayerKey(DType.FLOAT32, List.of(-1, 28, 28, 128), List.of(3))));
    }

    @Test
    void otherLayersHaveNoSchedules() {
        assertEquals(Map.of(), SCHEDULES.of(new LayerKey(DType.FLOAT64, List.of(-1, 28, 28, 128), List.of(3))));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("nonsense", "NW008"),
                Arguments.of(LAYER + "training", "NW008"),
                Arguments.of(LAYER + "training sums", "NW008"),
                Arguments.of(LAYER + "training sums=", "NW008"),
                Arguments.of("FLOAT32 shape=0,4 axis=1 training sums=ROW_GROUPS", "NW008"),
                Arguments.of("FLOAT32 shape=-2,4 axis=1 training sums=ROW_GROUPS", "NW008"),
                Arguments.of("FLOAT32 shape=-1,4 axis=2 training sums=ROW_GROUPS", "NW008"),
                Arguments.of("FLOAT32 shape=-1,99999999999 axis=1 training sums=ROW_GROUPS", "NW008"),
                Arguments.of("FLOAT23 shape=-1,4 axis=1 training sums=ROW_GROUPS", "NW009"),
                Arguments.of(LAYER + "trainig sums=ROW_GROUPS", "NW009"),
                Arguments.of(LAYER + "training sum=ROW_GROUPS", "NW009"),
                Arguments.of(LAYER + "training sums=ROW_PAIRS", "NW009"),
                Arguments.of(LAYER + "training sums=ROW_GROUPS sums=ROW_GROUPS", "NW010"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeLosesItsLineOnly(String line, String code) {
        SchedulesReader.Outcome outcome = SchedulesReader.read("file", List.of(LINES.get(1), line, LINES.get(3)));
        assertEquals(
                List.of(code),
                outcome.mistakes().stream()
                        .map(mistake -> mistake.message().code())
                        .toList());
        assertEquals(2, outcome.mistakes().get(0).arguments().get(0), "the number of the line");
        assertEquals(List.of(LINES.get(1), LINES.get(3)), outcome.schedules().lines(List.of()));
    }

    @Test
    void aProgramIsScheduledOnce() {
        SchedulesReader.Outcome outcome =
                SchedulesReader.read("file", List.of(LINES.get(1), LAYER + "training sums=ROW_GROUPS"));
        assertEquals("NW010", outcome.mistakes().get(0).message().code());
        assertEquals(List.of(LINES.get(1)), outcome.schedules().lines(List.of()));
    }
}
