package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class WorkspaceTest {

    @Test
    void keepsFloatsThatAreLongEnough() {
        float[] array = {1, 2, 3};
        assertSame(array, Workspace.atLeast(array, 0));
        assertSame(array, Workspace.atLeast(array, 2));
        assertSame(array, Workspace.atLeast(array, 3));
        assertArrayEquals(new float[] {1, 2, 3}, array);
    }

    @Test
    void replacesFloatsThatAreTooShortByZeros() {
        assertArrayEquals(new float[4], Workspace.atLeast(new float[] {1, 2, 3}, 4));
        assertArrayEquals(new float[1], Workspace.atLeast(new float[0], 1));
    }

    @Test
    void keepsDoublesThatAreLongEnough() {
        double[] array = {1, 2, 3};
        assertSame(array, Workspace.atLeast(array, 0));
        assertSame(array, Workspace.atLeast(array, 2));
        assertSame(array, Workspace.atLeast(array, 3));
        assertArrayEquals(new double[] {1, 2, 3}, array);
    }

    @Test
    void replacesDoublesThatAreTooShortByZeros() {
        assertArrayEquals(new double[4], Workspace.atLeast(new double[] {1, 2, 3}, 4));
        assertArrayEquals(new double[1], Workspace.atLeast(new double[0], 1));
    }

    @Test
    void statisticsGrowAndStay() {
        Moments four = Workspace.atLeast(new Moments(1), 4);
        assertEquals(4, four.channels());
        assertSame(four, Workspace.atLeast(four, 3));
        assertSame(four, Workspace.atLeast(four, 0));
    }

    @Test
    void wrapsValuesAsFarAsThereIsRoom() {
        float[] floats = new float[8];
        Workspace.wrap(new float[] {9, 1, 2, 3, 9}, 1, floats, 3);
        assertArrayEquals(new float[] {1, 2, 3, 1, 2, 3, 1, 2}, floats);
        double[] doubles = new double[5];
        Workspace.wrap(new double[] {1, 2, 9}, doubles, 2);
        assertArrayEquals(new double[] {1, 2, 1, 2, 1}, doubles);
    }

    @Test
    void wrapsTheValuesOfSomeRows() {
        float[] floats = new float[12];
        Workspace.wrap(new float[] {1, 2, 3, 4, 5, 6}, 2, 1, 3, floats, 3);
        assertArrayEquals(new float[] {0, 0, 0, 3, 4, 3, 5, 6, 5, 0, 0, 0}, floats);
        double[] doubles = new double[10];
        Workspace.wrap(new double[] {9, 1, 2, 3, 4}, 1, 2, 0, 2, doubles, 5);
        assertArrayEquals(new double[] {1, 2, 1, 2, 1, 3, 4, 3, 4, 3}, doubles);
    }

    @Test
    void copiesValuesForTheMembersOfSomeGroups() {
        float[] floats = new float[8];
        Workspace.spread(new float[] {9, 1, 2, 3, 4}, 1, 2, 1, 3, floats);
        assertArrayEquals(new float[] {0, 0, 2, 2, 3, 3, 0, 0}, floats);
        double[] doubles = new double[8];
        Workspace.spread(new double[] {1, 2, 3, 4}, 2, 1, 3, doubles);
        assertArrayEquals(new double[] {0, 0, 2, 2, 3, 3, 0, 0}, doubles);
    }

    @Test
    void repeatsValuesBehindThemselvesOnly() {
        float[] floats = {9, 1, 2, 0, 0, 0, 0, 9};
        Workspace.repeat(floats, 1, 2, 6);
        assertArrayEquals(new float[] {9, 1, 2, 1, 2, 1, 2, 9}, floats);
        double[] doubles = {1, 2, 3};
        Workspace.repeat(doubles, 0, 3, 3);
        assertArrayEquals(new double[] {1, 2, 3}, doubles);
    }
}
