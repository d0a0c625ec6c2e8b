package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which lanes are added: the upper half onto the lower half until one is left. */
class SumLanesTest {

    @Test
    void halvesMeetBeforeNeighbours() {
        float[] halvesCancel = new float[16];
        halvesCancel[0] = 1e9f;
        halvesCancel[8] = -1e9f;
        halvesCancel[1] = 1;
        assertEquals(1, sum(halvesCancel));

        float[] neighboursCancel = new float[16];
        neighboursCancel[0] = 1e9f;
        neighboursCancel[1] = -1e9f;
        neighboursCancel[8] = 1;
        assertEquals(0, sum(neighboursCancel));
    }

    @Test
    void halvesOfDoublesMeetBeforeNeighbours() {
        double[] halvesCancel = {1e17, 1, 0, 0, -1e17, 0, 0, 0};
        assertEquals(1, sum(halvesCancel));

        double[] neighboursCancel = {1e17, -1e17, 0, 0, 1, 0, 0, 0};
        assertEquals(0, sum(neighboursCancel));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void addsFloatsAsATree(int lanes) {
        Random random = new Random(lanes);
        for (int round = 0; round < 200; round++) {
            float[] values = new float[lanes];
            for (int lane = 0; lane < lanes; lane++) {
                values[lane] = random.nextFloat() * (float) Math.pow(10, random.nextInt(8));
            }
            assertEquals(tree(values), sum(values));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void addsDoublesAsATree(int lanes) {
        Random random = new Random(lanes);
        for (int round = 0; round < 200; round++) {
            double[] values = new double[lanes];
            for (int lane = 0; lane < lanes; lane++) {
                values[lane] = random.nextDouble() * Math.pow(10, random.nextInt(16));
            }
            assertEquals(tree(values), sum(values));
        }
    }

    @Test
    void leavesTheLanesOfOtherSums() {
        float[] floats = {1, 2, 3, 4, 5, 6, 7, 8};
        SumLanes.fold(floats, 2, 4);
        assertEquals(18, floats[2]);
        assertArrayEquals(new float[] {1, 2}, Arrays.copyOf(floats, 2));
        assertArrayEquals(new float[] {7, 8}, Arrays.copyOfRange(floats, 6, 8));
        double[] doubles = {1, 2, 3, 4, 5, 6, 7, 8};
        SumLanes.fold(doubles, 2, 4);
        assertEquals(18, doubles[2]);
        assertArrayEquals(new double[] {1, 2}, Arrays.copyOf(doubles, 2));
        assertArrayEquals(new double[] {7, 8}, Arrays.copyOfRange(doubles, 6, 8));
    }

    @Test
    void rowsOfLanesAreAddedLaneByLane() {
        float[] floats = {9, 1, 2, 10, 20, 100, 200, 1000, 2000, 9};
        SumLanes.fold(floats, 1, 4, 2);
        assertArrayEquals(new float[] {9, 1111, 2222}, Arrays.copyOf(floats, 3));
        assertEquals(9, floats[9]);
        double[] doubles = {9, 1, 2, 10, 20, 100, 200, 1000, 2000, 9};
        SumLanes.fold(doubles, 1, 4, 2);
        assertArrayEquals(new double[] {9, 1111, 2222}, Arrays.copyOf(doubles, 3));
        assertEquals(9, doubles[9]);
    }

    private static float sum(float[] lanes) {
        float[] values = lanes.clone();
        SumLanes.fold(values, 0, lanes.length);
        return values[0];
    }

    private static double sum(double[] lanes) {
        double[] values = lanes.clone();
        SumLanes.fold(values, 0, lanes.length);
        return values[0];
    }

    private static float tree(float[] lanes) {
        if (lanes.length == 1) {
            return lanes[0];
        }
        float[] folded = Arrays.copyOf(lanes, lanes.length / 2);
        for (int lane = 0; lane < folded.length; lane++) {
            folded[lane] = lanes[lane] + lanes[folded.length + lane];
        }
        return tree(folded);
    }

    private static double tree(double[] lanes) {
        if (lanes.length == 1) {
            return lanes[0];
        }
        double[] folded = Arrays.copyOf(lanes, lanes.length / 2);
        for (int lane = 0; lane < folded.length; lane++) {
            folded[lane] = lanes[lane] + lanes[folded.length + lane];
        }
        return tree(folded);
    }
}
