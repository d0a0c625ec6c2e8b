package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InitializerKind;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.ParameterType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.api.UnitNormalization;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.LayerBatch;
import io.github.normwright.processor.testing.LayerSource;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@code AgreementTest}, for the normalizations that do not look at the batch. */
class VariantAgreementTest {

    private static final List<Class<? extends Annotation>> ALONG_THE_AXIS =
            List.of(LayerNormalization.class, RMSNormalization.class, UnitNormalization.class);

    /** Vectors of lengths around the numbers of lanes, and of some that are cut into tiles. */
    private static Stream<LayerSource> rows() {
        return ALONG_THE_AXIS.stream()
                .flatMap(kind -> IntStream.of(1, 2, 15, 16, 17, 33, 8193)
                        .mapToObj(length -> LayerSource.of(kind, shape(DYNAMIC, length), -1)))
                .map(VariantAgreementTest::oneType);
    }

    private static Stream<LayerSource> columns() {
        return ALONG_THE_AXIS.stream()
                .flatMap(kind -> Stream.of(
                        LayerSource.of(kind, shape(DYNAMIC, 3, 1), 1),
                        LayerSource.of(kind, shape(DYNAMIC, 5, 17), 1),
                        LayerSource.of(kind, shape(DYNAMIC, 33, 64), 1),
                        LayerSource.of(kind, shape(DYNAMIC, 8193, 2), 1)));
    }

    private static Stream<LayerSource> otherAxes() {
        return ALONG_THE_AXIS.stream()
                .flatMap(kind -> Stream.of(
                        LayerSource.of(kind, shape(DYNAMIC, 3, 5, 17), 3),
                        LayerSource.of(kind, shape(DYNAMIC, 3, 5, 17), 2),
                        LayerSource.of(kind, shape(DYNAMIC, 3, 5, 17), 2, 3),
                        LayerSource.of(kind, shape(DYNAMIC, 3, 5, 17), -3, -2, -1),
                        LayerSource.of(kind, shape(DYNAMIC, 3, 5, 17), 3, 1),
                        LayerSource.of(kind, shape(4, 3, 5, 17), 0),
                        LayerSource.of(kind, shape(4, 3, 5, 19), 0),
                        LayerSource.of(kind, shape(4, 3, 5, 17), 0, 2),
                        LayerSource.of(kind, shape(4, 3, 5, 17), 0, 1, 2, 3),
                        LayerSource.of(kind, shape(DYNAMIC, 2, 3, 2, 17), 1, 3),
                        LayerSource.of(kind, shape(2, 3, 2, 5, 4), 0, 2, 4),
                        LayerSource.of(kind, shape(DYNAMIC, DYNAMIC, 6), -1),
                        LayerSource.of(kind, shape(DYNAMIC, 6, DYNAMIC), 1),
                        LayerSource.of(kind, shape(DYNAMIC, DYNAMIC, 6, DYNAMIC), 2),
                        LayerSource.of(kind, shape(6, DYNAMIC), 0),
                        LayerSource.of(kind, shape(DYNAMIC, 1, 7), 1),
                        LayerSource.of(kind, shape(1, 20), 0),
                        LayerSource.of(kind, shape(7, 20, 30), 0),
                        LayerSource.of(kind, shape(19), 0),
                        LayerSource.of(kind, shape(1), 0),
                        LayerSource.of(kind, shape(1, 1, 1), 0, 1, 2)))
                .map(VariantAgreementTest::oneType);
    }

