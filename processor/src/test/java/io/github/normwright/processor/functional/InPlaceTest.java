package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
            LayerSource.of(shape(DYNAMIC, 3, 70), 1).as(DType.BFLOAT16),
            LayerSource.of(shape(DYNAMIC, 3, 5, 17), 1, 3).with("virtualBatchSize", 3));

    private static final List<Map<String, String>> WITHOUT_RESIDUAL =
            List.of(Map.of("y", "x"), Map.of("dx", "dy"), Map.of("dx", "x"), Map.of("dx", "y"));

    private static final List<Map<String, String>> WITH_RESIDUAL = List.of(
            Map.of("y", "x"),
            Map.of("dx", "dy"),
            Map.of("dResidual", "dy"),
            Map.of("dResidual", "dy", "dx", "x"),
            Map.of("dResidual", "residual", "dx", "dy"));

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
                LayerRun apart = run(source, compiled, kernel, input, Map.of());
                for (Map<String, String> inPlace : places(source)) {
                    LayerRun found = run(source, compiled, kernel, input, inPlace);
                    Map<String, double[]> expected = new LinkedHashMap<>(apart.values());
                    expected.keySet().retainAll(found.values().keySet());
                    Compare.assertSame(new LayerRun(expected), found, source + " " + kernel + " " + inPlace);
                }
            }
        }
    }

    private static List<Map<String, String>> places(LayerSource source) {
        if (!source.settings().containsKey("residual")) {
            return WITHOUT_RESIDUAL;
        }
        List<Map<String, String>> places = new ArrayList<>(WITH_RESIDUAL);
        if (source.settings().get("activation") != Activation.GELU_TANH) {
            // Backward needs no residual.
            places.add(Map.of("y", "residual"));
            places.add(Map.of("y", "residual", "dResidual", "y", "dx", "dy"));
        }
        if (source.settings().containsKey("activation")) {
            places.add(Map.of("dResidual", "residual", "dx", "x"));
        }
        return places;
    }

    private static LayerRun run(
            LayerSource source, Compiled compiled, Kernels kernel, LayerRun.Input input, Map<String, String> inPlace) {
        return LayerRun.of(kernel.create(compiled, source.className(), THREADS), input, inPlace, 15);
    }
}
