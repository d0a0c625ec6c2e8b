package io.github.normwright.processor.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

/** Comparisons of what layers computed. */
public final class Compare {

    private Compare() {}

    /** Every value is within a tolerance of the expected one, relative to the larger of 1 and its magnitude. */
    public static void assertClose(LayerRun expected, LayerRun found, double tolerance, String what) {
        assertEquals(expected.values().keySet(), found.values().keySet(), what);
        expected.values()
                .forEach(
                        (name, values) -> assertClose(values, found.values().get(name), tolerance, what + ": " + name));
    }

    /** Every value is within a tolerance of the expected one, relative to the larger of 1 and its magnitude. */
    public static void assertClose(double[] expected, double[] found, double tolerance, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            boolean isFinite = Double.isFinite(expected[i]);
            double allowed = isFinite ? tolerance * Math.max(1, Math.abs(expected[i])) : 0;
            assertEquals(expected[i], found[i], allowed, what + "[" + i + "]");
        }
    }

    /** Every value is the same, bit for bit, except that all values that are not a number are one. */
    public static void assertSame(LayerRun expected, LayerRun found, String what) {
        assertEquals(expected.values().keySet(), found.values().keySet(), what);
        expected.values().forEach((name, values) -> {
            double[] others = found.values().get(name);
            int difference = Arrays.mismatch(values, others);
            if (difference >= 0) {
                throw new AssertionError("%s: %s[%d] is %s, expected %s"
                        .formatted(what, name, difference, others[difference], values[difference]));
            }
        });
    }
}
