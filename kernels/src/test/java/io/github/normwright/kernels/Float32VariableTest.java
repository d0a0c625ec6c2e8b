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

class Float32VariableTest {

    private final Float32Variable gamma = new Float32Variable("gamma", true, true, 1.5f, 3);

    @Test
    void startsWithItsInitialValueEverywhere() {
        assertArrayEquals(new float[] {1.5f, 1.5f, 1.5f}, gamma.values());
        assertEquals("gamma", gamma.name());
        assertTrue(gamma.isParameter());
        assertFalse(new Float32Variable("moving_mean", false, false, 0, 3).isParameter());
        assertEquals(0, gamma.version());
    }

    @Test
    void hasTheProductOfItsShapeAsSize() {
        assertEquals(List.of(3), gamma.shape());
        assertEquals(3, gamma.size());
        Float32Variable matrix = new Float32Variable("gamma", true, true, 0, 2, 5, 3);
        assertEquals(List.of(2, 5, 3), matrix.shape());
        assertEquals(30, matrix.size());
    }

    @Test
    void isOneNumberWithoutAShape() {
        Float32Variable count = new Float32Variable("count", false, false, 7);
        assertEquals(List.of(), count.shape());
        assertEquals(1, count.size());
        assertArrayEquals(new float[] {7}, count.values());
    }

    @Test
    void keepsItsShape() {
        Integer[] sizes = {2, 5};
        Float32Variable variable = new Float32Variable("gamma", true, true, 0, sizes);
        sizes[0] = 9;
        assertEquals(List.of(2, 5), variable.shape());
        assertThrowsExactly(
                UnsupportedOperationException.class, () -> variable.shape().set(0, 9));
    }

    @Test
    void handsOutCopies() {
        gamma.values()[0] = 9;
        assertArrayEquals(new float[] {1.5f, 1.5f, 1.5f}, gamma.values());
        assertEquals(0, gamma.version());
    }

    @Test
    void copiesWhatIsSet() {
        float[] source = {1, 2, 3};
        gamma.set(source);
        source[0] = 9;
        assertArrayEquals(new float[] {1, 2, 3}, gamma.values());
        assertEquals(1, gamma.version());
    }

    @Test
    void readsIntoAPartOfAnArray() {
        gamma.set(new float[] {1, 2, 3});
        float[] target = {-1, -1, -1, -1, -1};
        gamma.read(target, 1);
        assertArrayEquals(new float[] {-1, 1, 2, 3, -1}, target);
        gamma.read(target, 2);
        assertArrayEquals(new float[] {-1, 1, 1, 2, 3}, target);
        assertEquals(1, gamma.version());
    }

    @Test
    void writesFromAPartOfAnArray() {
        gamma.write(new float[] {9, 1, 2, 3, 9}, 1);
        assertArrayEquals(new float[] {1, 2, 3}, gamma.values());
        gamma.write(new float[] {9, 9, 4, 5, 6}, 2);
        assertArrayEquals(new float[] {4, 5, 6}, gamma.values());
        assertEquals(2, gamma.version());
    }

    @Test
    void addsAMultipleOfAnArray() {
        float[] delta = {1, 0, -4};
        gamma.add(-0.5, delta);
        assertArrayEquals(new float[] {1, 1.5f, 3.5f}, gamma.values());
        assertArrayEquals(new float[] {1, 0, -4}, delta);
        assertEquals(1, gamma.version());
    }

    @Test
    void roundsTheFactorBeforeItAdds() {
        Float32Variable variable = new Float32Variable("beta", true, true, 0.1f, 1);
        variable.add(0.7, new float[] {3});
        assertEquals(0.1f + 0.7f * 3f, variable.values()[0]);
    }

    @Test
    void sharesItsArrayWithItsLayer() {
        float[] array = gamma.array();
        array[1] = 9;
        assertSame(array, gamma.array());
        assertArrayEquals(new float[] {1.5f, 9, 1.5f}, gamma.values());
        assertEquals(0, gamma.version());
        gamma.changed();
        assertEquals(1, gamma.version());
        gamma.set(new float[] {1, 2, 3});
        assertArrayEquals(new float[] {1, 2, 3}, array);
    }

    @Test
    void addsItsOwnArrayToItself() {
        gamma.add(1, gamma.array());
        assertArrayEquals(new float[] {3, 3, 3}, gamma.values());
    }

    @Test
    void refusesOtherNumbersOfValues() {
        assertRefuses("expected 3 values in source of gamma, found 2", () -> gamma.set(new float[2]));
        assertRefuses("expected 3 values in source of gamma, found 4", () -> gamma.set(new float[4]));
        assertRefuses("expected 3 values in delta of gamma, found 2", () -> gamma.add(1, new float[2]));
        assertRefuses("expected 3 values in delta of gamma, found 4", () -> gamma.add(1, new float[4]));
    }

    @Test
    void refusesArraysThatEndTooEarly() {
        assertRefuses(
                "expected source of at least 4 elements (3 from offset 1), found 3",
                () -> gamma.write(new float[3], 1));
        assertRefuses("expected sourceOffset of at least 0, found -1", () -> gamma.write(new float[3], -1));
        float[] target = {7, 7, 7};
        assertRefuses("expected target of at least 4 elements (3 from offset 1), found 3", () -> gamma.read(target, 1));
        assertRefuses("expected targetOffset of at least 0, found -1", () -> gamma.read(target, -1));
        assertArrayEquals(new float[] {7, 7, 7}, target);
    }

    @Test
    void printsNameShapeAndValues() {
        assertEquals("gamma [3] [1.5, 1.5, 1.5]", gamma.toString());
    }

    private void assertRefuses(String message, Executable call) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, call).getMessage());
        assertArrayEquals(new float[] {1.5f, 1.5f, 1.5f}, gamma.values());
        assertEquals(0, gamma.version());
    }
}
