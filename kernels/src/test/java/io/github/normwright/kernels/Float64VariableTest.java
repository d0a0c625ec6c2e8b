package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class Float64VariableTest {

    private final Float64Variable gamma = new Float64Variable("gamma", true, true, 1.5, 3);

    @Test
    void startsWithItsInitialValueEverywhere() {
        assertArrayEquals(new double[] {1.5, 1.5, 1.5}, gamma.values());
        assertEquals("gamma", gamma.name());
        assertTrue(gamma.isParameter());
        assertFalse(new Float64Variable("moving_mean", false, false, 0, 3).isParameter());
        assertEquals(0, gamma.version());
    }

    @Test
    void hasTheProductOfItsShapeAsSize() {
        assertEquals(List.of(3), gamma.shape());
        assertEquals(3, gamma.size());
        Float64Variable matrix = new Float64Variable("gamma", true, true, 0, 2, 5, 3);
        assertEquals(List.of(2, 5, 3), matrix.shape());
        assertEquals(30, matrix.size());
    }

    @Test
    void isOneNumberWithoutAShape() {
        Float64Variable count = new Float64Variable("count", false, false, 7);
        assertEquals(List.of(), count.shape());
        assertEquals(1, count.size());
        assertArrayEquals(new double[] {7}, count.values());
    }

    @Test
    void keepsItsShape() {
        Integer[] sizes = {2, 5};
        Float64Variable variable = new Float64Variable("gamma", true, true, 0, sizes);
        sizes[0] = 9;
        assertEquals(List.of(2, 5), variable.shape());
        assertThrowsExactly(
                UnsupportedOperationException.class, () -> variable.shape().set(0, 9));
    }

    @Test
    void handsOutCopies() {
        gamma.values()[0] = 9;
        assertArrayEquals(new double[] {1.5, 1.5, 1.5}, gamma.values());
        assertEquals(0, gamma.version());
    }

    @Test
    void copiesWhatIsSet() {
        double[] source = {1, 2, 3};
        gamma.set(source);
        source[0] = 9;
        assertArrayEquals(new double[] {1, 2, 3}, gamma.values());
        assertEquals(1, gamma.version());
    }

    @Test
    void readsIntoAPartOfAnArray() {
        gamma.set(new double[] {1, 2, 3});
        double[] target = {-1, -1, -1, -1, -1};
        gamma.read(target, 1);
        assertArrayEquals(new double[] {-1, 1, 2, 3, -1}, target);
        gamma.read(target, 2);
        assertArrayEquals(new double[] {-1, 1, 1, 2, 3}, target);
        assertEquals(1, gamma.version());
    }

    @Test
    void writesFromAPartOfAnArray() {
        gamma.write(new double[] {9, 1, 2, 3, 9}, 1);
        assertArrayEquals(new double[] {1, 2, 3}, gamma.values());
        gamma.write(new double[] {9, 9, 4, 5, 6}, 2);
        assertArrayEquals(new double[] {4, 5, 6}, gamma.values());
        assertEquals(2, gamma.version());
    }

    @Test
    void addsAMultipleOfAnArray() {
        double[] delta = {1, 0, -4};
        gamma.add(-0.5, delta);
        assertArrayEquals(new double[] {1, 1.5, 3.5}, gamma.values());
        assertArrayEquals(new double[] {1, 0, -4}, delta);
        assertEquals(1, gamma.version());
    }

    @Test
    void usesTheFactorUnrounded() {
        Float64Variable variable = new Float64Variable("beta", true, true, 0.1, 1);
        variable.add(0.7, new double[] {3});
        assertEquals(0.1 + 0.7 * 3, variable.values()[0]);
    }

    @Test
    void sharesItsArrayWithItsLayer() {
        double[] array = gamma.array();
        array[1] = 9;
        assertSame(array, gamma.array());
        assertArrayEquals(new double[] {1.5, 9, 1.5}, gamma.values());
        assertEquals(0, gamma.version());
        gamma.changed();
        assertEquals(1, gamma.version());
        gamma.set(new double[] {1, 2, 3});
        assertArrayEquals(new double[] {1, 2, 3}, array);
    }

    @Test
    void addsItsOwnArrayToItself() {
        gamma.add(1, gamma.array());
        assertArrayEquals(new double[] {3, 3, 3}, gamma.values());
    }

    @Test
    void refusesOtherNumbersOfValues() {
        assertRefuses("expected 3 values in source of gamma, found 2", () -> gamma.set(new double[2]));
        assertRefuses("expected 3 values in source of gamma, found 4", () -> gamma.set(new double[4]));
        assertRefuses("expected 3 values in delta of gamma, found 2", () -> gamma.add(1, new double[2]));
        assertRefuses("expected 3 values in delta of gamma, found 4", () -> gamma.add(1, new double[4]));
    }

    @Test
    void refusesArraysThatEndTooEarly() {
        assertRefuses(
                "expected source of at least 4 elements (3 from offset 1), found 3",
                () -> gamma.write(new double[3], 1));
        assertRefuses("expected sourceOffset of at least 0, found -1", () -> gamma.write(new double[3], -1));
        double[] target = {7, 7, 7};
        assertRefuses("expected target of at least 4 elements (3 from offset 1), found 3", () -> gamma.read(target, 1));
        assertRefuses("expected targetOffset of at least 0, found -1", () -> gamma.read(target, -1));
        assertArrayEquals(new double[] {7, 7, 7}, target);
    }

    @Test
    void printsNameShapeAndValues() {
        assertEquals("gamma [3] [1.5, 1.5, 1.5]", gamma.toString());
    }

    private void assertRefuses(String message, Executable call) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, call).getMessage());
        assertArrayEquals(new double[] {1.5, 1.5, 1.5}, gamma.values());
        assertEquals(0, gamma.version());
    }
}
