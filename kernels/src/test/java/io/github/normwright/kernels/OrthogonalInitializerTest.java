package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrthogonalInitializerTest {

    private static final double[] TALL = {1.44795967, 1.11422597, -1.24762935, 1.56095701, -0.58892596, -0.56737441};

    /** Twice NumPy's QR decomposition of the same normal numbers, its signs made those of a positive diagonal. */
    @Test
    void isTheQOfANormalMatrix() {
        double[] values = new double[6];
        Initializers.orthogonal(2, 9).initialize(values, new int[] {3, 2});
        assertArrayEquals(TALL, values, 1e-8);
    }

    @Test
    void isTransposedWithFewerRowsThanColumns() {
        double[] values = new double[6];
        Initializers.orthogonal(2, 9).initialize(values, new int[] {2, 3});
        assertArrayEquals(new double[] {TALL[0], TALL[2], TALL[4], TALL[1], TALL[3], TALL[5]}, values, 1e-8);
    }

    @Test
    void flattensAllButTheLastSize() {
        double[] flat = new double[24];
        double[] deep = new double[24];
        Initializers.orthogonal(1, 4).initialize(flat, new int[] {6, 4});
        Initializers.orthogonal(1, 4).initialize(deep, new int[] {2, 3, 4});
        assertArrayEquals(flat, deep);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void shorterSideIsOrthonormalUpToTheGain(
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 20) int columns,
            @ForAll @DoubleRange(min = -4, max = 4) double gain,
            @ForAll long seed) {
        double[] values = new double[rows * columns];
        Initializers.orthogonal(gain, seed).initialize(values, new int[] {rows, columns});
        boolean isTall = rows >= columns;
        int count = Math.min(rows, columns);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    product += isTall
                            ? values[k * columns + i] * values[k * columns + j]
                            : values[i * columns + k] * values[j * columns + k];
                }
                assertEquals(i == j ? gain * gain : 0, product, 1e-13 * (1 + gain * gain));
            }
        }
    }

    /** Orthogonalizing only once would leave errors up to a thousand times as large in some of these. */
    @Test
    void squareMatricesAreOrthonormalButForRounding() {
        int size = 40;
        for (int seed = 0; seed < 50; seed++) {
            double[] values = new double[size * size];
            Initializers.orthogonal(1, seed).initialize(values, new int[] {size, size});
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    double product = 0;
                    for (int k = 0; k < size; k++) {
                        product += values[k * size + i] * values[k * size + j];
                    }
                    assertEquals(i == j ? 1 : 0, product, 4e-15);
                }
            }
        }
    }

    /** All orthogonal matrices are equally likely only if no sign is preferred: here, that of a rotation's corner. */
    @Test
    void prefersNoSign() {
        int positive = 0;
        for (int seed = 0; seed < 1000; seed++) {
            double[] values = new double[4];
            Initializers.orthogonal(1, seed).initialize(values, new int[] {2, 2});
            positive += values[0] > 0 ? 1 : 0;
        }
        // Four standard deviations of the number of heads of 1000 coins.
        assertEquals(500, positive, 64);
    }

    @Test
    void needsARankOf2OrMore() {
        assertRefuses("expected a shape of rank 2 or more for an orthogonal matrix, found [6]", 6, 6);
        assertRefuses("expected a shape of rank 2 or more for an orthogonal matrix, found []", 1);
    }

    private static void assertRefuses(String message, int size, int... shape) {
        double[] values = new double[size];
        assertEquals(
                message,
                assertThrowsExactly(
                                IllegalArgumentException.class,
                                () -> Initializers.orthogonal(1, 0).initialize(values, shape))
                        .getMessage());
        assertArrayEquals(new double[size], values);
    }
}
