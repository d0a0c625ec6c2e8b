package io.github.normwright.processor.testing;

import static io.github.normwright.api.Shape.DYNAMIC;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.kernels.Threads;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that generated layers compute what their formulas say, and that every kernel on any number of threads computes
 * the same, bit for bit.
 */
public final class Agreement {

    private static final Set<String> TENSORS = Set.of("y", "dx", "dResidual");
    private static final Threads TWO = Threads.of(2);
    private static final Threads THREE = Threads.of(3);

    private Agreement() {}

    /** Compares calls of a layer in training and in inference, with tensors of several sizes where sizes are dynamic. */
    public static void check(LayerSource source) {
        check(source, Compiled.of(source));
    }

    /** As above, for a layer that is compiled along with others. */
    public static void check(LayerBatch.Member layer) {
        check(layer.source(), layer.compiled());
    }

    private static void check(LayerSource source, Compiled compiled) {
        for (int[] dynamic : dynamicSizes(source)) {
            for (boolean isTraining : new boolean[] {true, false}) {
                check(source, compiled, isTraining, dynamic);
            }
        }
    }

    private static List<int[]> dynamicSizes(LayerSource source) {
        long count = source.shape().stream().filter(size -> size == DYNAMIC).count();
        return switch ((int) count) {
            case 0 -> List.of(new int[] {});
            case 1 -> List.of(new int[] {0}, new int[] {1}, new int[] {2}, new int[] {9});
            case 2 -> List.of(new int[] {1, 1}, new int[] {2, 0}, new int[] {2, 9}, new int[] {3, 33});
            default -> List.of(new int[] {1, 1, 1}, new int[] {2, 3, 7});
        };
    }

    /** Compares one call of a layer, forward and backward. */
    public static void check(LayerSource source, Compiled compiled, boolean isTraining, int... dynamic) {
        LayerRun.Input input = LayerRun.Input.random(source.algorithm(), 7, isTraining, dynamic)
                .roundedTo(source.dtype());
        String what = source + Arrays.toString(dynamic) + (isTraining ? " training" : " inference");
        LayerRun scalar = run(source, compiled, Kernels.SCALAR, Threads.callingThread(), input, dynamic);
        LayerRun expected = Oracle.run(
                source.algorithm(), input, Optional.of(scalar.values().get("y")), dynamic);
        assertEquals(expected.values().keySet(), scalar.values().keySet(), what);
        expected.values().forEach((name, values) -> {
            double tolerance = tolerance(source, name, values.length, input);
            Compare.assertClose(values, scalar.values().get(name), tolerance, what + ": " + name);
        });
        for (Kernels kernel : List.of(Kernels.VECTOR_128, Kernels.VECTOR_256, Kernels.VECTOR_512)) {
            Threads threads = kernel == Kernels.VECTOR_256 ? TWO : THREE;
            Compare.assertSame(scalar, run(source, compiled, kernel, threads, input, dynamic), what + " " + kernel);
        }
    }

    /**
     * How far a result may be from the formulas. Tensors have the precision of the dtype, and so have variables that hold
     * nothing finer; all else has that of the arithmetic. A gradient of a parameter or an argument is a sum, whose
     * magnitude may be far less than that of its terms, so that long ones may be off by more.
     */
    private static double tolerance(LayerSource source, String name, int length, LayerRun.Input input) {
        boolean isTensor = TENSORS.contains(name);
        boolean isVariable = input.variables().containsKey(name);
        if (isTensor || isVariable && source.algorithm().hasInputPrecision()) {
            return tolerance(source.dtype());
        }
        double ofArithmetic = Math.min(tolerance(source.dtype()), tolerance(DType.FLOAT32));
        double terms = (double) input.x().length / length;
        return isVariable ? ofArithmetic : ofArithmetic * Math.max(1, terms / 256);
    }

    /** Some rounding errors of a dtype, relative to the result, or to one if that is less. */
    private static double tolerance(DType dtype) {
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
