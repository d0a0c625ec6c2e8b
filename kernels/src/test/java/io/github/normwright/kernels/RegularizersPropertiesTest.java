package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.OrthogonalMode;
import io.github.normwright.api.VariableRegularizer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RegularizersPropertiesTest {

    private static final double STEP = 1e-5;

    @Property(tries = 200)
    void gradientsOfL1L2AreTheSlopesOfThePenalty(
            @ForAll @DoubleRange(max = 2) double l1,
            @ForAll @DoubleRange(max = 2) double l2,
            @ForAll @IntRange(min = 1, max = 30) int size,
            @ForAll Random random) {
        assertGradientIsSlope(Regularizers.l1L2(l1, l2), random, size);
    }

    @Property(tries = 200)
    void gradientsOfOrthogonalAreTheSlopesOfThePenalty(
            @ForAll @DoubleRange(max = 2) double factor,
            @ForAll OrthogonalMode mode,
            @ForAll @IntRange(min = 2, max = 6) int rows,
            @ForAll @IntRange(min = 2, max = 6) int columns,
            @ForAll Random random) {
        assertGradientIsSlope(Regularizers.orthogonal(factor, mode), random, rows, columns);
    }

    @Property(tries = 200)
    void columnsAreTheRowsOfTheTransposedMatrix(
            @ForAll @IntRange(min = 2, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll Random random) {
        double[] values = random.doubles(rows * columns, -1, 1).toArray();
        double[] transposed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            transposed[i % columns * rows + i / columns] = values[i];
        }
        assertEquals(
                Regularizers.orthogonal(1, OrthogonalMode.ROWS).penalty(values, new int[] {rows, columns}),
                Regularizers.orthogonal(1, OrthogonalMode.COLUMNS).penalty(transposed, new int[] {columns, rows}),
                1e-15);
    }

    @Property(tries = 200)
    void theMeanCosineIsAtMost1WhateverTheLengths(
            @ForAll @IntRange(min = 2, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll @DoubleRange(min = 0.01, max = 100) double length,
            @ForAll Random random) {
        VariableRegularizer orthogonal = Regularizers.orthogonal(1, OrthogonalMode.ROWS);
        int[] shape = {rows, columns};
        double[] values = random.doubles(rows * columns, 0.1, 1).toArray();
        double penalty = orthogonal.penalty(values, shape);
        assertTrue(penalty >= 0 && penalty <= 1 + 1e-15, () -> "penalty " + penalty);
        for (int i = 0; i < columns; i++) {
            values[i] *= length;
        }
        assertEquals(penalty, orthogonal.penalty(values, shape), 1e-14);
    }

    /** Central differences, with values and cosines of either sign well off the kinks of their absolute values. */
    private static void assertGradientIsSlope(VariableRegularizer regularizer, Random random, int... shape) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] values = random.doubles(size, 0.5, 2).toArray();
        int columns = shape[shape.length - 1];
        double[] rowSigns = signs(random, size / columns);
        double[] columnSigns = signs(random, columns);
        for (int i = 0; i < size; i++) {
            values[i] *= rowSigns[i / columns] * columnSigns[i % columns];
        }
        double[] gradient = new double[size];
        regularizer.addGradient(values, shape, gradient);
        for (int i = 0; i < size; i++) {
            double value = values[i];
            values[i] = value + STEP;
            double above = regularizer.penalty(values, shape);
            values[i] = value - STEP;
            double below = regularizer.penalty(values, shape);
            values[i] = value;
            assertEquals((above - below) / (2 * STEP), gradient[i], 1e-7);
        }
    }

    private static double[] signs(Random random, int count) {
        return random.ints(count, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();
    }
}
