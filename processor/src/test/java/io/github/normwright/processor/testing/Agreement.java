package io.github.normwright.processor.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.kernels.Threads;
import java.util.Arrays;
import java.util.List;

/**
 * Checks that generated layers compute what their formulas say, and that every kernel on any number of threads computes
 * the same, bit for bit.
 */
public final class Agreement {

    private static final Threads TWO = Threads.of(2);
    private static final Threads THREE = Threads.of(3);

    private Agreement() {}

    /** Compares one call of a layer, forward and backward. */
    public static void check(LayerSource source, Compiled compiled, boolean isTraining, int... dynamic) {
        LayerRun.Input input = LayerRun.Input.random(source.algorithm(), 7, isTraining, dynamic);
        check(source, compiled, input.roundedTo(source.dtype()), tolerance(source.dtype()), dynamic);
    }

    /** Compares one call of a layer with some input, forward and backward. */
    public static void check(
            LayerSource source, Compiled compiled, LayerRun.Input input, double tolerance, int... dynamic) {
        String what = source + Arrays.toString(dynamic) + (input.isTraining() ? " training" : " inference");
        LayerRun scalar = run(source, compiled, Kernels.SCALAR, Threads.callingThread(), input, dynamic);
        assertClose(Oracle.run(source.algorithm(), input, dynamic), scalar, tolerance, what);
        for (Kernels kernel : List.of(Kernels.VECTOR_128, Kernels.VECTOR_256, Kernels.VECTOR_512)) {
            Threads threads = kernel == Kernels.VECTOR_256 ? TWO : THREE;
            Compare.assertSame(scalar, run(source, compiled, kernel, threads, input, dynamic), what + " " + kernel);
        }
    }

    /** The gradient of a parameter or an argument is a sum over all values of a channel, whose rounding errors add up. */
    private static void assertClose(LayerRun expected, LayerRun found, double tolerance, String what) {
        assertEquals(expected.values().keySet(), found.values().keySet(), what);
        double elements = expected.values().get("y").length;
        expected.values().forEach((name, values) -> {
            boolean isSum = name.startsWith("d") && !name.equals("dx");
            double terms = isSum ? Math.max(1, elements / values.length) : 1;
            double[] others = found.values().get(name);
            Compare.assertClose(values, others, tolerance * Math.sqrt(terms), what + ": " + name);
        });
    }

    /** How far from the formulas results may be: some rounding errors of the dtype. */
    public static double tolerance(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 2e-5;
            case FLOAT64 -> 1e-12;
            case FLOAT16 -> 6e-4;
            case BFLOAT16 -> 5e-3;
        };
    }

    private static LayerRun run(
            LayerSource source,
            Compiled compiled,
            Kernels kernel,
            Threads threads,
            LayerRun.Input input,
            int... dynamic) {
        NormalizationLayer<?, ?> layer = kernel.create(compiled, source.className(), threads);
        return LayerRun.of(layer, input, dynamic);
    }
}
