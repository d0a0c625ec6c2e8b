package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.normwright.api.OrthogonalMode;
import io.github.normwright.api.VariableRegularizer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Initializers, regularizers and constraints, also a user's own, on variables. */
class Float32VariableObjectsTest {

    private final Float32Variable gamma = new Float32Variable("gamma", true, true, 0, 2, 2);

    @BeforeEach
    void fill() {
        gamma.set(new float[] {3, -1, 4, 2});
    }

    @Test
    void takesTheValuesOfAnInitializer() {
        gamma.initialize(Initializers.constant(0.1), 4);
        assertArrayEquals(new float[] {0.1f, 0.1f, 0.1f, 0.1f}, gamma.values());
        assertEquals(2, gamma.version());
    }

    @Test
    void roundsWhatAnInitializerDraws() {
        double[] drawn = new double[4];
        Initializers.randomNormal(0, 1, 3).initialize(drawn, new int[] {4});
        gamma.initialize(Initializers.randomNormal(0, 1, 3), 4);
        for (int i = 0; i < drawn.length; i++) {
            assertEquals((float) drawn[i], gamma.array()[i]);
        }
    }

    @Test
    void showsTheShapeThatIsGivenToIt() {
        gamma.initialize(Initializers.identity(5), 2, 2);
        assertArrayEquals(new float[] {5, 0, 0, 5}, gamma.values());
        AtomicReference<int[]> seen = new AtomicReference<>();
        gamma.initialize((values, shape) -> seen.set(shape.clone()), 1, 2, 1, 2);
        assertArrayEquals(new int[] {1, 2, 1, 2}, seen.get());
    }

    @Test
    void elementsThatAnInitializerForgetsAreNotANumber() {
        gamma.penalty(Regularizers.l1(1), 4);
        gamma.initialize((values, shape) -> values[1] = 8, 4);
        assertArrayEquals(new float[] {Float.NaN, 8, Float.NaN, Float.NaN}, gamma.values());
    }

    @Test
    void staysAsItWasIfAnInitializerFails() {
        assertFails(() -> gamma.initialize(
                (values, shape) -> {
                    Arrays.fill(values, 9);
                    throw new IllegalStateException("own");
                },
                4));
        assertRefuses(
                "expected a shape of rank 2 or more for an orthogonal matrix, found [4]",
                () -> gamma.initialize(Initializers.orthogonal(1, 0), 4));
    }

    @Test
    void givesAPenaltyAndItsGradient() {
        VariableRegularizer regularizer = Regularizers.l1L2(0.5, 0.25);
        assertEquals(5 + 7.5, gamma.penalty(regularizer, 4));
        float[] gradient = {10, 20, 30, 40};
        gamma.addPenaltyGradient(regularizer, gradient, 4);
        assertArrayEquals(new float[] {12, 19, 32.5f, 41.5f}, gradient);
        gamma.addPenaltyGradient(regularizer, gradient, 4);
        assertArrayEquals(new float[] {14, 18, 35, 43}, gradient);
        assertUnchanged();
    }

    @Test
    void keepsItsValuesWhateverARegularizerDoesToThem() {
        VariableRegularizer own = new OwnRegularizer();
        assertEquals(8, gamma.penalty(own, 2, 2));
        float[] gradient = {1, 2, 3, 4};
        gamma.addPenaltyGradient(own, gradient, 2, 2);
        assertArrayEquals(new float[] {2, 3, 4, 5}, gradient);
        assertUnchanged();
    }

    @Test
    void leavesTheGradientIfARegularizerFails() {
        float[] gradient = {1, 2, 3, 4};
        assertFails(() -> gamma.addPenaltyGradient(new FailingRegularizer(), gradient, 4));
        assertFails(() -> gamma.penalty(new FailingRegularizer(), 4));
        assertRefuses(
                "expected a shape of rank 2 for an orthogonal regularizer, found [4]",
                () -> gamma.addPenaltyGradient(Regularizers.orthogonal(1, OrthogonalMode.ROWS), gradient, 4));
        assertArrayEquals(new float[] {1, 2, 3, 4}, gradient);
    }

