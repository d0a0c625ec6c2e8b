package io.github.normwright.examples.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeSetTest {

    /** ResNet-50 has 53 layers of batch normalization, MobileNet-v1 27. */
    @Test
    void countsTheLayersOfANetwork() {
        assertEquals(
                List.of(
                        "32x64x112x112 1",
                        "32x256x56x56 4",
                        "32x64x56x56 6",
                        "32x512x28x28 5",
                        "32x128x28x28 8",
                        "32x1024x14x14 7",
                        "32x256x14x14 12",
                        "32x2048x7x7 4",
                        "32x512x7x7 6"),
                texts("resnet50"));
        assertEquals(53, layers("resnet50"));
        assertEquals(27, layers("mobilenet"));
    }

    @Test
    void countsShapesOfNoNetworkOnce() {
        assertEquals(
                List.of("8x3x224x224 1", "2x19x33x33 1", "4x33x27x27 1", "2x251x28x28 1", "8x257x14x14 1"),
                texts("odd"));
        assertEquals(
                List.of("1x64 1", "8x128 1", "32x64 1", "32x512 1", "128x1024 1", "1024x256 1", "4096x64 1"),
                texts("dense"));
    }

    @Test
    void hasShapesForTheOtherNormalizations() {
        assertEquals(
                List.of("4096x64 1", "4096x512 1", "512x768 1", "4096x768 1", "4096x1024 1", "2048x4096 1"),
                texts("transformer"));
        assertEquals(List.of("32x64x56x56 1", "32x128x28x28 1", "32x256x14x14 1", "8x320x32x32 1"), texts("vision"));
        for (Normalization normalization : Normalization.values()) {
            assertFalse(texts(normalization.usualSet()).isEmpty());
        }
    }

    @Test
    void hasFewOutOfANetwork() {
        for (CountedShape few : ShapeSet.parse("resnet50-few")) {
            assertTrue(texts("resnet50").stream().anyMatch(text -> text.startsWith(few.shape() + " ")), few.toString());
        }
    }

    @Test
    void takesSeveralShapesAndSets() {
        assertEquals(List.of("2x3x4x5 1", "9x5 1"), texts("2x3x4x5,9x5"));
        assertEquals(8, texts("dense,2x3").size());
        assertThrows(IllegalArgumentException.class, () -> ShapeSet.parse("dense,"));
    }

    @Test
    void takesASingleShape() {
        assertEquals(List.of("2x3x4x5 1"), texts("2x3x4x5"));
    }

    @Test
    void refusesOtherNames() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> ShapeSet.parse("resnet"));
        assertEquals(
                "expected a set out of dense, mobilenet, odd, resnet50, resnet50-few, transformer, vision, or a shape such as 32x64x56x56, found resnet",
                refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ShapeSet.parse(""));
        assertThrows(IllegalArgumentException.class, () -> ShapeSet.parse("3x4x5"));
    }

    private static List<String> texts(String set) {
        return ShapeSet.parse(set).stream()
                .map(counted -> counted.shape() + " " + counted.times())
                .toList();
    }

    private static int layers(String set) {
        return ShapeSet.parse(set).stream().mapToInt(CountedShape::times).sum();
    }
}
