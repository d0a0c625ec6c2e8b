package io.github.normwright.processor.emit;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Goldens;
import io.github.normwright.processor.testing.LayerSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated sources are a product: these are read whenever they change. Equal on every JDK that runs the tests, so
 * generated code does not depend on it.
 */
class SourceGoldenTest {

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of("channels-last", LayerSource.of(shape(DYNAMIC, 28, 28, 128), -1)),
                Arguments.of(
                        "residual",
                        LayerSource.of(shape(DYNAMIC, 256), -1)
                                .with("residual", true)
                                .with("activation", Activation.RELU)),
                Arguments.of("channels-first", LayerSource.of(shape(DYNAMIC, 64, 56, 56), 1)),
                Arguments.of(
                        "channels-first-dynamic-float64",
                        LayerSource.of(shape(DYNAMIC, 19, DYNAMIC), 1)
                                .as(DType.FLOAT64)
                                .with("profile", Profile.TORCH)),
                Arguments.of(
                        "channels-first-small-float16",
                        LayerSource.of(shape(DYNAMIC, 64, 7, 7), 1).as(DType.FLOAT16)),
                Arguments.of(
                        "channels-last-bfloat16",
                        LayerSource.of(shape(DYNAMIC, 64), -1).as(DType.BFLOAT16)),
                Arguments.of(
                        "channels-last-odd",
                        LayerSource.of(shape(DYNAMIC, 83), -1).with("scale", false)),
                Arguments.of("channels-last-few", LayerSource.of(shape(DYNAMIC, 3), -1)),
                Arguments.of("general", LayerSource.of(shape(DYNAMIC, 6, 10, 8), 1, 3)),
                Arguments.of("layer", LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 64, 256), -1)),
                Arguments.of(
                        "group-channels-last",
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 28, 28, 128), -1)),
                Arguments.of(
                        "group-channels-first",
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 128, 28, 28), 1)),
                Arguments.of("instance", LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 64, 56, 56), 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void sourcesAreAsRecorded(String name, LayerSource source) {
        Compiled.of(source)
                .sources()
                .forEach((className, text) -> Goldens.check("sources/" + name + "/" + className + ".java.txt", text));
    }
}
