package io.github.normwright.processor.plan.cost;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.LayerNormalization;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes by the sizes of tensors, and the caches that serve what is read again. */
class TrafficTest {

    private static final ElementBytes FLOAT32 = new ElementBytes(4, 4);

    private static List<String> lines(LayerPlan.Scheduled scheduled, ElementBytes elements) {
        return new TrafficPrinter(Machine.ASSUMED).print(Traffic.of(scheduled.program(), elements));
    }

    private static LayerPlan plan(LayerSource source) {
        return LayerPlan.of(source.algorithm());
    }

    private static LayerPlan plan(LayerSource source, Choice choice) {
        Map<String, Choices> measured = Map.of("training", Choices.of(choice), "trainingGradient", Choices.of(choice));
        return LayerPlan.of(source.algorithm(), new Scheduler(CostModel.FLOAT32, measured));
    }

    @Test
    void aStaticShapeGivesNumbers() {
        // 100 rows of 64 channels are 25600 bytes; x and y together are more than 32 KiB.
        LayerPlan plan = plan(LayerSource.of(shape(100, 64), -1));
        assertEquals(
                List.of(
                        "statistics: reads x",
                        "normalize: reads x again, from L2; writes y",
                        "in all 76800 bytes per call"),
                lines(plan.training(), FLOAT32));
        assertEquals(
                List.of(
                        "gradientSums: reads dy and x",
                        "inputGradient: reads dy and x again, from L2; writes dx",
                        "in all 128000 bytes per call"),
                lines(plan.trainingGradient(), FLOAT32));
        assertEquals(
                List.of("normalize: reads x; writes y", "in all 51200 bytes per call"),
                lines(plan.inference(), FLOAT32));
    }

    @Test
    void tensorsCountInTheirOwnType() {
        LayerPlan plan = plan(LayerSource.of(shape(100, 64), -1));
        assertEquals(
                List.of(
                        "statistics: reads x",
                        "normalize: reads x again, from L1; writes y",
                        "in all 38400 bytes per call"),
                lines(plan.training(), new ElementBytes(2, 4)));
    }

    @Test
    void aDynamicShapeGivesFormulas() {
        LayerPlan plan = plan(LayerSource.of(shape(DYNAMIC, 28, 28, 128), -1));
        assertEquals(
                List.of(
                        "statistics: reads x",
                        "normalize: reads x again, from L2 up to batch = 1, L3 up to batch = 41, memory beyond; writes y",
                        "in all 1204224 bytes * batch per call"),
                lines(plan.training(), FLOAT32));
    }

    @Test
    void whatIsFusedCountsByTheChannel() {
        LayerSource source = LayerSource.of(shape(32, 64, 56, 56), 1);
        // A part has four channels of 32 * 3136 elements, 3211264 bytes with y; the tensor has 25690112 bytes.
        assertEquals(
                "normalize: reads x again, from L3; writes y",
                lines(plan(source, Choice.FUSED_CHANNELS).training(), FLOAT32).get(1));
        assertEquals(
                "normalize: reads x again, from memory; writes y",
                lines(plan(source, Choice.SEPARATE_PASSES).training(), FLOAT32).get(1));
        // A channel of planes that are too large to be taken in the order of memory: 640000 bytes with y.
        LayerSource large = LayerSource.of(shape(8, 64, 100, 100), 1);
        assertEquals(
                "normalize: reads x again, from L2; writes y",
                lines(plan(large, Choice.FUSED_CHANNELS).training(), FLOAT32).get(1));
    }

    @Test
    void partsHaveSeveralRowsThatAreFewElementsTogether() {
        // 16384 elements of x and y are 131072 bytes; a row has 512, and all of four rows 2048.
        LayerSource source = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 64), -1);
        assertEquals(
                "normalize: reads x again, from L2; writes y",
                lines(plan(source).training(), FLOAT32).get(1));
        LayerSource small = LayerSource.of(LayerNormalization.class, shape(4, 64), -1);
        assertEquals(
                "normalize: reads x again, from L1; writes y",
                lines(plan(small).training(), FLOAT32).get(1));
    }

    @Test
    void severalDynamicSizesAreMultiplied() {
        LayerPlan plan = plan(LayerSource.of(shape(DYNAMIC, 8, DYNAMIC), 1));
        assertEquals(
                "normalize: reads x again, from L3 up to batch * dimension2 = 4194304, memory beyond; writes y",
                lines(plan.training(), FLOAT32).get(1));
    }

    @Test
    void masksAreReadAsWell() {
        LayerPlan plan = plan(LayerSource.of(shape(10, 6, 4), -1).with("mask", true));
        assertEquals(
                "statistics: reads mask and x", lines(plan.training(), FLOAT32).get(0));
        // 60 numbers of the mask once, x twice and y once.
        assertEquals(
                "in all 3120 bytes per call", lines(plan.training(), FLOAT32).get(2));
    }
}
