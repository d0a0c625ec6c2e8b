package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.normwright.api.OrthogonalMode;
import io.github.normwright.api.VariableRegularizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularizersTest {

    private static final double[] MATRIX = {1, 2, -3, 4, 0.5, 6, -7, 8, 0.25, 2, 2, 1};
    private static final int[] FOUR_BY_THREE = {4, 3};

    @Test
    void penalizesAbsoluteValues() {
        double[] values = {1, -2, 0, 4};
        assertEquals(3.5, Regularizers.l1(0.5).penalty(values, new int[] {4}));
        assertArrayEquals(new double[] {0.5, -0.5, 0, 0.5}, gradient(Regularizers.l1(0.5), values, 4));
    }

    @Test
    void penalizesSquares() {
        double[] values = {1, -2, 0, 4};
        assertEquals(10.5, Regularizers.l2(0.5).penalty(values, new int[] {2, 2}));
        assertArrayEquals(new double[] {1, -2, 0, 4}, gradient(Regularizers.l2(0.5), values, 2, 2));
    }

    @Test
    void penalizesBoth() {
        double[] values = {1, -2, 0, 4};
        VariableRegularizer both = Regularizers.l1L2(0.5, 0.25);
        assertEquals(3.5 + 5.25, both.penalty(values, new int[] {4}));
        assertArrayEquals(new double[] {1, -1.5, 0, 2.5}, gradient(both, values, 4));
        assertArrayEquals(new double[] {1, -2, 0, 4}, values);
    }

    @Test
    void withoutFactorsPenalizesNothing() {
        double[] values = {Double.POSITIVE_INFINITY, -2};
        assertEquals(0, Regularizers.l1L2(0, 0).penalty(values, new int[] {2}));
        assertArrayEquals(new double[] {0, 0}, gradient(Regularizers.l1L2(0, 0), values, 2));
    }

    @Test
    void addsToTheGradient() {
        double[] gradient = {10, 20};
        Regularizers.l2(1).addGradient(new double[] {3, -4}, new int[] {2}, gradient);
        assertArrayEquals(new double[] {16, 12}, gradient);
    }

    @Test
    void valuesThatAreNotNumbersArePenalizedByNotANumber() {
        double[] values = {Double.NaN, 1};
        for (VariableRegularizer regularizer : List.of(Regularizers.l1(1), Regularizers.l2(1))) {
            assertEquals(Double.NaN, regularizer.penalty(values, new int[] {2}));
            double[] gradient = gradient(regularizer, values, 2);
            assertEquals(Double.NaN, gradient[0]);
            assertEquals(regularizer.equals(Regularizers.l1(1)) ? 1 : 2, gradient[1]);
        }
        VariableRegularizer orthogonal = Regularizers.orthogonal(1, OrthogonalMode.ROWS);
        assertEquals(Double.NaN, orthogonal.penalty(new double[] {Double.NaN, 1, 2, 3}, new int[] {2, 2}));
    }

    /** Computed by NumPy from Keras' formula. */
    @Test
    void penalizesTheMeanCosine() {
        assertEquals(
                0.10051348195959975,
                Regularizers.orthogonal(0.3, OrthogonalMode.ROWS).penalty(MATRIX, FOUR_BY_THREE),
                1e-16);
        assertEquals(
                0.10665148662260815,
                Regularizers.orthogonal(0.3, OrthogonalMode.COLUMNS).penalty(MATRIX, FOUR_BY_THREE),
                1e-16);
    }

    @Test
    void parallelVectorsHaveAMeanCosineOf1() {
        double[] values = {3, 4, -6, -8, 30, 40};
        VariableRegularizer orthogonal = Regularizers.orthogonal(0.25, OrthogonalMode.ROWS);
        assertEquals(0.25, orthogonal.penalty(values, new int[] {3, 2}), 1e-16);
        // At its greatest, whatever the direction and the length.
        assertArrayEquals(new double[6], gradient(orthogonal, values, 3, 2), 1e-16);
    }

    @Test
    void orthogonalVectorsAreNotPenalized() {
        double[] values = {2, 0, 0, -3};
        VariableRegularizer orthogonal = Regularizers.orthogonal(0.25, OrthogonalMode.COLUMNS);
        assertEquals(0, orthogonal.penalty(values, new int[] {2, 2}));
        assertArrayEquals(new double[4], gradient(orthogonal, values, 2, 2));
    }

    /** Keras takes the inverse of a norm as at most 1e7. */
    @Test
    void shortVectorsAreDividedBy1e7() {
        double[] values = {3e-9, 4e-9, 1, 0};
        VariableRegularizer orthogonal = Regularizers.orthogonal(1, OrthogonalMode.ROWS);
        assertEquals(0.03, orthogonal.penalty(values, new int[] {2, 2}), 1e-15);
        assertArrayEquals(new double[] {1e7, 0, 0, 0.04}, gradient(orthogonal, values, 2, 2), 1e-8);
    }

    @Test
    void zerosHaveAFiniteGradient() {
        VariableRegularizer orthogonal = Regularizers.orthogonal(1, OrthogonalMode.ROWS);
        assertEquals(0, orthogonal.penalty(new double[4], new int[] {2, 2}));
        assertArrayEquals(new double[4], gradient(orthogonal, new double[4], 2, 2));
    }

    @Test
    void orthogonalNeedsAMatrixOfAtLeastTwoVectors() {
        VariableRegularizer rows = Regularizers.orthogonal(1, OrthogonalMode.ROWS);
        VariableRegularizer columns = Regularizers.orthogonal(1, OrthogonalMode.COLUMNS);
        String rank = "expected a shape of rank 2 for an orthogonal regularizer, found ";
        assertRefusesBoth(rank + "[6]", rows, 6, 6);
        assertRefusesBoth(rank + "[]", rows, 1);
        assertRefusesBoth(rank + "[1, 2, 3]", columns, 6, 1, 2, 3);
        assertRefusesBoth(
                "expected a shape of at least 2 rows for an orthogonal regularizer, found [1, 6]", rows, 6, 1, 6);
        assertRefusesBoth(
                "expected a shape of at least 2 columns for an orthogonal regularizer, found [6, 1]", columns, 6, 6, 1);
    }

    private static void assertRefusesBoth(String message, VariableRegularizer regularizer, int size, int... shape) {
        assertRefuses(message, () -> regularizer.penalty(new double[size], shape));
        assertRefuses(message, () -> regularizer.addGradient(new double[size], shape, new double[size]));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesFactorsOutOfRange(double factor) {
        assertRefuses("expected a finite l1 of at least 0, found " + factor, () -> Regularizers.l1(factor));
        assertRefuses("expected a finite l2 of at least 0, found " + factor, () -> Regularizers.l2(factor));
        assertRefuses("expected a finite l1 of at least 0, found " + factor, () -> Regularizers.l1L2(factor, 0));
        assertRefuses("expected a finite l2 of at least 0, found " + factor, () -> Regularizers.l1L2(0, factor));
        assertRefuses(
                "expected a finite factor of at least 0, found " + factor,
                () -> Regularizers.orthogonal(factor, OrthogonalMode.ROWS));
    }

    @Test
    void refusesAMissingMode() {
        assertEquals(
                "mode",
                assertThrowsExactly(NullPointerException.class, () -> Regularizers.orthogonal(1, null))
                        .getMessage());
    }

    @Test
    void refusesOtherSizes() {
        for (VariableRegularizer regularizer :
                List.of(Regularizers.l1L2(1, 1), Regularizers.orthogonal(1, OrthogonalMode.ROWS))) {
            double[] gradient = {7, 7, 7};
            assertRefusesBoth("expected a shape of 6 values, found [2, 2]", regularizer, 6, 2, 2);
            assertRefuses(
                    "expected a gradient of 4 values, found 3",
                    () -> regularizer.addGradient(new double[4], new int[] {2, 2}, gradient));
            assertArrayEquals(new double[] {7, 7, 7}, gradient);
        }
    }

    private static double[] gradient(VariableRegularizer regularizer, double[] values, int... shape) {
        double[] gradient = new double[values.length];
        regularizer.addGradient(values, shape, gradient);
        return gradient;
    }

    private static void assertRefuses(String message, Executable call) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, call).getMessage());
    }
}
