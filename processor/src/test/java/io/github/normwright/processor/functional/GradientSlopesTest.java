package io.github.normwright.processor.functional;

import io.github.normwright.api.DType;
import io.github.normwright.api.MaskRule;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.api.Switch;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Positions;
import io.github.normwright.processor.testing.Slopes;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The backward pass of a layer gives the slopes of its own forward pass. Unlike the formulas' gradients, which {@code
 * ReverseModeTest} checks, this goes through what training leaves in the context, after it has changed the variables.
 */
class GradientSlopesTest {

    private static final int BATCH = 4;
    private static final List<Positions> LAYOUTS = List.of(new Positions(true, 5, 2), new Positions(false, 2, 3));

    /** Limits that leave nothing of what the batch says, so that r and d are constants for the slopes, too. */
    private static final UnaryOperator<LayerSource> CONSTANT_RENORM = source -> source.with("renorm", true)
            .with("renormClipping.rmax", 1.25)
            .with("renormClipping.rmin", 1.25)
            .with("renormClipping.dmax", 0.5)
            .with("renormMomentum", 0.25);

    private static final List<UnaryOperator<LayerSource>> FEATURES = List.of(
            source -> source.with("renorm", true)
                    .with("renormClipping.rmax", 1.0)
                    .with("renormClipping.rmin", 1.0)
                    .with("renormClipping.dmax", 0.0),
            CONSTANT_RENORM,
            source -> CONSTANT_RENORM.apply(source).with("renormAlgorithm", RenormAlgorithm.WEIGHTED_AVERAGES),
            source -> source.with("virtualBatchSize", 2),
            source -> source.with("virtualBatchSize", 2).with("virtualBatches", VirtualBatches.CONTIGUOUS),
            source -> source.with("virtualBatchSize", 2).with("virtualBatchUpdates", VirtualBatchUpdates.SEQUENTIAL),
            source -> CONSTANT_RENORM.apply(source).with("virtualBatchSize", 2),
            source -> source.with("mask", true).with("maskRule", MaskRule.WEIGHTS),
            source -> source.with("mask", true).with("maskRule", MaskRule.KERAS_3),
            source -> source.with("mask", true).with("maskRule", MaskRule.KERAS_3_6),
            source -> source.with("mask", true).with("maskRule", MaskRule.EXACT),
            source -> CONSTANT_RENORM.apply(source).with("mask", true),
            source -> source.with("adjustment", true),
            source -> source.with("adjustment", true).with("adjustmentAxes", List.of(0)),
            source -> CONSTANT_RENORM.apply(source).with("adjustment", true),
            source -> CONSTANT_RENORM
                    .apply(source)
                    .with("adjustment", true)
                    .with("mask", true)
                    .with("virtualBatchSize", 2),
            source -> source.with("useMovingStatistics", Switch.ON));

    /** Each feature in one of the layouts: that all layouts compute the same formulas, other tests show. */
    static Stream<LayerSource> layers() {
        return IntStream.range(0, FEATURES.size())
                .mapToObj(i -> FEATURES.get(i)
                        .apply(LAYOUTS.get(i % LAYOUTS.size()).source())
                        .as(DType.FLOAT64)
                        .with("momentum", 0.25));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void backwardGivesTheSlopesOfTrain(LayerSource source) {
        boolean isLast = source.axis().get(0) == -1;
        Positions positions = new Positions(
                isLast, source.shape().get(isLast ? 2 : 1), source.shape().get(isLast ? 1 : 2));
        Slopes.check(source, kernel -> slopes(source, positions, kernel));
    }

    private static Slopes slopes(LayerSource source, Positions positions, Kernels kernel) {
        TestedLayer layer = TestedLayer.of(source, kernel);
        TestedLayer.Use use = layer.use();
        Map<String, double[]> variables = layer.variables();
        variables.replaceAll((name, values) -> values.length == 1
                ? new double[] {0.5}
                : positions.perChannel(name.contains("std") || name.contains("variance") ? 0.5 : 0.7, 0.1));
        // Beyond what dmax lets through, upwards or downwards.
        variables.computeIfPresent("renorm_mean", (name, values) -> positions.perChannel(-40, 17));
        giveArguments(source, positions, use);
        return new Slopes(layer, use, variables, positions.random(BATCH, 1), positions.random(BATCH, 2));
    }

    private static void giveArguments(LayerSource source, Positions positions, TestedLayer.Use use) {
        if (source.settings().containsKey("mask")) {
            // Along batch and the axis in the middle, as in Keras; each virtual batch keeps some values.
            double[] mask = new double[BATCH * source.shape().get(1)];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = i % 3 == 1 ? 0 : 1;
            }
            use.argument("mask", mask);
        }
        if (source.settings().containsKey("adjustment")) {
            boolean isPerSample = source.settings().containsKey("adjustmentAxes");
            int length = isPerSample ? BATCH : positions.channels();
            Random random = new Random(3);
            use.argument("adjustment_scale", random.doubles(length, 0.5, 2).toArray());
            use.argument("adjustment_bias", random.doubles(length, -1, 1).toArray());
        }
    }
}
