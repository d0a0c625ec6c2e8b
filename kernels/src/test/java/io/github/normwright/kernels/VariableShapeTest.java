package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import org.junit.jupiter.api.Test;

class VariableShapeTest {

    @Test
    void acceptsShapesThatTheValuesFill() {
        assertDoesNotThrow(() -> VariableShape.check(6, new int[] {6}));
        assertDoesNotThrow(() -> VariableShape.check(6, new int[] {1, 2, 1, 3}));
        assertDoesNotThrow(() -> VariableShape.check(1, new int[] {}));
        assertDoesNotThrow(() -> VariableShape.check(Integer.MAX_VALUE, new int[] {1, Integer.MAX_VALUE}));
    }

    @Test
    void refusesOtherShapes() {
        assertRefuses("expected a shape of 6 values, found [5]", 6, 5);
        assertRefuses("expected a shape of 6 values, found [7]", 6, 7);
        assertRefuses("expected a shape of 6 values, found []", 6);
        assertRefuses("expected a shape of 6 values, found [2, 0]", 6, 2, 0);
        assertRefuses("expected a shape of 0 values, found [0]", 0, 0);
    }

    @Test
    void refusesNegativeSizesWithAPositiveProduct() {
        assertRefuses("expected a shape of 6 values, found [-2, -3]", 6, -2, -3);
    }

    @Test
    void refusesProductsThatOverflow() {
        assertRefuses(
                "expected a shape of 0 values, found [65536, 65536, 65536, 65536]", 0, 65536, 65536, 65536, 65536);
        assertRefuses("expected a shape of 6 values, found [2147483647, 2147483647]", 6, 2147483647, 2147483647);
    }

    private static void assertRefuses(String message, int size, int... shape) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, () -> VariableShape.check(size, shape))
                        .getMessage());
    }
}
