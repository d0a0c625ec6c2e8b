package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.LayerSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations behind the normalization. */
class ActivationTest {

    private static final List<LayerSource> LAYOUTS = List.of(
            LayerSource.of(shape(DYNAMIC, 37), -1),
            LayerSource.of(shape(DYNAMIC, 3, 70), 1),
            LayerSource.of(shape(DYNAMIC, 3, 5, 17), 1, 3).with("virtualBatchSize", 3));

    static Stream<LayerSource> layers() {
        return Arrays.stream(Activation.values())
                .flatMap(activation -> LAYOUTS.stream().map(layout -> layout.with("activation", activation)))
                .flatMap(source -> Stream.of(DType.values()).map(source::as));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyKernelAgreesWithTheFormulas(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        for (int batch : new int[] {3, 12}) {
            Agreement.check(source, compiled, true, batch);
            Agreement.check(source, compiled, false, batch);
        }
    }
}