    @Test
    void becomesWhatAConstraintAllows() {
        gamma.project(Constraints.nonNeg(), 4);
        assertArrayEquals(new float[] {3, 0, 4, 2}, gamma.values());
        assertEquals(2, gamma.version());
        gamma.project(Constraints.unitNorm(0), 2, 2);
        assertArrayEquals(new float[] {0.6f, 0, 0.8f, 1}, gamma.values(), 1e-7f);
        gamma.project((values, shape) -> values[0] = shape[1], 2, 2);
        assertArrayEquals(new float[] {2, 0, 0.8f, 1}, gamma.values(), 1e-7f);
    }

    @Test
    void staysAsItWasIfAConstraintFails() {
        assertFails(() -> gamma.project(
                (values, shape) -> {
                    Arrays.fill(values, 9);
                    throw new IllegalStateException("own");
                },
                4));
        assertRefuses("expected an axis of shape [4], found 1", () -> gamma.project(Constraints.maxNorm(2, 1), 4));
    }

    @Test
    void refusesShapesOfOtherSizes() {
        float[] gradient = {1, 2, 3, 4};
        String message = "expected a shape of 4 values, found [2, 3]";
        assertRefuses(message, () -> gamma.initialize(Initializers.ones(), 2, 3));
        assertRefuses(message, () -> gamma.penalty(Regularizers.l1(1), 2, 3));
        assertRefuses(message, () -> gamma.addPenaltyGradient(Regularizers.l1(1), gradient, 2, 3));
        assertRefuses(message, () -> gamma.project(Constraints.nonNeg(), 2, 3));
        assertArrayEquals(new float[] {1, 2, 3, 4}, gradient);
    }

    @Test
    void refusesGradientsOfOtherSizes() {
        assertRefuses(
                "expected 4 values in gradient of gamma, found 3",
                () -> gamma.addPenaltyGradient(Regularizers.l1(1), new float[3], 4));
    }

    @Test
    void aSingleNumberHasAnEmptyShape() {
        Float32Variable count = new Float32Variable("count", false, false, 7);
        assertEquals(14, count.penalty(Regularizers.l1(2)));
        count.initialize(Initializers.ones());
        assertArrayEquals(new float[] {1}, count.values());
    }

    @Test
    void roundsGradientsOnce() {
        Float32Variable variable = new Float32Variable("gamma", true, true, 1, 1);
        float[] gradient = {1};
        // Half a unit in the last place of 1, and a little: as a float by itself, the little would be lost.
        double slope = 0x1p-24 + 0x1p-50;
        variable.addPenaltyGradient(Regularizers.l1(slope), gradient, 1);
        assertEquals(Math.nextUp(1f), gradient[0]);
    }

    private void assertFails(Executable call) {
        assertEquals(
                "own", assertThrowsExactly(IllegalStateException.class, call).getMessage());
        assertUnchanged();
    }

    private void assertRefuses(String message, Executable call) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, call).getMessage());
        assertUnchanged();
    }

    private void assertUnchanged() {
        assertArrayEquals(new float[] {3, -1, 4, 2}, gamma.values());
        assertEquals(1, gamma.version());
    }

    /** Penalizes the sum, and writes where it should only read. */
    private static final class OwnRegularizer implements VariableRegularizer {

        @Override
        public double penalty(double[] values, int[] shape) {
            double sum = Arrays.stream(values).sum();
            Arrays.fill(values, 0);
            return sum;
        }

        @Override
        public void addGradient(double[] values, int[] shape, double[] gradient) {
            Arrays.fill(values, 0);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += 1;
            }
        }
    }

    private static final class FailingRegularizer implements VariableRegularizer {

        @Override
        public double penalty(double[] values, int[] shape) {
            throw new IllegalStateException("own");
        }

        @Override
        public void addGradient(double[] values, int[] shape, double[] gradient) {
            Arrays.fill(gradient, 9);
            throw new IllegalStateException("own");
        }
    }
}
