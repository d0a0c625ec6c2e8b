package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.VariableConstraint;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class ConstraintsPropertiesTest {

    /** The share by which a projection misses its norm at most: 1e-7 over the least norm below. */
    private static final double SHARE = 1e-6;

    @Property(tries = 300)
    void projectionsChangeNothingTheSecondTime(
            @ForAll("vectors") double[] values,
            @ForAll @DoubleRange(min = 0.1, max = 10) double low,
            @ForAll @DoubleRange(min = 0, max = 10) double range) {
        for (VariableConstraint constraint : List.of(
                Constraints.maxNorm(low, 0), Constraints.unitNorm(0), Constraints.minMaxNorm(low, low + range, 1, 0))) {
            double[] once = projected(constraint, values);
            assertArrayEquals(once, projected(constraint, once), SHARE * norm(once));
        }
        double[] once = projected(Constraints.nonNeg(), values);
        assertArrayEquals(once, projected(Constraints.nonNeg(), once));
    }

    @Property(tries = 300)
    void normsEndUpWithinTheirBounds(
            @ForAll("vectors") double[] values,
            @ForAll @DoubleRange(min = 0.1, max = 10) double low,
            @ForAll @DoubleRange(min = 0, max = 10) double range) {
        double high = low + range;
        assertEquals(Math.min(norm(values), high), norm(projected(Constraints.maxNorm(high, 0), values)), SHARE * high);
        assertEquals(1, norm(projected(Constraints.unitNorm(0), values)), SHARE);
        assertEquals(
                Math.max(low, Math.min(norm(values), high)),
                norm(projected(Constraints.minMaxNorm(low, high, 1, 0), values)),
                SHARE * high);
    }

    @Property(tries = 300)
    void repeatedStepsComeCloserToTheBounds(
            @ForAll("vectors") double[] values, @ForAll @DoubleRange(min = 0.05, max = 0.95) double rate) {
        double before = norm(values);
        double after = norm(projected(Constraints.minMaxNorm(3, 5, rate, 0), values));
        double nearest = Math.max(3, Math.min(before, 5));
        assertEquals((1 - rate) * Math.abs(before - nearest), Math.abs(after - nearest), SHARE * (before + 5));
    }

    @Property(tries = 300)
    void directionsStay(@ForAll("vectors") double[] values) {
        double[] unit = projected(Constraints.unitNorm(0), values);
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], unit[i] * norm(values), SHARE * norm(values));
        }
    }

    @Property(tries = 300)
    void nothingStaysNegative(@ForAll("vectors") double[] values) {
        double[] projected = projected(Constraints.nonNeg(), values);
        for (int i = 0; i < values.length; i++) {
            assertTrue(projected[i] >= 0);
            assertTrue(projected[i] == values[i] || values[i] < 0);
        }
    }

    @Provide
    Arbitrary<double[]> vectors() {
        return Arbitraries.doubles()
                .between(-20, 20)
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(12)
                .filter(values -> norm(values) >= 0.1);
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    private static double[] projected(VariableConstraint constraint, double[] values) {
        double[] projected = values.clone();
        constraint.project(projected, new int[] {values.length});
        return projected;
    }
}
