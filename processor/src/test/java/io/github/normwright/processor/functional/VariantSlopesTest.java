package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.api.UnitNormalization;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.VariantTests;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@code GradientSlopesTest}, for the normalizations that do not look at the batch. */
class VariantSlopesTest {

    private static final int BATCH = 3;

    static Stream<LayerSource> layers() {
        LayerSource layer = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 3, 5), -1);
        LayerSource instance = LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 2, 5), 1);
        return Stream.of(
                layer,
                layer.with("center", false),
                layer.with("rmsScaling", true),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 4, 3), 1),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 2, 3, 4), 1, 3),
                LayerSource.of(LayerNormalization.class, shape(BATCH, 5), 0),
                LayerSource.of(LayerNormalization.class, shape(BATCH, 5), 0, 1),
                LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 3, 5), -1),
                LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 4, 3), 1),
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 3, 6), -1)
                        .with("groups", 2),
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 6, 3), 1)
                        .with("groups", 3),
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 4, 3), 1)
                        .with("groups", -1),
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 4, 32), 1)
                        .with("groups", 2),
                LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 5, 2), -1),
                instance,
                instance.with("trackRunningStats", true).with("momentum", 0.25),
                instance.with("trackRunningStats", true).with("profile", Profile.KERAS_3),
                LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 3, 4), -1),
                LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 4, 3), 1));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void backwardGivesTheSlopesOfTrain(LayerSource source) {
        VariantTests.gradientsAreSlopes(source);
    }
}
