package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.LayerBatch;
import io.github.normwright.processor.testing.LayerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations behind the normalization, and behind the sum with a residual. */
class ActivationTest {

    /** Whole vectors in rows wide enough to be read one by one, rows that end within a vector, and the other families. */
    private static final List<LayerSource> LAYOUTS = List.of(
            LayerSource.of(shape(DYNAMIC, 272), -1),
            LayerSource.of(shape(DYNAMIC, 37), -1),
            LayerSource.of(shape(DYNAMIC, 3, 70), 1),
            LayerSource.of(shape(DYNAMIC, 3, 5, 17), 1, 3).with("virtualBatchSize", 3));

    /** Every activation in every layout and in every dtype, with and without a residual. */
    static Stream<LayerBatch.Member> layers() {
        DType[] dtypes = DType.values();
        List<LayerSource> layers = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            for (int i = 0; i < LAYOUTS.size(); i++) {
                int turn = activation.ordinal() + i;
                layers.add(LAYOUTS.get(i)
                        .as(dtypes[(turn + activation.ordinal() / dtypes.length) % dtypes.length])
                        .with("activation", activation)
                        .with("residual", turn % 2 == 0));
            }
        }
        return LayerBatch.of(layers.stream());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyKernelAgreesWithTheFormulas(LayerBatch.Member layer) {
        Agreement.check(layer.source(), layer.compiled(), true, 12);
        Agreement.check(layer.source(), layer.compiled(), false, 3);
    }
}
