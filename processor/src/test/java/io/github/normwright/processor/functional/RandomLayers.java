package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.MaskRule;
import io.github.normwright.api.MovingVariance;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.ParameterType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.api.Switch;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.variant.BatchNormalizationVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws annotations until one of them has no mistake: whatever the rules let through must work. */
final class RandomLayers {

    private final Random random;
    private LayerSource source;

    private RandomLayers(Random random) {
        this.random = random;
    }

    static LayerSource source(Random random) {
        RandomLayers layers = new RandomLayers(random);
        do {
            layers.drawShape();
            layers.drawSettings();
            layers.drawRenorm();
            layers.drawBatchParts();
            layers.drawFusion();
        } while (!layers.isValid());
        return layers.source;
    }

    private boolean isValid() {
        Precision precision = source.dtype() == DType.FLOAT64 ? Precision.DOUBLE : Precision.SINGLE;
        boolean[] isValid = {true};
        Problems problems = new Problems() {
            @Override
            public void error(String attribute, String code, String text) {
                isValid[0] = false;
            }

            @Override
            public void warning(String attribute, String code, String text) {
                // A warning would fail the compilation of the test, which takes none.
                isValid[0] = false;
            }
        };
        new BatchNormalizationVariant().check(source.variantSpec(), List.of(precision), problems);
        return isValid[0];
    }

    private void drawShape() {
        int rank = 1 + random.nextInt(5);
        List<Integer> shape = new ArrayList<>();
        List<Integer> axis = new ArrayList<>();
        int kept = random.nextInt(rank);
        for (int i = 0; i < rank; i++) {
            boolean isKept = i == kept || oneIn(4);
            boolean isDynamic = !isKept && random.nextBoolean();
            int largest = rank > 3 ? 7 : 40;
            shape.add(isDynamic ? DYNAMIC : 1 + random.nextInt(largest));
            if (isKept) {
                axis.add(random.nextBoolean() ? i : i - rank);
            }
        }
        source = new LayerSource(shape, axis, any(DType.class), Map.of());
    }

    private void drawSettings() {
        with("profile", any(Profile.class));
        with("center", !oneIn(3));
        with("scale", !oneIn(3));
        with("epsilon", 1e-3 * (1 + random.nextInt(50)));
        with("movingVariance", oneIn(2) ? MovingVariance.PROFILE : any(MovingVariance.class));
        with("parameterType", any(ParameterType.class));
        with("trackRunningStats", !oneIn(6));
        with("cumulativeAverage", oneIn(6));
        with("trainable", !oneIn(6));
        with("refuseSingleValues", Switch.OFF);
        if (oneIn(4)) {
            with("freezeStatistics", any(Switch.class));
            with("useMovingStatistics", any(Switch.class));
            with("deferredUpdates", any(Switch.class));
        }
        if (oneIn(4)) {
            with("nonFinite", oneIn(2) ? NonFinite.SKIP : NonFinite.PROPAGATE);
        }
    }

    private void drawRenorm() {
        if (oneIn(3)) {
            with("renorm", true);
            with("renormAlgorithm", any(RenormAlgorithm.class));
            with("renormMomentum", 0.5 + 0.5 * random.nextDouble());
            drawLimit("rmax", 1.1 + random.nextDouble());
            drawLimit("rmin", random.nextDouble());
            drawLimit("dmax", random.nextDouble());
        }
    }

    private void drawLimit(String name, double value) {
        if (oneIn(2)) {
            String limit = "renormClipping." + name;
            with(limit, value);
        }
    }

    private void drawBatchParts() {
        if (oneIn(3)) {
            with("virtualBatchSize", 1 + random.nextInt(4));
            with("virtualBatches", any(VirtualBatches.class));
            with("virtualBatchUpdates", any(VirtualBatchUpdates.class));
        }
        if (oneIn(4)) {
            with("adjustment", true);
            with("adjustmentAxes", axes());
        }
        if (oneIn(3)) {
            with("mask", true);
            with("maskRule", any(MaskRule.class));
            with("maskAxes", axes());
        }
        with("synchronizedStatistics", oneIn(8));
    }

    private void drawFusion() {
        if (oneIn(3)) {
            with("activation", any(Activation.class));
        }
        with("residual", oneIn(3));
    }

    private List<Integer> axes() {
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < source.shape().size(); i++) {
            if (random.nextBoolean()) {
                axes.add(i);
            }
        }
        return axes;
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <E extends Enum<E>> E any(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    private void with(String attribute, Object value) {
        source = source.with(attribute, value);
    }
}
