package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ChecksTest {

    private static final int MOST = Integer.MAX_VALUE;

    @Test
    void saysWhatWasExpectedAndFound() {
        assertEquals("expected a, found 3", Checks.unexpected("a", 3).getMessage());
        assertEquals("expected a, found null", Checks.unexpected("a", null).getMessage());
    }

    @Test
    void boundsNumbersFromBelow() {
        assertDoesNotThrow(() -> Checks.atLeast("count", 1, 1));
        assertDoesNotThrow(() -> Checks.atLeast("count", MOST, Integer.MIN_VALUE));
        assertRefuses("expected count of at least 1, found 0", () -> Checks.atLeast("count", 0, 1));
        assertRefuses(
                "expected count of at least 0, found -2147483648", () -> Checks.atLeast("count", Integer.MIN_VALUE, 0));
    }

    @Test
    void multipliesSizes() {
        assertEquals(0, Checks.elements(0, "batch", MOST));
        assertEquals(0, Checks.elements(784, "batch", 0));
        assertEquals(784, Checks.elements(784, "batch", 1));
        assertEquals(MOST, Checks.elements(1, "batch", MOST));
        assertEquals(MOST, Checks.elements(MOST, "batch", 1));
        assertEquals(2147418112, Checks.elements(65536, "batch", 32767));
    }

    @Test
    void refusesNegativeSizes() {
        assertRefuses("expected batch of at least 0, found -1", () -> Checks.elements(784, "batch", -1));
        assertRefuses("expected batch of at least 0, found -1", () -> Checks.elements(0, "batch", -1));
    }

    @Test
    void refusesMoreElementsThanAnArrayCanHave() {
        assertRefuses(
                "expected at most 2147483647 elements, found 2147483648 for batch 1073741824",
                () -> Checks.elements(2, "batch", 1 << 30));
        assertRefuses(
                "expected at most 2147483647 elements, found 4611686014132420609 for batch 2147483647",
                () -> Checks.elements(MOST, "batch", MOST));
    }

    @Test
    void acceptsTensorsThatFit() {
        assertDoesNotThrow(() -> Checks.tensor("x", 10, 0, 10));
        assertDoesNotThrow(() -> Checks.tensor("x", 10, 7, 3));
        assertDoesNotThrow(() -> Checks.tensor("x", 10, 10, 0));
        assertDoesNotThrow(() -> Checks.tensor("x", 0, 0, 0));
        assertDoesNotThrow(() -> Checks.tensor("x", MOST, 1, MOST - 1));
    }

    @Test
    void refusesNegativeOffsets() {
        assertRefuses("expected xOffset of at least 0, found -1", () -> Checks.tensor("x", 10, -1, 3));
        assertRefuses(
                "expected dyOffset of at least 0, found -2147483648",
                () -> Checks.tensor("dy", 10, Integer.MIN_VALUE, 0));
    }

    @Test
    void refusesTensorsThatEndBehindTheArray() {
        assertRefuses(
                "expected x of at least 11 elements (11 from offset 0), found 10", () -> Checks.tensor("x", 10, 0, 11));
        assertRefuses(
                "expected x of at least 11 elements (3 from offset 8), found 10", () -> Checks.tensor("x", 10, 8, 3));
        assertRefuses(
                "expected x of at least 11 elements (0 from offset 11), found 10", () -> Checks.tensor("x", 10, 11, 0));
    }

    @Test
    void refusesTensorsWhoseEndOverflows() {
        assertRefuses(
                "expected x of at least 4294967294 elements (2147483647 from offset 2147483647), found 10",
                () -> Checks.tensor("x", 10, MOST, MOST));
        assertRefuses(
                "expected x of at least 2147483648 elements (1 from offset 2147483647), found 2147483647",
                () -> Checks.tensor("x", MOST, MOST, 1));
    }

    @Test
    void countsDynamicDimensions() {
        assertDoesNotThrow(() -> Checks.dynamicDimensions(new int[] {1, 2}, 2));
        assertDoesNotThrow(() -> Checks.dynamicDimensions(new int[0], 0));
        assertRefuses(
                "expected dynamicDimensions of length 2, found 1", () -> Checks.dynamicDimensions(new int[] {8}, 2));
        assertRefuses(
                "expected dynamicDimensions of length 0, found 1", () -> Checks.dynamicDimensions(new int[] {8}, 0));
    }

    @Test
    void refusesTheContextOfAnotherLayer() {
        Object layer = new Layer();
        assertDoesNotThrow(() -> Checks.context(layer, layer));
        assertRefuses(
                "expected a context of this layer, found one of another Layer",
                () -> Checks.context(new Layer(), layer));
    }

    @Test
    void tellsOutputsInPlaceFromOutputsApart() {
        int[] array = new int[10];
        assertTrue(Checks.isInPlace("y", array, 2, "x", array, 2, 4));
        assertFalse(Checks.isInPlace("y", array, 6, "x", array, 2, 4));
        assertFalse(Checks.isInPlace("y", array, 2, "x", array, 6, 4));
        assertFalse(Checks.isInPlace("y", array, 2, "x", new int[10], 2, 4));
        assertFalse(Checks.isInPlace("y", array, 2, "x", array, 2, 0));
        assertFalse(Checks.isInPlace("y", array, 0, "x", array, MOST, 4));
    }

    @Test
    void refusesOutputsPartlyOverInputs() {
        int[] array = new int[10];
        assertRefuses(
                "expected y in the place of x or apart from it,"
                        + " found y in elements 5 to 8 and x in elements 2 to 5 of one array",
                () -> Checks.isInPlace("y", array, 5, "x", array, 2, 4));
        assertRefuses(
                "expected y in the place of x or apart from it,"
                        + " found y in elements 1 to 4 and x in elements 2 to 5 of one array",
                () -> Checks.isInPlace("y", array, 1, "x", array, 2, 4));
    }

    @Test
    void refusesTensorsWithCommonElements() {
        int[] array = new int[10];
        assertDoesNotThrow(() -> Checks.apart("dResidual", array, 6, "dx", array, 2, 4));
        assertDoesNotThrow(() -> Checks.apart("dResidual", array, 2, "dx", new int[10], 2, 4));
        assertDoesNotThrow(() -> Checks.apart("dResidual", array, 2, "dx", array, 2, 0));
        assertRefuses(
                "expected dResidual apart from dx, found dResidual in elements 2 to 5 and dx in elements 2 to 5 of one"
                        + " array",
                () -> Checks.apart("dResidual", array, 2, "dx", array, 2, 4));
        assertRefuses(
                "expected dResidual apart from dx, found dResidual in elements 1 to 4 and dx in elements 4 to 7 of one"
                        + " array",
                () -> Checks.apart("dResidual", array, 1, "dx", array, 4, 4));
    }

    private static void assertRefuses(String message, Executable check) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, check).getMessage());
    }

    /** Equal to every other one: a context belongs to one object, not to equal ones. */
    private static final class Layer {

        @Override
        public boolean equals(Object other) {
            return other instanceof Layer;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
