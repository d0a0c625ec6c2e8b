package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.normwright.api.VariableConstraint;
import io.github.normwright.api.VariableInitializer;
import io.github.normwright.api.VariableRegularizer;
import io.github.normwright.api.VarianceScalingDistribution;
import io.github.normwright.api.VarianceScalingMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Keras 3 itself computed, recorded in {@code objects-keras.json}. */
class KerasObjectsTest {

    private static final JsonNode RECORDINGS = read();

    private static Stream<Named<JsonNode>> initializers() {
        return recordings("initializers");
    }

    private static Stream<Named<JsonNode>> regularizers() {
        return recordings("regularizers");
    }

    private static Stream<Named<JsonNode>> constraints() {
        return recordings("constraints");
    }

    @Test
    void isAllThere() {
        assertEquals(14, initializers().count());
        // The fourth has no regularizer, and nothing to compare.
        assertEquals(3, regularizers().count());
        assertEquals(4, constraints().count());
    }

    @ParameterizedTest
    @MethodSource("initializers")
    void initializersGiveTheValuesOfKerasOrDrawFromItsDistributions(JsonNode recording) {
        VariableInitializer initializer = initializer(recording.get("document"));
        if (recording.has("values")) {
            float[] expected = floats(recording.get("values"));
            Float32Variable variable = new Float32Variable("gamma", true, true, 7, expected.length);
            variable.initialize(initializer, expected.length);
            assertArrayEquals(expected, variable.values());
        } else if (recording.has("error")) {
            assertTrue(recording.get("error").asText().endsWith("shape=(20000,) of rank 1."));
            assertThrowsExactly(
                    IllegalArgumentException.class, () -> initializer.initialize(new double[20000], new int[] {20000}));
        } else {
            assertMoments(recording, initializer);
        }
    }

    /**
     * Means of n independent draws differ by the standard deviation times sqrt(2 / n), and their standard deviations by
     * that over sqrt(2) for a normal distribution, less for the others; five times that is exceeded once in a million.
     */
    private static void assertMoments(JsonNode recording, VariableInitializer initializer) {
        JsonNode moments = recording.get("moments");
        int draws = moments.get("shape").get(0).asInt();
        double[] values = new double[draws];
        initializer.initialize(values, new int[] {draws});
        double std = moments.get("std").asDouble();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        assertEquals(moments.get("mean").asDouble(), mean, 5 * std * Math.sqrt(2.0 / draws));
        assertEquals(std, Math.sqrt(variance), 5 * std / Math.sqrt(draws));

        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        if (recording.get("document").get("class_name").asText().equals("RandomNormal")) {
            // Chances of less than one in a million: all 20 000 draws within 3.3, or any beyond 7 deviations.
            assertTrue(least > mean - 7 * std && least < mean - 3.3 * std, () -> "least " + least);
            assertTrue(greatest < mean + 7 * std && greatest > mean + 3.3 * std, () -> "greatest " + greatest);
        } else {
            // A bounded distribution: the outermost draws are near the bounds, at most 0.02 deviations off in one of a
            // million times where the density at the bound is least, that of the truncated normal distribution.
            assertEquals(moments.get("min").asDouble(), least, 0.02 * std);
            assertEquals(moments.get("max").asDouble(), greatest, 0.02 * std);
        }
    }

    @ParameterizedTest
    @MethodSource("regularizers")
    void regularizersGiveThePenaltiesAndGradientsOfKeras(JsonNode recording) {
        VariableRegularizer regularizer = regularizer(recording.get("document"));
        float[] values = floats(recording.get("w"));
        Float32Variable variable = new Float32Variable("gamma", true, true, 0, values.length);
        variable.set(values);
        float penalty = (float) recording.get("penalty").asDouble();
        // Keras sums six floats, this sums doubles.
        assertEquals(penalty, (float) variable.penalty(regularizer, values.length), 3 * Math.ulp(penalty));
        float[] gradient = new float[values.length];
        variable.addPenaltyGradient(regularizer, gradient, values.length);
        assertWithinUlps(floats(recording.get("gradient")), gradient, 1);
        assertArrayEquals(values, variable.values());
    }

