package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;

import io.github.normwright.api.Activation;
import io.github.normwright.api.BatchNormalization;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.MaskRule;
import io.github.normwright.api.MovingVariance;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.ParameterType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.api.Switch;
import io.github.normwright.api.UnitNormalization;
import io.github.normwright.api.VirtualBatchUpdates;
import io.github.normwright.api.VirtualBatches;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.testing.LayerSource;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws annotations until one of them has no mistake: whatever the rules let through must work. */
final class RandomLayers {

    /** All kinds of normalization. */
    static final List<Class<? extends Annotation>> KINDS = List.of(
            BatchNormalization.class,
            LayerNormalization.class,
            RMSNormalization.class,
            GroupNormalization.class,
            InstanceNormalization.class,
            UnitNormalization.class);

    private final Random random;
    private final Class<? extends Annotation> annotation;
    private LayerSource source;

    private RandomLayers(Random random, Class<? extends Annotation> annotation) {
        this.random = random;
        this.annotation = annotation;
    }

    static LayerSource source(Random random, Class<? extends Annotation> annotation) {
        RandomLayers layers = new RandomLayers(random, annotation);
        do {
            layers.drawShape();
            layers.drawSettings();
            layers.drawRenorm();
            layers.drawBatchParts();
            layers.drawFusion();
            layers.drawGroups();
        } while (!layers.isValid());
        return layers.source;
    }

    private boolean isValid() {
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
        source.variant().check(source.variantSpec(), List.of(source.precision()), problems);
        return isValid[0] && (source.algorithm().fewestValues() == 0 || hasSeveralValues());
    }

    /** Whether each sample has several values of a channel, whatever its dynamic sizes, or none. */
    private boolean hasSeveralValues() {
        List<Integer> shape = source.shape();
        return IntStream.range(1, shape.size())
                .filter(i -> !source.axis().contains(i) && !source.axis().contains(i - shape.size()))
                .anyMatch(i -> shape.get(i) > 1);
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
        source = LayerSource.of(annotation, shape, axis.toArray(new Integer[0])).as(any(DType.class));
    }

    private void drawSettings() {
        with("profile", any(Profile.class));
        with("center", !oneIn(3));
        with("scale", !oneIn(3));
        with("epsilon", 1e-3 * (1 + random.nextInt(50)));
        with("movingVariance", oneIn(2) ? MovingVariance.PROFILE : any(MovingVariance.class));
        with("parameterType", any(ParameterType.class));
        with("trackRunningStats", !oneIn(6));
        with("rmsScaling", oneIn(6));
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

    /** A random divisor of the number of channels. */
    private void drawGroups() {
        int channels = source.shape()
                .get(Math.floorMod(source.axis().get(0), source.shape().size()));
        List<Integer> divisors = IntStream.rangeClosed(1, channels)
                .filter(divisor -> channels % divisor == 0)
                .boxed()
                .toList();
        with("groups", oneIn(4) ? -1 : divisors.get(random.nextInt(divisors.size())));
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

    /** Attributes that the annotation does not have are left out. */
    private void with(String attribute, Object value) {
        String outer = attribute.replaceAll("\\..*", "");
        boolean isThere = Arrays.stream(annotation.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(outer));
        source = isThere ? source.with(attribute, value) : source;
    }
}
