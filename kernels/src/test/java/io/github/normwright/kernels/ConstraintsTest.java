package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.normwright.api.VariableConstraint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values that are not obvious were computed by NumPy from Keras' formulas. */
class ConstraintsTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double[] MATRIX = {1, -2, 3, 4, 5, -6};

    @Test
    void bringsNormsDownToTheGreatest() {
        assertArrayEquals(
                new double[] {-1.2, 0, 1.6}, projected(Constraints.maxNorm(2, 0), new double[] {-3, 0, 4}, 3), 1e-7);
        assertArrayEquals(new double[] {-0.0, 0, 0}, projected(Constraints.maxNorm(0, 0), new double[] {-3, 0, 4}, 3));
    }

    @Test
    void bringsNormsTo1() {
        assertArrayEquals(
                new double[] {-0.6, 0, 0.8}, projected(Constraints.unitNorm(0), new double[] {-3, 0, 4}, 3), 1e-7);
    }

    @Test
    void bringsNormsBetweenBounds() {
        VariableConstraint between = Constraints.minMaxNorm(10, 20, 1, 0);
        assertArrayEquals(new double[] {-6, 0, 8}, projected(between, new double[] {-3, 0, 4}, 3), 1e-6);
        assertArrayEquals(new double[] {-12, 0, 16}, projected(between, new double[] {-30, 0, 40}, 3), 1e-6);
        assertArrayEquals(new double[] {-9, 0, 12}, projected(between, new double[] {-9, 0, 12}, 3), 1e-6);
    }

    @Test
    void goesTheRateOfTheWay() {
        assertArrayEquals(
                new double[] {-3.75, 0, 5},
                projected(Constraints.minMaxNorm(10, 20, 0.25, 0), new double[] {-3, 0, 4}, 3),
                1e-6);
        assertArrayEquals(
                new double[] {-3, 0, 4},
                projected(Constraints.minMaxNorm(10, 20, 0, 0), new double[] {-3, 0, 4}, 3),
                1e-6);
    }

    @Test
    void makesNegativeValues0() {
        assertArrayEquals(
                new double[] {0, 0, 0, 4, 0, INFINITY},
                projected(Constraints.nonNeg(), new double[] {-3, 0, -0.0, 4, -INFINITY, INFINITY}, 2, 3));
    }

    @Test
    void addsExactly1e7ToNorms() {
        double norm = 1e-7;
        assertEquals(norm * (norm / 2e-7), projected(Constraints.maxNorm(2, 0), new double[] {norm}, 1)[0], 1e-22);
        assertEquals(0.5, projected(Constraints.unitNorm(0), new double[] {norm}, 1)[0], 1e-15);
        assertEquals(1.5, projected(Constraints.minMaxNorm(3, 4, 1, 0), new double[] {norm}, 1)[0], 1e-15);
    }

    @Test
    void leavesZerosAlone() {
        for (VariableConstraint constraint : all()) {
            assertArrayEquals(new double[3], projected(constraint, new double[3], 3));
        }
    }

    @Test
    void takesTheNormOfEachColumnAlongAxis0() {
        double[] most = {0.60633905, -0.92847667, 1.11803397, 2.42535619, 2.32119168, -2.23606794};
        double[] between = {0.99999998, -1.99999996, 2.77829706, 3.9999999, 4.99999991, -5.55659412};
        for (int axis : new int[] {0, -2}) {
            assertArrayEquals(most, projected(Constraints.maxNorm(2.5, axis), MATRIX, 2, 3), 1e-8);
            assertArrayEquals(between, projected(Constraints.minMaxNorm(4, 6, 0.7, axis), MATRIX, 2, 3), 1e-8);
        }
    }

    @Test
    void takesTheNormOfEachRowAlongAxis1() {
        double[] most = {0.66815309, -1.33630617, 2.00445926, 1.13960575, 1.42450719, -1.70940863};
        double[] between = {1.04833145, -2.0966629, 3.14499435, 3.11453765, 3.89317206, -4.67180647};
        for (int axis : new int[] {1, -1}) {
            assertArrayEquals(most, projected(Constraints.maxNorm(2.5, axis), MATRIX, 2, 3), 1e-8);
            assertArrayEquals(between, projected(Constraints.minMaxNorm(4, 6, 0.7, axis), MATRIX, 2, 3), 1e-8);
        }
    }

    @Test
    void takesOneNormAlongAllAxes() {
        double[] most = {0.26207121, -0.52414241, 0.78621362, 1.04828483, 1.31035603, -1.57242724};
        assertArrayEquals(most, projected(Constraints.maxNorm(2.5, 0, 1), MATRIX, 2, 3), 1e-8);
        assertArrayEquals(most, projected(Constraints.maxNorm(2.5, -1, 0), MATRIX, 2, 3), 1e-8);
        assertArrayEquals(most, projected(Constraints.maxNorm(2.5, 0), MATRIX, 6), 1e-8);
    }

    @Test
    void takesNormsAlongAxesThatAreNotNeighbours() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        assertArrayEquals(
                new double[] {
                    0.09205746094237473, 0.18411492188474946, 0.20901990283117464, 0.27869320377489953,
                    0.2769243862771133, 0.332309263532536, 0.644402226596623, 0.7364596875389978,
                    0.6270597084935239, 0.6967330094372488, 0.6092336498096492, 0.664618527065072
                },
                projected(Constraints.unitNorm(0, 2), values, 2, 3, 2),
                1e-15);
        assertArrayEquals(
                new double[] {
                    0.1690308480885605, 0.26726123834099585, 0.5070925442656815, 0.5345224766819917,
                    0.8451542404428025, 0.8017837150229876, 0.44183607937961766, 0.45584230324114916,
                    0.5680749592023655, 0.5698028790514365, 0.6943138390251135, 0.6837634548617237
                },
                projected(Constraints.unitNorm(1), values, 2, 3, 2),
                1e-15);
    }

    @Test
    void vectorsThatHoldNotANumberBecomeNotANumber() {
        for (VariableConstraint constraint : norms()) {
            double[] projected = projected(constraint, new double[] {NAN, 3, 1, 4}, 2, 2);
            assertArrayEquals(new double[] {NAN, NAN}, new double[] {projected[0], projected[2]});
            assertArrayEquals(projected(constraint, new double[] {3, 4}, 2), new double[] {projected[1], projected[3]});
        }
        assertArrayEquals(new double[] {NAN, 0, 2}, projected(Constraints.nonNeg(), new double[] {NAN, -1, 2}, 3));
    }

    @Test
    void infiniteValuesBecomeNotANumber() {
        assertArrayEquals(new double[] {NAN, 0}, projected(Constraints.maxNorm(2, 0), new double[] {INFINITY, 3}, 2));
        assertArrayEquals(new double[] {NAN, 0}, projected(Constraints.unitNorm(0), new double[] {INFINITY, 3}, 2));
        assertArrayEquals(
                new double[] {NAN, NAN},
                projected(Constraints.minMaxNorm(1, 2, 0.5, 0), new double[] {INFINITY, 3}, 2));
    }

    @Test
    void withoutAnUpperBoundOnlyLowNormsChange() {
        VariableConstraint atLeast = Constraints.minMaxNorm(10, INFINITY, 1, 0);
        assertArrayEquals(new double[] {-6, 8}, projected(atLeast, new double[] {-3, 4}, 2), 1e-6);
        assertArrayEquals(new double[] {-30, 40}, projected(atLeast, new double[] {-30, 40}, 2), 1e-6);
        assertArrayEquals(
                new double[] {-30, 40}, projected(Constraints.maxNorm(INFINITY, 0), new double[] {-30, 40}, 2), 1e-6);
    }

    @Test
    void keepsItsAxes() {
        int[] axis = {1};
        VariableConstraint rows = Constraints.unitNorm(axis);
        axis[0] = 0;
        assertArrayEquals(projected(Constraints.unitNorm(1), MATRIX, 2, 3), projected(rows, MATRIX, 2, 3));
    }

    @Test
    void refusesAxesThatTheVariableDoesNotHave() {
        assertRefuses("expected an axis of shape [6], found 1", Constraints.maxNorm(2, 1), 6);
        assertRefuses("expected an axis of shape [6], found -2", Constraints.unitNorm(-2), 6);
        assertRefuses("expected an axis of shape [2, 3], found 2", Constraints.minMaxNorm(0, 1, 1, 0, 2), 2, 3);
        assertRefuses("expected different axes of shape [2, 3], found [1, -1]", Constraints.unitNorm(1, -1), 2, 3);
        assertRefuses("expected different axes of shape [2, 3], found [0, 1, 0]", Constraints.unitNorm(0, 1, 0), 2, 3);
    }

    @Test
    void aSingleNumberHasNoAxis() {
        assertEquals(
                "expected an axis of shape [], found 0",
                assertThrowsExactly(
                                IllegalArgumentException.class,
                                () -> Constraints.unitNorm(0).project(new double[1], new int[0]))
                        .getMessage());
    }

    @Test
    void refusesShapesOfOtherSizes() {
        for (VariableConstraint constraint : all()) {
            assertRefuses("expected a shape of 6 values, found [2, 4]", constraint, 2, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesNormsOutOfRange(double norm) {
        assertRefuses("expected maxValue of at least 0.0, found " + norm, () -> Constraints.maxNorm(norm, 0));
        assertRefuses(
                "expected a finite minValue of at least 0, found " + norm, () -> Constraints.minMaxNorm(norm, 1, 1, 0));
        assertRefuses("expected maxValue of at least 0.0, found " + norm, () -> Constraints.minMaxNorm(0, norm, 1, 0));
    }

    @Test
    void refusesBoundsInTheWrongOrder() {
        assertRefuses("expected maxValue of at least 2.0, found 1.5", () -> Constraints.minMaxNorm(2, 1.5, 1, 0));
        assertRefuses(
                "expected a finite minValue of at least 0, found Infinity",
                () -> Constraints.minMaxNorm(INFINITY, INFINITY, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesRatesThatAreNotFinite(double rate) {
        assertRefuses("expected a finite rate, found " + rate, () -> Constraints.minMaxNorm(0, 1, rate, 0));
    }

    @Test
    void refusesNoAxisAtAll() {
        assertRefuses("expected at least one axis, found none", () -> Constraints.maxNorm(2));
        assertRefuses("expected at least one axis, found none", () -> Constraints.unitNorm());
        assertRefuses("expected at least one axis, found none", () -> Constraints.minMaxNorm(0, 1, 1));
    }

    private static List<VariableConstraint> norms() {
        return List.of(Constraints.maxNorm(2, 0), Constraints.unitNorm(0), Constraints.minMaxNorm(0.5, 1.5, 0.8, 0));
    }

    private static List<VariableConstraint> all() {
        return List.of(norms().get(0), norms().get(1), norms().get(2), Constraints.nonNeg());
    }

    private static double[] projected(VariableConstraint constraint, double[] values, int... shape) {
        double[] projected = values.clone();
        constraint.project(projected, shape);
        return projected;
    }

    private static void assertRefuses(String message, VariableConstraint constraint, int... shape) {
        double[] values = MATRIX.clone();
        assertRefuses(message, () -> constraint.project(values, shape));
        assertArrayEquals(MATRIX, values);
    }

    private static void assertRefuses(String message, Executable call) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, call).getMessage());
    }
}
