package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Oracle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Layers that sum rows from four quarters of a tile, which are apart from 64 rows of a tile on: none to seven rows are left behind
 * them, in one tile and in several.
 */
class QuarterRowsTest {

    private static final LayerSource PLAIN = LayerSource.of(shape(DYNAMIC, 257), -1);

    static Stream<LayerSource> layers() {
        return Stream.of(
                PLAIN,
                LayerSource.of(shape(DYNAMIC, 272), -1).with("residual", true).with("activation", Activation.RELU),
                LayerSource.of(shape(DYNAMIC, 256), -1).with("renorm", true),
                LayerSource.of(shape(DYNAMIC, 511), -1).as(DType.FLOAT64));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void kernelsAgreeWhateverIsLeftBehindQuarters(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        IntStream.concat(IntStream.rangeClosed(63, 72), IntStream.of(128, 600))
                .forEach(rows -> Agreement.check(source, compiled, true, rows));
    }

    @Test
    void kernelsAgreeForTilesOfMoreRows() {
        Agreement.check(PLAIN, Compiled.of(PLAIN), true, 8191);
    }

    /** The first row of a tile is the pivot, and far from the mean then, so that sums are taken again. */
    @Test
    void sumsThatAreTakenAgainAreAccurate() {
        int rows = 200;
        Compiled compiled = Compiled.of(PLAIN);
        LayerRun.Input random = LayerRun.Input.random(PLAIN.algorithm(), 3, true, rows);
        double[] x = random.x().clone();
        Arrays.fill(x, 0, 257, 1e4);
        LayerRun.Input input = random.withX(x);
        LayerRun expected = Oracle.run(PLAIN.algorithm(), input, rows);
        for (Kernels kernel : List.of(Kernels.SCALAR, Kernels.VECTOR_128, Kernels.VECTOR_256, Kernels.VECTOR_512)) {
            LayerRun run =
                    LayerRun.of(kernel.create(compiled, PLAIN.className(), Threads.callingThread()), input, rows);
            Compare.assertClose(expected, run, 1e-4, kernel.toString());
        }
    }
}
