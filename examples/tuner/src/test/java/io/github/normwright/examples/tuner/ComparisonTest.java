package io.github.normwright.examples.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import io.github.normwright.processor.plan.cost.Choice;
import io.github.normwright.processor.plan.cost.Choices;
import io.github.normwright.processor.schedules.LayerKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final LayerKey LAYER = new LayerKey(DType.FLOAT32, List.of(-1, 16), List.of(1));

    private static Comparison of(double first, double second) {
        return new Comparison(
                LAYER,
                "inference",
                List.of(Choices.of(Choice.ROW_PAIRS), Choices.of(Choice.SINGLE_ROWS)),
                List.of(first, second));
    }

    @Test
    void theFastestIsBest() {
        assertEquals(0, of(100, 200).best());
        assertEquals(1, of(200, 100).best());
    }

    @Test
    void theModelIsFollowedWhereDifferencesAreNoise() {
        assertEquals(0, of(100, 98).best());
        assertEquals(1, of(100, 96).best());
    }

    @Test
    void theBestIsWrittenForItsLayerAndProgram() {
        assertEquals(
                List.of("# here", "FLOAT32 shape=-1,16 axis=1 inference maps=SINGLE_ROWS"),
                Tuner.best(List.of(of(200, 100))).lines(List.of("here")));
    }
}
