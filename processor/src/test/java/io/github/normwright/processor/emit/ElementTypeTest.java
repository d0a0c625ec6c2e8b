package io.github.normwright.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Literals read back as the same number, and are the same text on every JDK. */
class ElementTypeTest {

    static Stream<Arguments> literals() {
        return Stream.of(
                Arguments.of(ElementType.FLOAT32, 0.001, "0.001f"),
                Arguments.of(ElementType.FLOAT32, 1e-5, "0.00001f"),
                Arguments.of(ElementType.FLOAT32, 1e-12, "1E-12f"),
                Arguments.of(ElementType.FLOAT32, 0.1, "0.1f"),
                Arguments.of(ElementType.FLOAT32, 1 - 0.99, "0.01f"),
                Arguments.of(ElementType.FLOAT32, 2.0E-3F, "0.002f"),
                Arguments.of(ElementType.FLOAT32, 3, "3f"),
                Arguments.of(ElementType.FLOAT32, 25088, "25088f"),
                Arguments.of(ElementType.FLOAT32, -0.5, "-0.5f"),
                Arguments.of(ElementType.FLOAT32, 0.0, "0f"),
                Arguments.of(ElementType.FLOAT32, -0.0, "-0f"),
                Arguments.of(ElementType.FLOAT32, Float.MIN_VALUE, "1E-45f"),
                Arguments.of(ElementType.FLOAT32, Float.MAX_VALUE, "3.4028235E+38f"),
                Arguments.of(ElementType.FLOAT32, Float.NaN, "Float.NaN"),
                Arguments.of(ElementType.FLOAT32, Double.POSITIVE_INFINITY, "Float.POSITIVE_INFINITY"),
                Arguments.of(ElementType.FLOAT64, 0.001, "0.001"),
                Arguments.of(ElementType.FLOAT64, 3, "3.0"),
                Arguments.of(ElementType.FLOAT64, -0x1.8p52, "-6755399441055744.0"),
                Arguments.of(ElementType.FLOAT64, 12345678901.0, "12345678901.0"),
                Arguments.of(ElementType.FLOAT64, 1.0000000272564224e16, "10000000272564224.0"),
                Arguments.of(ElementType.FLOAT64, 1e16, "1E+16"),
                Arguments.of(ElementType.FLOAT64, 1 - 0.99, "0.010000000000000009"),
                Arguments.of(ElementType.FLOAT64, 2.0e-3, "0.002"),
                Arguments.of(ElementType.FLOAT64, -0.0, "-0.0"),
                Arguments.of(ElementType.FLOAT64, Double.MIN_VALUE, "5E-324"),
                Arguments.of(ElementType.FLOAT64, Double.NEGATIVE_INFINITY, "Double.NEGATIVE_INFINITY"));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void writesTheShortestLiteral(ElementType type, double value, String literal) {
        assertEquals(literal, type.literal(value));
    }

    @Test
    void everyFloatReadsBackAsItself() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                assertEquals(value, Float.parseFloat(ElementType.FLOAT32.literal(value)));
            }
        }
    }

    @Test
    void everyDoubleReadsBackAsItself() {
        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertEquals(value, Double.parseDouble(ElementType.FLOAT64.literal(value)));
            }
        }
    }
}