    @ParameterizedTest
    @MethodSource("constraints")
    void constraintsProjectAsKerasDoes(JsonNode recording) {
        VariableConstraint constraint = constraint(recording.get("document"));
        float[] values = floats(recording.get("w"));
        Float32Variable variable = new Float32Variable("gamma", true, true, 0, values.length);
        variable.set(values);
        variable.project(constraint, values.length);
        assertWithinUlps(floats(recording.get("projected")), variable.values(), 2);
    }

    private static void assertWithinUlps(float[] expected, float[] actual, int ulps) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], ulps * Math.ulp(expected[i]));
        }
    }

    private static VariableInitializer initializer(JsonNode document) {
        JsonNode config = document.get("config");
        long seed = config.path("seed").asLong();
        return switch (document.get("class_name").asText()) {
            case "Zeros" -> Initializers.zeros();
            case "Ones" -> Initializers.ones();
            case "Constant" -> Initializers.constant(number(config, "value"));
            case "RandomNormal" -> Initializers.randomNormal(number(config, "mean"), number(config, "stddev"), seed);
            case "RandomUniform" ->
                Initializers.randomUniform(number(config, "minval"), number(config, "maxval"), seed);
            case "TruncatedNormal" ->
                Initializers.truncatedNormal(number(config, "mean"), number(config, "stddev"), seed);
            case "VarianceScaling" ->
                Initializers.varianceScaling(
                        number(config, "scale"),
                        VarianceScalingMode.valueOf(config.get("mode").asText().toUpperCase(Locale.ROOT)),
                        VarianceScalingDistribution.valueOf(
                                config.get("distribution").asText().toUpperCase(Locale.ROOT)),
                        seed);
            case "GlorotUniform" -> Initializers.glorotUniform(seed);
            case "GlorotNormal" -> Initializers.glorotNormal(seed);
            case "HeUniform" -> Initializers.heUniform(seed);
            case "HeNormal" -> Initializers.heNormal(seed);
            case "LecunUniform" -> Initializers.lecunUniform(seed);
            case "LecunNormal" -> Initializers.lecunNormal(seed);
            case "Orthogonal" -> Initializers.orthogonal(number(config, "gain"), seed);
            default -> throw new AssertionError(document);
        };
    }

    private static VariableRegularizer regularizer(JsonNode document) {
        JsonNode config = document.get("config");
        return switch (document.get("class_name").asText()) {
            case "L1" -> Regularizers.l1(number(config, "l1"));
            case "L2" -> Regularizers.l2(number(config, "l2"));
            case "L1L2" -> Regularizers.l1L2(number(config, "l1"), number(config, "l2"));
            default -> throw new AssertionError(document);
        };
    }

    private static VariableConstraint constraint(JsonNode document) {
        JsonNode config = document.get("config");
        int axis = config.path("axis").asInt();
        return switch (document.get("class_name").asText()) {
            case "NonNeg" -> Constraints.nonNeg();
            case "MaxNorm" -> Constraints.maxNorm(number(config, "max_value"), axis);
            case "UnitNorm" -> Constraints.unitNorm(axis);
            case "MinMaxNorm" ->
                Constraints.minMaxNorm(
                        number(config, "min_value"), number(config, "max_value"), number(config, "rate"), axis);
            default -> throw new AssertionError(document);
        };
    }

    private static double number(JsonNode config, String name) {
        return config.required(name).asDouble();
    }

    private static float[] floats(JsonNode tensor) {
        JsonNode data = tensor.get("data");
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) data.get(i).asDouble();
        }
        return values;
    }

    private static Stream<Named<JsonNode>> recordings(String kind) {
        return StreamSupport.stream(RECORDINGS.get(kind).spliterator(), false)
                .filter(recording -> recording.get("document").isObject())
                .map(recording ->
                        Named.of(recording.get("document").get("class_name").asText(), recording));
    }

    private static JsonNode read() {
        try (InputStream stream = KerasObjectsTest.class.getResourceAsStream("objects-keras.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
