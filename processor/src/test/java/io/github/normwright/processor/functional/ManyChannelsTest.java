package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.LayerNormalization;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.LayerSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Layers of many channels, whose tiles have more rows where there would be more than 32 tiles: of 1024 channels 64 rows up to 2048
 * rows, and 72 of 2121; and of so many that maps take four rows at once.
 */
class ManyChannelsTest {

    static Stream<LayerSource> layers() {
        return Stream.of(
                LayerSource.of(shape(DYNAMIC, 1024), -1),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 1024), -1));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void kernelsAgreeForTilesOfMoreRows(LayerSource source) {
        Agreement.check(source, Compiled.of(source), true, 2121);
    }

    /**
     * Maps of more than 1365 channels take four rows at once: none to three of them are left behind these, and too few for any.
     * From 96 rows on tensors are so large that vectors start behind the start of a row.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 8, 11, 14, 64, 67, 96, 101})
    void kernelsAgreeForRowsInFours(int rows) {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 1376), -1);
        Agreement.check(source, Compiled.of(source), true, rows);
    }
}
