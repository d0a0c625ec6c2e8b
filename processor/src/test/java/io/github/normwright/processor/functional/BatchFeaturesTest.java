package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.DType;
import io.github.normwright.api.MaskRule;
import io.github.normwright.api.MovingVariance;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.api.Switch;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.LayerBatch;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Renormalization, virtual batches, masks, adjustments and conditional updates, alone and together, in every family of
 * layouts: all agree with the formulas, forward and backward.
 */
class BatchFeaturesTest {

    private static final List<LayerSource> LAYOUTS = List.of(
            LayerSource.of(shape(DYNAMIC, 19), -1),
            LayerSource.of(shape(DYNAMIC, 2, 5, 17), 3),
            LayerSource.of(shape(DYNAMIC, 5, 2, 19), 1),
            LayerSource.of(shape(DYNAMIC, 3, 5, 17), 1, 3),
            LayerSource.of(shape(DYNAMIC, DYNAMIC, 6, DYNAMIC), 2),
            LayerSource.of(shape(8, 3, 33), 1),
            LayerSource.of(shape(DYNAMIC, 1, 5), 1),
            LayerSource.of(shape(8, 64), 1));

    private static final UnaryOperator<LayerSource> RENORM = source -> source.with("renorm", true);
    private static final UnaryOperator<LayerSource> CLIPPED = source -> source.with("renorm", true)
            .with("renormClipping.rmax", 1.2)
            .with("renormClipping.rmin", 0.8)
            .with("renormClipping.dmax", 0.25);
    private static final UnaryOperator<LayerSource> GHOSTS = source -> source.with("virtualBatchSize", 4);
    private static final UnaryOperator<LayerSource> CONTIGUOUS =
            source -> GHOSTS.apply(source).with("virtualBatches", VirtualBatches.CONTIGUOUS);
    private static final UnaryOperator<LayerSource> SEQUENTIAL =
            source -> CONTIGUOUS.apply(source).with("virtualBatchUpdates", VirtualBatchUpdates.SEQUENTIAL);
    private static final UnaryOperator<LayerSource> ADJUSTED = source -> source.with("adjustment", true);
    private static final UnaryOperator<LayerSource> MASKED = source -> source.with("mask", true);

    static Stream<UnaryOperator<LayerSource>> features() {
        return Stream.of(
                RENORM,
                CLIPPED,
                source -> CLIPPED.apply(source).with("profile", Profile.TF_LAYERS_1_4),
                source -> RENORM.apply(source).with("profile", Profile.TF_KERAS_V1),
                source -> CLIPPED.apply(source)
                        .with("renormClipping.rmaxSchedule.firstStep", 1)
                        .with("renormClipping.rmaxSchedule.lastStep", 8)
                        .with("renormClipping.dmaxSchedule.lastStep", 5),
                source -> RENORM.apply(source).with("trainable", false).with("profile", Profile.TF_KERAS_V1),
                GHOSTS,
                CONTIGUOUS,
                SEQUENTIAL,
                source -> GHOSTS.apply(source).with("movingVariance", MovingVariance.UNBIASED),
                source -> GHOSTS.apply(RENORM.apply(source)),
                source -> SEQUENTIAL.apply(CLIPPED.apply(source)),
                source -> GHOSTS.apply(source).with("virtualBatchSize", 1),
                ADJUSTED,
                source -> ADJUSTED.apply(source).with("center", false).with("scale", false),
                source -> ADJUSTED.apply(source).with("adjustmentAxes", List.of(0)),
                source -> ADJUSTED.apply(source).with("adjustmentAxes", List.of(0, -1)),
                source -> ADJUSTED.apply(CLIPPED.apply(source)),
                source -> ADJUSTED.apply(CONTIGUOUS.apply(source)).with("adjustmentAxes", List.of(0)),
                MASKED,
                source -> MASKED.apply(source).with("maskRule", MaskRule.WEIGHTS),
                source -> MASKED.apply(source).with("maskRule", MaskRule.KERAS_3_6),
                source -> MASKED.apply(source).with("maskRule", MaskRule.EXACT),
                source -> MASKED.apply(source).with("maskRule", MaskRule.EXACT).with("maskAxes", List.of(0)),
                source -> MASKED.apply(source)
                        .with("maskRule", MaskRule.EXACT)
                        .with("movingVariance", MovingVariance.UNBIASED),
                source -> MASKED.apply(CLIPPED.apply(source)),
                source -> MASKED.apply(ADJUSTED.apply(GHOSTS.apply(CLIPPED.apply(source)))),
                source -> MASKED.apply(SEQUENTIAL.apply(RENORM.apply(source))).with("maskRule", MaskRule.EXACT),
                source -> source.with("nonFinite", NonFinite.SKIP),
                source -> GHOSTS.apply(RENORM.apply(source)).with("nonFinite", NonFinite.SKIP),
                source -> source.with("nonFinite", NonFinite.FAIL),
                source -> source.with("deferredUpdates", Switch.ON),
                source -> CLIPPED.apply(source).with("profile", Profile.TF_LAYERS),
                source -> source.with("profile", Profile.TF_LAYERS).with("epsilon", 1e-6),
                source -> source.with("useMovingStatistics", Switch.ON),
                source -> source.with("useMovingStatistics", Switch.ON).with("freezeStatistics", Switch.ON),
                source -> source.with("freezeStatistics", Switch.ON),
                source -> MASKED.apply(ADJUSTED.apply(RENORM.apply(source))).with("trainable", false),
                source -> RENORM.apply(source).with("useMovingStatistics", Switch.ON),
                source -> source.with("synchronizedStatistics", true),
                source -> MASKED.apply(RENORM.apply(source)).with("synchronizedStatistics", true),
                source -> RENORM.apply(source)
                        .with("renormAlgorithm", RenormAlgorithm.WEIGHTED_AVERAGES)
                        .with("virtualBatchSize", 2));
    }

    static Stream<LayerBatch.Member> layers() {
        return LayerBatch.of(LAYOUTS.stream()
                .flatMap(layout -> features().map(feature -> feature.apply(layout)))
                .filter(BatchFeaturesTest::isAllowed)
                .map(BatchFeaturesTest::sampled));
    }

    /** TensorFlow 1.4 takes one axis, and fails on float64 where it fuses. */
    private static boolean isAllowed(LayerSource source) {
        return source.axis().size() == 1 || source.settings().get("profile") != Profile.TF_LAYERS_1_4;
    }

    /** Every feature with every layout once, in one of the dtypes. */
    private static LayerSource sampled(LayerSource source) {
        DType[] dtypes = DType.values();
        return source.as(dtypes[Math.floorMod(source.toString().hashCode(), dtypes.length)]);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyKernelAgreesWithTheFormulas(LayerBatch.Member layer) {
        LayerSource source = layer.source();
        Compiled compiled = layer.compiled();
        long count = source.shape().stream().filter(size -> size == DYNAMIC).count();
        List<int[]> sizes = switch ((int) count) {
            case 0 -> List.of(new int[] {});
            case 1 -> List.of(new int[] {4}, new int[] {12});
            default -> List.of(new int[] {4, 3, 7}, new int[] {8, 1, 40});
        };
        for (int[] dynamic : sizes) {
            Agreement.check(source, compiled, true, dynamic);
            Agreement.check(source, compiled, false, dynamic);
        }
    }
}
