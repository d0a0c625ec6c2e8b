package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Masks and adjustments that are missing, too short or unknown: said in a sentence, with nothing changed. */
class TrainingArgumentsTest {

    private static final LayerSource SOURCE =
            LayerSource.of(shape(DYNAMIC, 3, 2), -1).with("momentum", 0.5);
    private static final LayerSource MASKED = SOURCE.with("mask", true);
    private static final LayerSource ADJUSTED = SOURCE.with("adjustment", true);

    /** Two samples. */
    private static final double[] X = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    private static void assertRefusesToTrain(String message, TestedLayer layer, TestedLayer.Use use) {
        Map<String, double[]> before = layer.variables();
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> use.train(X));
        assertEquals(message, refused.getMessage());
        assertArrayEquals(filled(X.length, TestedLayer.UNTOUCHED), use.output());
        layer.variables().forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
        assertThrows(IllegalStateException.class, () -> use.backward(X), "there is no forward call to differentiate");
    }

    @Test
    void aMaskMustBeGiven() {
        TestedLayer layer = TestedLayer.of(MASKED);
        assertRefusesToTrain(
                "expected the argument mask to be given to the context before train, found none", layer, layer.use());
    }

    @Test
    void aMaskMustBeLongEnough() {
        TestedLayer layer = TestedLayer.of(MASKED);
        assertRefusesToTrain(
                "expected mask of at least 6 elements (6 from offset 0), found 5",
                layer,
                layer.use().argument("mask", filled(5, 1)));
        TestedLayer.Use use = layer.use();
        use.context().argument("mask", new float[7], 2);
        assertRefusesToTrain("expected mask of at least 8 elements (6 from offset 2), found 7", layer, use);
        use.context().argument("mask", new float[7], -1);
        assertRefusesToTrain("expected maskOffset of at least 0, found -1", layer, use);
    }

    @Test
    void bothPartsOfAnAdjustmentMustBeGiven() {
        TestedLayer layer = TestedLayer.of(ADJUSTED);
        for (List<String> names : List.of(
                List.of("adjustment_scale", "adjustment_bias"), List.of("adjustment_bias", "adjustment_scale"))) {
            TestedLayer.Use use = layer.use().argument(names.get(0), 1, 1);
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> use.train(X));
            String missing = names.get(1);
            assertEquals(
                    "expected the argument " + missing + " to be given to the context before train, found none",
                    refused.getMessage());
            use.argument(names.get(1), 1, 1).train(X);
        }
    }

    @Test
    void anAdjustmentMustBeLongEnough() {
        TestedLayer layer = TestedLayer.of(ADJUSTED);
        assertRefusesToTrain(
                "expected adjustment_bias of at least 2 elements (2 from offset 0), found 1",
                layer,
                layer.use().argument("adjustment_scale", 1, 1).argument("adjustment_bias", 1));
        TestedLayer perSample = TestedLayer.of(ADJUSTED.with("adjustmentAxes", List.of(0, 1)));
        assertRefusesToTrain(
                "expected adjustment_scale of at least 6 elements (6 from offset 0), found 5",
                perSample,
                perSample.use().argument("adjustment_scale", filled(5, 1)).argument("adjustment_bias", filled(6, 1)));
    }

    @Test
    void anArgumentMayLieAnywhereInAnArray() {
        TestedLayer layer = TestedLayer.of(MASKED);
        TestedLayer.Use use = layer.use();
        use.context().argument("mask", new float[] {9, 9, 1, 1, 1, 1, 1, 0, 9}, 2);
        use.train(X);
        // Half of 5, the mean of 1, 3, 5, 7 and 9.
        assertEquals(2.5, layer.get("moving_mean")[0], 1e-6);
    }

    @Test
    void anArgumentStaysUntilThereIsAnother() {
        TestedLayer layer = TestedLayer.of(MASKED);
        TestedLayer.Use use = layer.use().argument("mask", 1, 1, 0, 0, 0, 0);
        for (int step = 0; step < 2; step++) {
            layer.set("moving_mean", 0, 0);
            use.train(X);
            assertEquals(1, layer.get("moving_mean")[0], 1e-6);
        }
        layer.set("moving_mean", 0, 0);
        use.argument("mask", 0, 0, 0, 0, 1, 1).train(X);
        assertEquals(5, layer.get("moving_mean")[0], 1e-6);
        // Long enough for the last batch, too short for one with three samples.
        assertThrows(IllegalArgumentException.class, () -> use.train(filled(18, 1)));
    }

    @Test
    void inferenceTakesNoArguments() {
        double[] expected = TestedLayer.of(SOURCE).infer(X);
        assertArrayEquals(expected, TestedLayer.of(MASKED).infer(X));
        assertArrayEquals(expected, TestedLayer.of(ADJUSTED).use().infer(X));
    }

    @Test
    void unknownArgumentsAreRefused() {
        assertUnknown("expected no argument, found mask", SOURCE, "mask");
        assertUnknown("expected the argument mask, found masks", MASKED, "masks");
        assertUnknown("expected the argument adjustment_scale or adjustment_bias, found mask", ADJUSTED, "mask");
    }

    private static void assertUnknown(String message, LayerSource source, String name) {
        TestedLayer.Use use = TestedLayer.of(source).use();
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> use.argument(name, 1));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void anArgumentIsNeverNull() {
        TestedLayer.Use use = TestedLayer.of(MASKED).use();
        assertEquals(
                "mask",
                assertThrows(NullPointerException.class, () -> use.context().argument("mask", null, 0))
                        .getMessage());
    }
}
