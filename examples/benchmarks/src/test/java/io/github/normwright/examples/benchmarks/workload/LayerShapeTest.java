package io.github.normwright.examples.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerShapeTest {

    @Test
    void readsImages() {
        LayerShape shape = LayerShape.parse("32x64x56x48");
        assertEquals(new LayerShape(32, 64, List.of(56, 48)), shape);
        assertEquals("32x64x56x48", shape.toString());
        assertFalse(shape.isDense());
        assertEquals(2688, shape.pixels());
        assertEquals(86016, shape.valuesPerChannel());
        assertEquals(5505024, shape.elements());
    }

    @Test
    void readsDenseLayers() {
        LayerShape shape = LayerShape.parse("32x512");
        assertEquals("32x512", shape.toString());
        assertTrue(shape.isDense());
        assertEquals(1, shape.pixels());
        assertEquals(32, shape.valuesPerChannel());
        assertEquals(16384, shape.elements());
    }

    @Test
    void putsTheChannelsWhereTheLayoutHasThem() {
        LayerShape image = LayerShape.parse("32x64x56x48");
        assertEquals(List.of(32, 64, 56, 48), image.sizes(Layout.NCHW));
        assertEquals(List.of(32, 56, 48, 64), image.sizes(Layout.NHWC));
        LayerShape dense = LayerShape.parse("32x512");
        assertEquals(List.of(32, 512), dense.sizes(Layout.NCHW));
        assertEquals(List.of(32, 512), dense.sizes(Layout.NHWC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "32", "32x", "32x64x56", "32x64x56x56x1", "ax64", "-1x64", "32x64 "})
    void refusesOtherTexts(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> LayerShape.parse(text));
        assertEquals(
                "expected a shape such as 32x64x56x56 (batch, channels, height, width) or 32x512, found " + text,
                refused.getMessage());
    }

    @Test
    void refusesEmptyDimensions() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> LayerShape.parse("32x0x7x7"));
        assertEquals("expected sizes of at least 1, found 32x0x7x7", refused.getMessage());
    }

    @Test
    void refusesMoreElementsThanAnArrayHas() {
        assertThrows(
                ArithmeticException.class, () -> LayerShape.parse("65536x65536").elements());
    }
}
