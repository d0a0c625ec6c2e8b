package io.github.normwright.processor.plan.rewrite;

import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Activation;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.cost.Choice;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which maps take neighbouring rows at once because the tensor is small. */
class RowsInGroupsTest {

    private static final LayerSource SMALL = LayerSource.of(shape(32, 64), -1);

    private static Program training(LayerSource source) {
        return LayerPlan.of(source.algorithm()).training().program();
    }

    private static List<Loop.Kind> loopsOf(Program program, String result) {
        return program.nests().stream()
                .filter(nest -> nest.results().contains(result))
                .flatMap(nest -> nest.loops().stream())
                .map(Loop::kind)
                .toList();
    }

    private static boolean mayTakeNeighbours(LayerSource source) {
        return LayerPlan.of(source.algorithm()).inference().schedule().candidates().stream()
                .anyMatch(candidate -> candidate.has(Choice.NEIGHBOURING_ROWS));
    }

    @Test
    void mapsOverRowsTakeNeighbours() {
        assertEquals(List.of(Loop.Kind.GROUPS, Loop.Kind.LANES), loopsOf(training(SMALL), "y"));
        assertEquals(
                List.of(Loop.Kind.GROUPS, Loop.Kind.LANES),
                loopsOf(LayerPlan.of(SMALL.algorithm()).trainingGradient().program(), "dx"));
    }

    @Test
    void thePivotIsThatOfTheFirstRowAlone() {
        assertEquals(List.of(Loop.Kind.FIRST, Loop.Kind.LANES), loopsOf(training(SMALL), "pivot"));
    }

    @Test
    void rowsThatAreNoWholeVectorsHaveNoSuchChoice() {
        assertTrue(mayTakeNeighbours(SMALL));
        assertFalse(mayTakeNeighbours(LayerSource.of(shape(32, 72), -1)));
    }

    @Test
    void functionsAreComputedForOneRowAtATime() {
        LayerSource source = SMALL.with("activation", Activation.GELU);
        assertFalse(mayTakeNeighbours(source));
        assertEquals(List.of(Loop.Kind.SEQUENTIAL, Loop.Kind.LANES), loopsOf(training(source), "y"));
    }
}
