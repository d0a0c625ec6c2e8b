package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.VariableInitializer;
import io.github.normwright.api.VarianceScalingDistribution;
import io.github.normwright.api.VarianceScalingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitializersTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void fillsInTheSameNumber() {
        assertArrayEquals(new double[] {0, 0, 0}, values(Initializers.zeros(), 3));
        assertArrayEquals(new double[] {1, 1, 1, 1}, values(Initializers.ones(), 2, 2));
        assertArrayEquals(new double[] {-2.5, -2.5}, values(Initializers.constant(-2.5), 1, 2));
        assertArrayEquals(new double[] {7}, values(Initializers.constant(7)));
    }

    @Test
    void constantsNeedNotBeNumbers() {
        assertArrayEquals(new double[] {Double.NaN}, values(Initializers.constant(Double.NaN), 1));
        assertArrayEquals(new double[] {INFINITY}, values(Initializers.constant(INFINITY), 1));
    }

    /** Computed by another implementation of SplitMix64 and of the polar method, in Python. */
    @Test
    void drawsTheSameValuesEverywhere() {
        assertArrayEquals(
                new double[] {0.09165169532370954, 0.0633839581781505, 0.27529629381989135, 0.13627444935766977},
                values(Initializers.randomNormal(0.1, 0.2, 7), 4),
                1e-15);
        assertArrayEquals(
                new double[] {-0.0546198631771382, 0.18011740543716093, 0.14518987301864972, -0.07085330529128588},
                values(Initializers.randomUniform(-0.1, 0.3, 3), 4),
                1e-15);
        assertArrayEquals(
                new double[] {-0.4366440783809471, -0.5646731054595795, 0.03789036948088826, -0.6164559171906688},
                values(Initializers.truncatedNormal(0, 0.5, 11), 4),
                1e-15);
    }

    @Test
    void drawsTheSameValuesEachTime() {
        for (VariableInitializer initializer : seeded(5)) {
            double[] first = values(initializer, 4, 6);
            assertArrayEquals(first, values(initializer, 4, 6));
            assertFalse(Arrays.equals(first, values(seeded(6).get(seeded(5).indexOf(initializer)), 4, 6)));
        }
    }

    @Test
    void narrowDistributionsAreASingleNumber() {
        assertArrayEquals(new double[] {0.3, 0.3}, values(Initializers.randomNormal(0.3, 0, 1), 2));
        assertArrayEquals(new double[] {0.3, 0.3}, values(Initializers.truncatedNormal(0.3, 0, 1), 2));
        assertArrayEquals(new double[] {0.3, 0.3}, values(Initializers.randomUniform(0.3, 0.3, 1), 2));
    }

    /** The fans of Keras' compute_fans: receptive field times the second last and the last size. */
    @ParameterizedTest
    @CsvSource({
        "'', 1, 1",
        "6, 6, 6",
        "1, 1, 1",
        "4 9, 4, 9",
        "1 5, 1, 5",
        "2 3 5, 6, 10",
        "1 4 1 6, 4, 24",
        "2 3 4 5, 24, 30"
    })
    void scalesVariancesByTheFansOfAShape(String sizes, double fanIn, double fanOut) {
        int[] shape = Arrays.stream(sizes.split(" "))
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        assertScaled(2.5 / fanIn, 2.5, VarianceScalingMode.FAN_IN, shape);
        assertScaled(2.5 / fanOut, 2.5, VarianceScalingMode.FAN_OUT, shape);
        assertScaled(2.5 / ((fanIn + fanOut) / 2), 2.5, VarianceScalingMode.FAN_AVG, shape);
    }

    private static void assertScaled(double variance, double scale, VarianceScalingMode mode, int[] shape) {
        double stddev = Math.sqrt(variance);
        double limit = Math.sqrt(3 * variance);
        assertArrayEquals(
                values(Initializers.truncatedNormal(0, stddev / 0.87962566103423978, 3), shape),
                values(
                        Initializers.varianceScaling(scale, mode, VarianceScalingDistribution.TRUNCATED_NORMAL, 3),
                        shape));
        assertArrayEquals(
                values(Initializers.randomNormal(0, stddev, 3), shape),
                values(
                        Initializers.varianceScaling(scale, mode, VarianceScalingDistribution.UNTRUNCATED_NORMAL, 3),
                        shape));
        assertArrayEquals(
                values(Initializers.randomUniform(-limit, limit, 3), shape),
                values(Initializers.varianceScaling(scale, mode, VarianceScalingDistribution.UNIFORM, 3), shape));
    }

    @Test
    void namedInitializersScaleVariances() {
        assertUniform(6.0 / (4 + 9), Initializers.glorotUniform(2));
        assertUniform(6.0 / 4, Initializers.heUniform(2));
        assertUniform(3.0 / 4, Initializers.lecunUniform(2));
        assertTruncatedNormal(2.0 / (4 + 9), Initializers.glorotNormal(2));
        assertTruncatedNormal(2.0 / 4, Initializers.heNormal(2));
        assertTruncatedNormal(1.0 / 4, Initializers.lecunNormal(2));
    }

    private static void assertUniform(double squaredLimit, VariableInitializer initializer) {
        double limit = Math.sqrt(squaredLimit);
        assertArrayEquals(values(Initializers.randomUniform(-limit, limit, 2), 4, 9), values(initializer, 4, 9), 1e-15);
    }

    private static void assertTruncatedNormal(double variance, VariableInitializer initializer) {
        double stddev = Math.sqrt(variance) / 0.87962566103423978;
        assertArrayEquals(values(Initializers.truncatedNormal(0, stddev, 2), 4, 9), values(initializer, 4, 9), 1e-15);
    }

    @Test
    void identityHasItsGainOnTheDiagonal() {
        assertArrayEquals(new double[] {1, 0, 0, 1}, values(Initializers.identity(1), 2, 2));
        assertArrayEquals(new double[] {-3, 0, 0, 0, -3, 0}, values(Initializers.identity(-3), 2, 3));
        assertArrayEquals(new double[] {0.5, 0, 0, 0.5, 0, 0}, values(Initializers.identity(0.5), 3, 2));
        assertArrayEquals(new double[] {2, 0, 0}, values(Initializers.identity(2), 1, 3));
    }

    @Test
    void identityNeedsAMatrix() {
        VariableInitializer identity = Initializers.identity(1);
        assertRefuses("expected a shape of rank 2 for an identity matrix, found [6]", () -> values(identity, 6));
        assertRefuses("expected a shape of rank 2 for an identity matrix, found []", () -> values(identity));
        assertRefuses(
                "expected a shape of rank 2 for an identity matrix, found [2, 2, 2]", () -> values(identity, 2, 2, 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatAreNotFinite(double number) {
        assertRefuses("expected a finite mean, found " + number, () -> Initializers.randomNormal(number, 1, 0));
        assertRefuses("expected a finite mean, found " + number, () -> Initializers.truncatedNormal(number, 1, 0));
        assertRefuses(
                "expected a finite stddev of at least 0, found " + number,
                () -> Initializers.randomNormal(0, number, 0));
        assertRefuses(
                "expected a finite stddev of at least 0, found " + number,
                () -> Initializers.truncatedNormal(0, number, 0));
        assertRefuses("expected a finite minval, found " + number, () -> Initializers.randomUniform(number, 1, 0));
        assertRefuses("expected a finite maxval, found " + number, () -> Initializers.randomUniform(0, number, 0));
        assertRefuses("expected a finite scale above 0, found " + number, () -> scaling(number));
        assertRefuses("expected a finite gain, found " + number, () -> Initializers.orthogonal(number, 0));
        assertRefuses("expected a finite gain, found " + number, () -> Initializers.identity(number));
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertRefuses(
                "expected a finite stddev of at least 0, found -0.1", () -> Initializers.randomNormal(0, -0.1, 0));
        assertRefuses(
                "expected a finite stddev of at least 0, found -0.1", () -> Initializers.truncatedNormal(0, -0.1, 0));
        assertRefuses(
                "expected maxval of at least minval 0.3, found 0.2", () -> Initializers.randomUniform(0.3, 0.2, 0));
        assertRefuses("expected a finite scale above 0, found 0.0", () -> scaling(0));
        assertRefuses("expected a finite scale above 0, found -1.0", () -> scaling(-1));
    }

    @Test
    void refusesWhatIsMissing() {
        assertEquals(
                "mode",
                assertThrowsExactly(
                                NullPointerException.class,
                                () -> Initializers.varianceScaling(1, null, VarianceScalingDistribution.UNIFORM, 0))
                        .getMessage());
        assertEquals(
                "distribution",
                assertThrowsExactly(
                                NullPointerException.class,
                                () -> Initializers.varianceScaling(1, VarianceScalingMode.FAN_IN, null, 0))
                        .getMessage());
    }

    @Test
    void refusesShapesOfOtherSizes() {
        for (VariableInitializer initializer : all(0)) {
            double[] values = {7, 7, 7, 7, 7, 7};
            assertRefuses(
                    "expected a shape of 6 values, found [2, 4]",
                    () -> initializer.initialize(values, new int[] {2, 4}));
            assertArrayEquals(new double[] {7, 7, 7, 7, 7, 7}, values);
        }
    }

    @Test
    void fillsInEveryValue() {
        for (VariableInitializer initializer : all(0)) {
            assertTrue(Arrays.stream(values(initializer, 5, 3)).allMatch(Double::isFinite), initializer::toString);
        }
    }

    private static List<VariableInitializer> seeded(long seed) {
        return List.of(
                Initializers.randomNormal(0, 1, seed),
                Initializers.randomUniform(0, 1, seed),
                Initializers.truncatedNormal(0, 1, seed),
                Initializers.varianceScaling(
                        1, VarianceScalingMode.FAN_OUT, VarianceScalingDistribution.UNTRUNCATED_NORMAL, seed),
                Initializers.glorotUniform(seed),
                Initializers.glorotNormal(seed),
                Initializers.heUniform(seed),
                Initializers.heNormal(seed),
                Initializers.lecunUniform(seed),
                Initializers.lecunNormal(seed),
                Initializers.orthogonal(1, seed));
    }

    private static List<VariableInitializer> all(long seed) {
        List<VariableInitializer> all = new ArrayList<>(seeded(seed));
        all.addAll(List.of(Initializers.zeros(), Initializers.ones(), Initializers.constant(2)));
        all.add(Initializers.identity(1));
        return all;
    }

    private static VariableInitializer scaling(double scale) {
        return Initializers.varianceScaling(scale, VarianceScalingMode.FAN_IN, VarianceScalingDistribution.UNIFORM, 0);
    }

    private static double[] values(VariableInitializer initializer, int... shape) {
        double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.fill(values, Double.NaN);
        initializer.initialize(values, shape);
        return values;
    }

    private static void assertRefuses(String message, Executable call) {
        assertEquals(
                message,
                assertThrowsExactly(IllegalArgumentException.class, call).getMessage());
    }
}
