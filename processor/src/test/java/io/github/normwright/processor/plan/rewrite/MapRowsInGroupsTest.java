package io.github.normwright.processor.plan.rewrite;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.BatchNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which maps over rows take several of them at once. */
class MapRowsInGroupsTest {

    private static final LayerSource LAYER = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 64), -1);

    /** The first loop of the map of inference. */
    private static Loop.Kind rows(LayerSource source) {
        return rows(LayerPlan.of(source.algorithm()).inference().programs(), "y");
    }

    /** The first loop of the map of backward. */
    private static Loop.Kind rowsOfGradient(LayerSource source) {
        return rows(LayerPlan.of(source.algorithm()).trainingGradient().programs(), "dx");
    }

    private static Loop.Kind rows(List<Program> programs, String stored) {
        List<Loop> loops = programs.stream()
                .flatMap(program -> program.nests().stream())
                .filter(nest -> nest.results().contains(stored))
                .findFirst()
                .orElseThrow()
                .loops();
        return loops.get(0).kind();
    }

    @Test
    void rowsWithGammaAndBetaInCommonAreTakenTogether() {
        assertEquals(Loop.Kind.GROUPS, rows(LAYER));
        assertEquals(Loop.Kind.GROUPS, rows(LAYER.with("residual", true).with("activation", Activation.RELU)));
    }

    @Test
    void rowsWithLessInCommonAreTakenOneByOne() {
        assertEquals(Loop.Kind.SEQUENTIAL, rows(LAYER.with("center", false)));
        assertEquals(Loop.Kind.SEQUENTIAL, rows(LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 64), -1)));
    }

    @Test
    void gradientsThatComputeTheOutputAgainHaveBetaInCommonAsWell() {
        assertEquals(Loop.Kind.SEQUENTIAL, rowsOfGradient(LAYER));
        assertEquals(Loop.Kind.GROUPS, rowsOfGradient(LAYER.with("activation", Activation.HARD_SWISH)));
    }

    @Test
    void rowsThatAreNoWholeVectorsAreTakenOneByOne() {
        assertEquals(Loop.Kind.SEQUENTIAL, rows(LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 72), -1)));
    }

    @Test
    void functionsAreComputedForOneRowAtATime() {
        assertEquals(Loop.Kind.SEQUENTIAL, rows(LAYER.with("activation", Activation.GELU)));
    }

    @Test
    void rowsWithStatisticsInCommonKeepTheirPairs() {
        assertEquals(Loop.Kind.PAIRS, rows(LayerSource.of(BatchNormalization.class, shape(DYNAMIC, 56, 56, 64), -1)));
    }
}
