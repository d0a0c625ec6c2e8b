package io.github.normwright.processor.plan;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.processor.spi.VariantSpec;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every axis of every rank falls into one of three families. */
class LayoutTest {

    static Stream<Arguments> layouts() {
        return Stream.of(
                layout("CHANNELS_LAST: rows x channels 64", shape(DYNAMIC, 64), -1),
                layout("CHANNELS_LAST: rows x channels 64", shape(DYNAMIC, 28, 28, 64), 3),
                layout("CHANNELS_LAST: rows x channels 64", shape(DYNAMIC, 64, 1, 1), 1),
                layout("CHANNELS_LAST: rows x channels 6", shape(DYNAMIC, 5, 2, 3), 2, 3),
                layout("CHANNELS_LAST: rows 20 x channels 64", shape(4, 5, 64), -1),
                layout("CHANNELS_LAST: rows 1 x channels 64", shape(1, 64), -1),
                layout("CHANNELS_LAST: rows 1 x channels 6", shape(2, 3), 0, 1),
                layout("CHANNELS_FIRST: outerSize x channels 64 x innerSize 784", shape(DYNAMIC, 64, 28, 28), 1),
                layout("CHANNELS_FIRST: outerSize x channels 64 x innerSize", shape(DYNAMIC, 64, DYNAMIC, 28), -3),
                layout("CHANNELS_FIRST: channels 4 x innerSize 15", shape(4, 3, 5), 0),
                layout("CHANNELS_FIRST: channels 64 x innerSize 784", shape(1, 64, 28, 28), 1),
                layout("GENERAL: outerSize x channels1 3 x outerSize2 5 x channels2 7", shape(DYNAMIC, 3, 5, 7), 1, 3),
                layout("GENERAL: channels1 4 x outerSize 3 x channels2 5 x innerSize 7", shape(4, 3, 5, 7), 0, 2),
                layout("GENERAL: channels1 4 x rows 3 x channels2 5", shape(4, 3, 5), 0, 2),
                layout("GENERAL: innerSize", shape(DYNAMIC, 28, 28, 1), -1),
                layout("GENERAL: innerSize 1", shape(1, 1), -1));
    }

    private static Arguments layout(String expected, List<Integer> shape, Integer... axis) {
        return Arguments.of(expected, LayerSource.of(shape, axis));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void mergesAxesThatAreTreatedAlike(String expected, LayerSource source) {
        VariantSpec spec = source.variantSpec();
        Layout layout = Layout.of(spec.space(), spec.axis(), spec.axis(), List.of());
        assertEquals(expected, layout.family() + ": " + layout);
    }
}
