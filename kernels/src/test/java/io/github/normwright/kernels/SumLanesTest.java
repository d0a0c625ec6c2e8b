package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

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

    @Test
    void addsFloatsAsATree() {
        Random random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            float[] values = new float[16];
            for (int lane = 0; lane < values.length; lane++) {
                values[lane] = random.nextFloat() * (float) Math.pow(10, random.nextInt(8));
            }
            assertEquals(tree(values), sum(values));
        }
    }

    @Test
    void addsDoublesAsATree() {
        Random random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            double[] values = new double[8];
            for (int lane = 0; lane < values.length; lane++) {
                values[lane] = random.nextDouble() * Math.pow(10, random.nextInt(16));
            }
            assertEquals(tree(values), sum(values));
        }
    }

    @Test
    void changesNothingAndReadsNoOtherLanes() {
        float[] floats = new float[18];
        Arrays.fill(floats, 1);
        floats[0] = 100;
        floats[17] = 100;
        float[] before = floats.clone();
        assertEquals(16, SumLanes.fold(floats, 1));
        assertArrayEquals(before, floats);

        double[] doubles = {100, 1, 1, 1, 1, 1, 1, 1, 1, 100};
        assertEquals(8, SumLanes.fold(doubles, 1));
        assertArrayEquals(new double[] {100, 1, 1, 1, 1, 1, 1, 1, 1, 100}, doubles);
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
        return SumLanes.fold(lanes, 0);
    }

    private static double sum(double[] lanes) {
        return SumLanes.fold(lanes, 0);
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
