package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers go into arrays rounded once, and come out exactly. */
class ElementsTest {

    private static double rounded(Elements<?> elements, double value) {
        return throughArray(elements, value)[0];
    }

    private static <A> double[] throughArray(Elements<A> elements, double... values) {
        return elements.toDoubles(elements.of(values));
    }

    /** The neighbours of a number of 16 bits, by counting. */
    private static short neighbour(short bits, int step) {
        return (short) (bits + step);
    }

    @Test
    void numbersJustBeyondTheMiddleAreNotRoundedTwice() {
        // Between the halves 1 and 1 + 2^-10; a float would round it to the middle, and that to 1.
        assertEquals(1 + 0x1p-10, rounded(Elements.FLOAT16, 1 + 0x1p-11 + 0x1p-40));
        assertEquals(1, rounded(Elements.FLOAT16, 1 + 0x1p-11 - 0x1p-40));
        assertEquals(1, rounded(Elements.FLOAT16, 1 + 0x1p-11));
        assertEquals(1 + 0x1p-7, rounded(Elements.BFLOAT16, 1 + 0x1p-8 + 0x1p-45));
        assertEquals(-1, rounded(Elements.BFLOAT16, -1 - 0x1p-8 + 0x1p-45));
        assertEquals(0x1p-24, rounded(Elements.FLOAT16, 0x1p-25 + 0x1p-60));
        assertEquals(0, rounded(Elements.FLOAT16, 0x1p-25));
    }

    @Test
    void whatIsNotFiniteStaysSo() {
        for (DType dtype : DType.values()) {
            double[] values = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0};
            assertArrayEquals(values, throughArray(Elements.of(dtype), values), dtype.toString());
        }
        assertEquals(Double.POSITIVE_INFINITY, rounded(Elements.FLOAT32, 1e300));
        assertEquals(Double.POSITIVE_INFINITY, rounded(Elements.FLOAT16, 65520));
        assertEquals(65504, rounded(Elements.FLOAT16, 65519.999999999));
        assertEquals(Double.POSITIVE_INFINITY, rounded(Elements.BFLOAT16, 3.4e38 * 1.01));
    }

    /** Compared with the nearest of three neighbours, in exact arithmetic. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void everyNumberGoesToTheNearest(DType dtype) {
        Random random = new Random(5);
        boolean isHalf = dtype == DType.FLOAT16;
        Elements<short[]> elements = isHalf ? Elements.FLOAT16 : Elements.BFLOAT16;
        for (int i = 0; i < 200_000; i++) {
            double value = (random.nextDouble() + (i % 3 == 0 ? 0x1p-40 : 1)) * Math.scalb(1, random.nextInt(20) - 10);
            if (i % 2 == 0) {
                // Near the middle of two neighbours.
                double low = rounded(elements, value);
                value = low + Math.ulp((float) low) * 0.5 * (isHalf ? 0x1p13 : 0x1p16) * (1 + 0x1p-38);
            }
            short bits = elements.of(value)[0];
            BigDecimal distance = distance(value, elements, bits);
            for (int step : new int[] {-1, 1}) {
                BigDecimal other = distance(value, elements, neighbour(bits, step));
                int order = distance.compareTo(other);
                assertEquals(true, order < 0 || order == 0 && (bits & 1) == 0, value + " became " + bits);
            }
        }
    }

    private static BigDecimal distance(double value, Elements<short[]> elements, short bits) {
        return new BigDecimal(value)
                .subtract(new BigDecimal(elements.toDoubles(new short[] {bits})[0]))
                .abs();
    }
}
