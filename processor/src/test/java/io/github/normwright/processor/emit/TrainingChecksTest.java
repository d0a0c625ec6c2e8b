package io.github.normwright.processor.emit;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Switch;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a layer with arguments says and checks of them, in the sizes and axes that its user knows. */
class TrainingChecksTest {

    private static final LayerSource CUT = LayerSource.of(shape(DYNAMIC, 28, 28, 64), -1)
            .with("virtualBatchSize", 4)
            .with("mask", true);

    private static String layer(LayerSource source) {
        return Compiled.of(source).sources().get(source.className());
    }

    private static void assertContains(String part, String text) {
        assertTrue(text.contains(part), () -> part + " is missing in\n" + text);
    }

    @Test
    void theSizeOfAnArgumentIsOneProduct() {
        assertContains("maskOffset, batch * 784);", layer(CUT));
        assertContains("maskOffset, batch);", layer(CUT.with("maskAxes", List.of(0))));
        assertContains("adjustmentScaleOffset, 64);", layer(CUT.with("adjustment", true)));
    }

    @Test
    void anArgumentIsDocumentedAlongAxesOfTheShape() {
        assertContains("@param mask holds a value for each index along axes 0, 1 and 2, row-major;", layer(CUT));
        assertContains(
                "@param mask holds a value for each index along axis 0;", layer(CUT.with("maskAxes", List.of(0))));
    }

    @Test
    void aVirtualBatchIsCountedWithoutTheOthers() {
        LayerSource source = CUT.with("mask", false).with("refuseSingleValues", Switch.ON);
        String layer = layer(source);
        assertContains("Checks.multiple(\"batch\", batch, 4);", layer);
        assertContains("Checks.severalValues(3136, 2);", layer);
    }

    @Test
    void nothingIsCheckedWhereNothingCanBeWrong() {
        assertFalse(layer(LayerSource.of(shape(DYNAMIC, 64), -1)).contains("checkTraining"));
    }
}
