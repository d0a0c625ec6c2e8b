package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.UnitNormalization;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Layers with several sets of rows of channels, each with statistics of its own: rows of samples, of ghost batches, or what is reduced
 * in front of pixels. Sums and maps go over the rows of each set as they do over those of a whole tensor.
 */
class RowsOfSamplesTest {

    /** Fewer rows than a group has, more, and those from which quarters are apart. */
    private static final List<Integer> ROWS = List.of(3, 9, 64, 67);

    private static LayerSource group(int channels, int groups) {
        return LayerSource.of(GroupNormalization.class, shape(DYNAMIC, DYNAMIC, channels), -1)
                .with("groups", groups);
    }

    static Stream<LayerSource> layers() {
        return Stream.of(
                group(272, 4),
                group(272, 4).as(DType.FLOAT64),
                group(272, 4).as(DType.BFLOAT16),
                group(48, 48),
                group(48, 1),
                group(33, 3),
                group(48, 3).with("residual", true).with("activation", Activation.RELU),
                group(272, 2).with("activation", Activation.GELU),
                LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, DYNAMIC, 272), -1)
                        .with("trackRunningStats", true),
                LayerSource.of(shape(DYNAMIC, DYNAMIC, 48), -1).with("virtualBatchSize", 1),
                LayerSource.of(shape(DYNAMIC, DYNAMIC, 257), -1).with("virtualBatchSize", 1),
                // Arguments of each sample, which start somewhere in their arrays.
                LayerSource.of(shape(DYNAMIC, DYNAMIC, 48), -1)
                        .with("virtualBatchSize", 1)
                        .with("adjustment", true)
                        .with("adjustmentAxes", List.of(0, 2))
                        .with("scale", false)
                        .with("center", false));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void kernelsAgree(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        for (int rows : ROWS) {
            Agreement.check(source, compiled, true, 3, rows);
        }
        Agreement.check(source, compiled, false, 2, 67);
    }

    /** As many samples as make tensors that maps align to lines of the cache, next to one. */
    static Stream<Arguments> layersOfKnownRows() {
        return Stream.of(
                Arguments.of(3, knownRows(500, 272, 4)),
                Arguments.of(2, knownRows(130, 272, 4).as(DType.FLOAT64)),
                Arguments.of(2, knownRows(500, 272, 4).as(DType.BFLOAT16)),
                // Several rows are taken as one.
                Arguments.of(21, knownRows(200, 40, 5)),
                Arguments.of(34, knownRows(130, 33, 3)),
                Arguments.of(
                        34, knownRows(130, 33, 3).with("residual", true).with("activation", Activation.LEAKY_RELU)),
                Arguments.of(2, knownRows(5600, 12, 3)),
                Arguments.of(55, LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 130, 19), -1)),
                // Several dimensions around rows.
                Arguments.of(5, LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 3, 200, 48), 1, 3)));
    }

    @ParameterizedTest
    @MethodSource("layersOfKnownRows")
    void kernelsAgreeOverAlignedRows(int samples, LayerSource source) {
        Compiled compiled = Compiled.of(source);
        Agreement.check(source, compiled, true, 1);
        Agreement.check(source, compiled, true, samples);
    }

    private static LayerSource knownRows(int rows, int channels, int groups) {
        return LayerSource.of(GroupNormalization.class, shape(DYNAMIC, rows, channels), -1)
                .with("groups", groups);
    }

    @Test
    void kernelsAgreeForSeveralTiles() {
        LayerSource source = group(272, 4);
        Agreement.check(source, Compiled.of(source), true, 2, 300);
    }

    @Test
    void kernelsAgreeWhereAllSizesAreKnown() {
        LayerSource source = LayerSource.of(shape(2, 200, 48), 0, 2);
        Agreement.check(source, Compiled.of(source), true);
    }

    /** Nobody knows how many elements a row has, though they are a multiple of those of a vector. */
    @Test
    void kernelsAgreeWhereRowsAreOfUnknownLength() {
        LayerSource inner = LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 9, DYNAMIC, 16), 1);
        Compiled compiled = Compiled.of(inner);
        for (int pixels : new int[] {1, 2, 4}) {
            Agreement.check(inner, compiled, true, 3, pixels);
        }
        LayerSource outer = LayerSource.of(UnitNormalization.class, shape(9, DYNAMIC, 16), 0);
        Agreement.check(outer, Compiled.of(outer), true, 5);
        LayerSource last = LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 9, 32, DYNAMIC), 1);
        Agreement.check(last, Compiled.of(last), true, 2, 3);
    }

    /** Copies of what variables hold are kept from call to call. */
    @Test
    @SuppressWarnings("unchecked")
    void aVariableThatIsChangedShowsInTheNextCall() {
        LayerSource source = knownRows(200, 32, 4);
        NormalizationLayer<float[], float[]> layer = (NormalizationLayer<float[], float[]>)
                Kernels.VECTOR_512.create(Compiled.of(source), source.className(), Threads.callingThread());
        TrainingContext<float[]> context = layer.newContext();
        float[] x = new float[2 * 200 * 32];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * i % 101;
        }
        float[] before = new float[x.length];
        float[] after = new float[x.length];
        layer.train(x, 0, before, 0, new int[] {2}, context);
        float[] ones = new float[32];
        Arrays.fill(ones, 1);
        layer.variables().get(1).set(ones);
        layer.train(x, 0, after, 0, new int[] {2}, context);
        for (int i = 0; i < x.length; i++) {
            assertEquals(before[i] + 1, after[i]);
        }
        layer.infer(x, 0, before, 0, new int[] {2});
        assertArrayEquals(after, before);
    }

    /** Rows of pixels, which are reduced along channels. */
    static Stream<LayerSource> layersOfPixels() {
        return Stream.of(
                LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 9, 48), 1),
                LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 70, 33), 1),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 70, 272), 1),
                LayerSource.of(LayerNormalization.class, shape(2, 9, DYNAMIC), 1));
    }

    @ParameterizedTest
    @MethodSource("layersOfPixels")
    void kernelsAgreeOverPixels(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        Agreement.check(source, compiled, true, 3);
        Agreement.check(source, compiled, true, 50);
    }

    /** The first row of a sample is the pivot, and far from the mean then, so that sums are taken again. */
    @Test
    void sumsThatAreTakenAgainAreAccurate() {
        LayerSource source = group(272, 4);
        Compiled compiled = Compiled.of(source);
        LayerRun.Input random = LayerRun.Input.random(source.algorithm(), 3, true, 2, 200);
        double[] x = random.x().clone();
        Arrays.fill(x, 0, 272, 1e4);
        LayerRun.Input input = random.withX(x);
        LayerRun expected = Oracle.run(source.algorithm(), input, 2, 200);
        for (Kernels kernel : List.of(Kernels.SCALAR, Kernels.VECTOR_128, Kernels.VECTOR_256, Kernels.VECTOR_512)) {
            LayerRun run =
                    LayerRun.of(kernel.create(compiled, source.className(), Threads.callingThread()), input, 2, 200);
            Compare.assertClose(expected, run, 1e-4, kernel.toString());
        }
    }
}
