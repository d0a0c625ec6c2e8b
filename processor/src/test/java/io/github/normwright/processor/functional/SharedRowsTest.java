package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.InPlace;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of parameters and of the input that are computed together, for one tile of rows after the other. */
class SharedRowsTest {

    /** Two full tiles of rows of {@link #LENGTH} and a smaller one; of shorter rows fewer tiles, down to one. */
    private static final int ROWS = 130;

    private static final int LENGTH = 1040;

    private static final Threads THREADS = Threads.of(2);

    static Stream<LayerSource> layers() {
        LayerSource layer = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, LENGTH), -1);
        return Stream.of(
                layer,
                layer.with("scale", false),
                layer.with("residual", true).with("activation", Activation.RELU),
                layer.as(DType.BFLOAT16),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 272), -1),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 272), -1)
                        .as(DType.FLOAT64),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 272), -1)
                        .with("scale", false)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 272), -1)
                        .as(DType.FLOAT16)
                        .with("residual", true)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 24, 32), 1, 2)
                        .with("center", false),
                LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 1024), -1),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 528), -1)
                        .with("residual", true)
                        .with("activation", Activation.RELU),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 1200), -1),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 700), -1),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 600, 2), 1, 2),
                LayerSource.of(RMSNormalization.class, shape(DYNAMIC, LENGTH + 1), -1));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void agreeForSeveralTiles(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        Agreement.check(source, compiled, true, ROWS);
        Agreement.check(source, compiled, false, 64);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void rowsAreReadBeforeTheyAreOverwritten(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        LayerRun.Input input =
                LayerRun.Input.random(source.algorithm(), 9, true, ROWS).roundedTo(source.dtype());
        for (Kernels kernel : List.of(Kernels.SCALAR, Kernels.VECTOR_256, Kernels.VECTOR_512)) {
            InPlace.check(source, kernel.toString(), places -> run(source, compiled, kernel, input, places));
        }
    }

    /** A row with infinities, one without numbers, one whose mean is huge and one whose first value is far from it. */
    @ParameterizedTest
    @MethodSource("layers")
    void strangeRowsAreTheSameForEveryKernel(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        LayerRun.Input input = LayerRun.Input.random(source.algorithm(), 9, true, ROWS);
        double[] x = input.x().clone();
        int length = x.length / ROWS;
        x[5] = Double.POSITIVE_INFINITY;
        Arrays.fill(x, 40 * length, 41 * length, Double.NaN);
        for (int i = 70 * length; i < 71 * length; i++) {
            x[i] += 1e6;
        }
        x[129 * length] = 1e5;
        LayerRun.Input strange = input.withX(x).roundedTo(source.dtype());
        LayerRun scalar = run(source, compiled, Kernels.SCALAR, strange, Map.of());
        for (Kernels kernel : List.of(Kernels.VECTOR_128, Kernels.VECTOR_256, Kernels.VECTOR_512)) {
            LayerRun found = run(source, compiled, kernel, strange, Map.of());
            Compare.assertSame(scalar, found, source + " " + kernel);
        }
    }

    private static LayerRun run(
            LayerSource source, Compiled compiled, Kernels kernel, LayerRun.Input input, Map<String, String> inPlace) {
        return LayerRun.of(kernel.create(compiled, source.className(), THREADS), input, inPlace, ROWS);
    }
}
