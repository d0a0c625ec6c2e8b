package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.InPlace;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tensors that a call fills may lie over tensors that it reads, and nothing else is computed then. */
class InPlaceTest {

    private static final Threads THREADS = Threads.of(2);

    private static final List<LayerSource> LAYOUTS = List.of(
            LayerSource.of(shape(DYNAMIC, 272), -1),
            LayerSource.of(shape(DYNAMIC, 37), -1),
            LayerSource.of(shape(DYNAMIC, 4, 19), 1),
            // Vectors of channels overlap, though all channels of a sample are whole vectors.
            LayerSource.of(shape(DYNAMIC, 4, 20), 1, 2).with("adjustment", true).with("adjustmentAxes", List.of(0, 1)),
            LayerSource.of(shape(DYNAMIC, 3, 70), 1).as(DType.BFLOAT16),
            LayerSource.of(shape(DYNAMIC, 3, 5, 17), 1, 3).with("virtualBatchSize", 3),
            LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 37), -1),
            LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 272), -1),
            LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 3, 16), 1, 2),
            LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 301), -1),
            LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 3, 19), 1),
            LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 6, 5), 1).with("groups", 3),
            LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 6, 33), 1).with("groups", 3),
            LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 5, 6), -1).with("groups", 3));

    static Stream<LayerSource> layers() {
        return LAYOUTS.stream()
                .flatMap(layout -> Stream.of(
                        layout,
                        layout.with("residual", true),
                        layout.with("residual", true).with("activation", Activation.RELU),
                        layout.with("residual", true).with("activation", Activation.GELU_TANH)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void placesChangeNoValue(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        for (boolean isTraining : new boolean[] {true, false}) {
            LayerRun.Input input =
                    LayerRun.Input.random(source.algorithm(), 9, isTraining, 15).roundedTo(source.dtype());
            for (Kernels kernel : List.of(Kernels.SCALAR, Kernels.VECTOR_256)) {
                InPlace.check(source, kernel.toString(), places -> run(source, compiled, kernel, input, places));
            }
        }
    }

    private static LayerRun run(
            LayerSource source, Compiled compiled, Kernels kernel, LayerRun.Input input, Map<String, String> inPlace) {
        return LayerRun.of(kernel.create(compiled, source.className(), THREADS), input, inPlace, 15);
    }
}