    private static Stream<LayerSource> groups() {
        return IntStream.of(1, 12, 34)
                .boxed()
                .flatMap(channels -> Stream.of(
                                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 2, 3, channels), -1),
                                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, channels, 2, 9), 1))
                        .flatMap(source -> IntStream.of(1, 2, channels, -1)
                                .filter(groups -> channels % groups == 0)
                                .distinct()
                                .mapToObj(groups -> source.with("groups", groups))));
    }

    private static Stream<LayerSource> otherGroups() {
        return Stream.of(
                        groups(3, shape(DYNAMIC, 5, 6, 7), 2),
                        groups(2, shape(DYNAMIC, 6), 1),
                        groups(-1, shape(DYNAMIC, 6), 1),
                        groups(2, shape(3, 6), 1),
                        groups(1, shape(1, 1), 1),
                        groups(3, shape(DYNAMIC, 6, DYNAMIC, DYNAMIC), 1),
                        groups(2, shape(DYNAMIC, 6, DYNAMIC), 1),
                        groups(2, shape(DYNAMIC, 4, 40), 1),
                        groups(3, shape(DYNAMIC, DYNAMIC, DYNAMIC, 6), 3),
                        groups(2, shape(DYNAMIC, 2, 3, 2, 4), -1),
                        groups(2, shape(DYNAMIC, 4, 3, 2, 2), 1),
                        groups(2, shape(DYNAMIC, 6, 2731), 1),
                        groups(2, shape(DYNAMIC, 2731, 6), -1),
                        groups(2, shape(DYNAMIC, 3, 34), -1),
                        groups(4, shape(DYNAMIC, 513, 20), -1),
                        groups(32, shape(DYNAMIC, 2, 64), -1))
                .map(VariantAgreementTest::oneType);
    }

    private static LayerSource groups(int groups, List<Integer> shape, int axis) {
        return LayerSource.of(GroupNormalization.class, shape, axis).with("groups", groups);
    }

    private static Stream<LayerSource> instances() {
        return Stream.of(
                        instances(shape(DYNAMIC, 3, 2), 1),
                        instances(shape(DYNAMIC, 3, 16), 1),
                        instances(shape(DYNAMIC, 3, 33), 1),
                        instances(shape(DYNAMIC, 2, 8193), 1),
                        instances(shape(DYNAMIC, 5, 15), -1),
                        // Both compute from variables only: inference coefficients, its gradient copies of the mean.
                        instances(shape(DYNAMIC, 5, 2), -1).with("activation", Activation.SILU),
                        instances(shape(DYNAMIC, 5, 16), -1),
                        instances(shape(DYNAMIC, 5, 17), -1),
                        instances(shape(DYNAMIC, 8193, 2), -1),
                        instances(shape(DYNAMIC, 3, 5, 17), 2),
                        instances(shape(DYNAMIC, 3, 5, 17), 1, 3),
                        instances(shape(DYNAMIC, 3, 5, 17), 2, 3),
                        instances(shape(DYNAMIC, 2, 3, 2, 4), 1, 3),
                        instances(shape(4, 3, 5, 7), 1),
                        instances(shape(1, 3, 5), 1))
                .map(VariantAgreementTest::oneType)
                .flatMap(VariantAgreementTest::withAndWithoutMovingStatistics);
    }

    /** PyTorch refuses some of these sizes in training. */
    private static Stream<LayerSource> smallInstances() {
        return Stream.of(
                        instances(shape(DYNAMIC, 6), -1),
                        instances(shape(DYNAMIC, 6, 1), 1),
                        instances(shape(1, 1, 1), 1),
                        instances(shape(DYNAMIC, DYNAMIC, 6), -1),
                        instances(shape(DYNAMIC, 6, DYNAMIC), 1),
                        instances(shape(DYNAMIC, 6, DYNAMIC, DYNAMIC), 1))
                .map(source -> source.with("profile", Profile.KERAS_3))
                .flatMap(VariantAgreementTest::withAndWithoutMovingStatistics);
    }

    private static LayerSource instances(List<Integer> shape, Integer... axis) {
        return LayerSource.of(InstanceNormalization.class, shape, axis);
    }

    private static Stream<LayerSource> withAndWithoutMovingStatistics(LayerSource source) {
        return Stream.of(source, source.with("trackRunningStats", true));
    }

    private static Stream<LayerSource> settings() {
        LayerSource layer = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 19), -1);
        LayerSource rms = LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 5, 19), 1);
        LayerSource group = groups(2, shape(DYNAMIC, 5, 6), -1);
        LayerSource instance = instances(shape(DYNAMIC, 5, 6), 1);
        Stream<LayerSource> common = Stream.of(layer, group, instance)
                .flatMap(source -> Stream.of(
                        source.with("center", false),
                        source.with("scale", false),
                        source.with("center", false).with("scale", false)));
        Stream<LayerSource> profiles = Stream.of(layer, rms, group, instance)
                .flatMap(source -> Stream.of(
                        source.with("epsilon", 0.1),
                        source.with("profile", Profile.TF_KERAS),
                        source.with("profile", Profile.TORCH),
                        source.with("profile", Profile.ONNX),
                        source.with("parameterType", ParameterType.INPUT),
                        source.with("gammaInitializer.kind", InitializerKind.RANDOM_NORMAL)));
        Stream<LayerSource> own = Stream.of(
                rms.with("scale", false),
                layer.with("rmsScaling", true),
                layer.with("rmsScaling", true).with("scale", false),
                layer.with("rmsScaling", true).with("center", false),
                instance.with("trackRunningStats", true).with("momentum", 0.0),
                instance.with("trackRunningStats", true).with("momentum", 1.0),
                instance.with("trackRunningStats", true).with("profile", Profile.ONNX),
                instance.with("trackRunningStats", true).with("profile", Profile.TF_KERAS));
        return Stream.of(common, profiles, own).flatMap(sources -> sources);
    }

    private static Stream<LayerSource> shortTypes() {
        return Stream.of(
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 19), -1),
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 19), 1),
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 19), -1)
                                .with("profile", Profile.TORCH),
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 48), -1),
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 48), -1)
                                .with("residual", true)
                                .with("activation", Activation.RELU),
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 5, 48), -1)
                                .with("activation", Activation.HARD_SWISH),
                        LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 33), -1),
                        LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 33), -1),
                        groups(2, shape(DYNAMIC, 5, 6), -1),
                        groups(2, shape(DYNAMIC, 6, 33), 1),
                        instances(shape(DYNAMIC, 5, 18), -1),
                        instances(shape(DYNAMIC, 5, 33), 1).with("trackRunningStats", true))
                .flatMap(source -> Stream.of(source.as(DType.FLOAT16), source.as(DType.BFLOAT16)));
    }

    /** Every third layer in float64: which one does not change from run to run. */
    private static LayerSource oneType(LayerSource source) {
        return source.toString().hashCode() % 3 == 0 ? source.as(DType.FLOAT64) : source;
    }

    static Stream<LayerBatch.Member> layers() {
        return LayerBatch.of(Stream.of(
                        rows(),
                        columns(),
                        otherAxes(),
                        groups(),
                        otherGroups(),
                        instances(),
                        smallInstances(),
                        settings(),
                        shortTypes())
                .flatMap(layers -> layers));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyKernelAgreesWithTheFormulas(LayerBatch.Member layer) {
        Agreement.check(layer);
    }
}
