package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.normwright.api.ConstraintKind;
import io.github.normwright.api.InitializerKind;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.Profile;
import io.github.normwright.api.RegularizerKind;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.api.Variable;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Initializers, regularizers and constraints, and variables that two layers share. */
class VariableObjectsTest {

    private static final LayerSource LAYER = LayerSource.of(shape(DYNAMIC, 3), 1);
    private static final int[] BATCH = {2};

    @SuppressWarnings("unchecked")
    private static NormalizationLayer<float[], float[]> create(LayerSource source) {
        Compiled compiled = Compiled.of(source);
        return (NormalizationLayer<float[], float[]>)
                Kernels.SCALAR.create(compiled, source.className(), Threads.callingThread());
    }

    private static Variable<float[]> variable(NormalizationLayer<float[], float[]> layer, String name) {
        return layer.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static float[] values(NormalizationLayer<float[], float[]> layer, String name) {
        return variable(layer, name).values();
    }

    @Test
    void variablesStartWithWhatTheirInitializersGive() {
        NormalizationLayer<float[], float[]> layer =
                create(LAYER.with("gammaInitializer.kind", InitializerKind.CONSTANT)
                        .with("gammaInitializer.value", 0.25)
                        .with("betaInitializer.kind", InitializerKind.ONES)
                        .with("movingMeanInitializer.kind", InitializerKind.CONSTANT)
                        .with("movingMeanInitializer.value", -2.0)
                        .with("movingVarianceInitializer.kind", InitializerKind.CONSTANT)
                        .with("movingVarianceInitializer.value", 4.0)
                        .with("renorm", true));
        assertArrayEquals(new float[] {0.25f, 0.25f, 0.25f}, values(layer, "gamma"));
        assertArrayEquals(new float[] {1, 1, 1}, values(layer, "beta"));
        assertArrayEquals(new float[] {-2, -2, -2}, values(layer, "moving_mean"));
        assertArrayEquals(new float[] {-2, -2, -2}, values(layer, "renorm_mean"));
        assertArrayEquals(new float[] {4, 4, 4}, values(layer, "moving_variance"));
        assertArrayEquals(new float[] {2, 2, 2}, values(layer, "moving_stddev"));
        assertArrayEquals(new float[] {2, 2, 2}, values(layer, "renorm_stddev"));
    }

    @Test
    void renormStatisticsOfTensorFlow14StartAtZeroWhateverTheInitializers() {
        NormalizationLayer<float[], float[]> layer = create(LAYER.with("profile", Profile.TF_LAYERS_1_4)
                .with("renorm", true)
                .with("movingVarianceInitializer.kind", InitializerKind.CONSTANT)
                .with("movingVarianceInitializer.value", 4.0));
        assertArrayEquals(new float[] {4, 4, 4}, values(layer, "moving_variance"));
        assertArrayEquals(new float[] {0, 0, 0}, values(layer, "renorm_stddev"));
        assertArrayEquals(new float[] {0}, values(layer, "renorm_stddev_weight"));
    }

    @Test
    void equalSeedsGiveEqualValuesAndOthersOthers() {
        LayerSource source = LAYER.with("gammaInitializer.kind", InitializerKind.RANDOM_NORMAL)
                .with("betaInitializer.kind", InitializerKind.RANDOM_NORMAL);
        NormalizationLayer<float[], float[]> layer =
                create(source.with("gammaInitializer.seed", 7).with("betaInitializer.seed", 7));
        assertArrayEquals(values(layer, "gamma"), values(layer, "beta"));
        NormalizationLayer<float[], float[]> other = create(source.with("gammaInitializer.seed", 8));
        assertEquals(0, Arrays.mismatch(values(layer, "gamma"), values(other, "gamma")));
    }

    @Test
    void penaltiesAreSummedAndTheirGradientsAddedToThoseOfBackward() {
        NormalizationLayer<float[], float[]> layer = create(LAYER.with("gammaRegularizer.kind", RegularizerKind.L2)
                .with("gammaRegularizer.l2", 0.5)
                .with("betaRegularizer.kind", RegularizerKind.L1)
                .with("betaRegularizer.l1", 0.25));
        variable(layer, "gamma").set(new float[] {1, 2, -3});
        variable(layer, "beta").set(new float[] {4, -4, 0});
        assertEquals(0.5 * 14 + 0.25 * 8, layer.penalty());

        TrainingContext<float[]> context = layer.newContext();
        float[] x = {1, 2, 3, 4, 5, 6};
        layer.infer(x, 0, new float[6], 0, BATCH, context);
        layer.backward(new float[] {1, 1, 1, 1, 1, 1}, 0, new float[6], 0, context);
        float[] beta = context.gradient("beta").clone();
        layer.addPenaltyGradients(context);
        assertArrayEquals(new float[] {2, 2, 2}, beta);
        assertArrayEquals(new float[] {2.25f, 1.75f, 2}, context.gradient("beta"));
    }

    @Test
    void frozenLayersKeepTheirPenaltyInTfKerasAndLoseItInKeras3() {
        LayerSource frozen = LAYER.with("trainable", false).with("gammaRegularizer.kind", RegularizerKind.L1);
        assertEquals(0, create(frozen).penalty());
        assertEquals(0.03, create(frozen.with("profile", Profile.TF_KERAS)).penalty(), 1e-12);
    }

    @Test
    void constraintsProject() {
        NormalizationLayer<float[], float[]> layer = create(LAYER.with("gammaConstraint.kind", ConstraintKind.NON_NEG)
                .with("betaConstraint.kind", ConstraintKind.MAX_NORM)
                .with("betaConstraint.maxValue", 2.0));
        variable(layer, "gamma").set(new float[] {-1, 2, -3});
        variable(layer, "beta").set(new float[] {-3, 0, 4});
        layer.applyConstraints();
        assertArrayEquals(new float[] {0, 2, 0}, values(layer, "gamma"));
        assertArrayEquals(new float[] {-1.2f, 0, 1.6f}, values(layer, "beta"), 1e-6f);
    }

    @Test
    void aUsersOwnClassesAreUsed() {
        Compiled compiled = Compiled.of("""
                import io.github.normwright.api.*;
                @BatchNormalization(
                        shape = {Shape.DYNAMIC, 3},
                        gammaInitializer = @Initializer(kind = InitializerKind.CUSTOM, custom = Own.Ramp.class),
                        gammaRegularizer = @Regularizer(kind = RegularizerKind.CUSTOM, custom = Own.Total.class),
                        gammaConstraint = @Constraint(kind = ConstraintKind.CUSTOM, custom = Own.AtMostOne.class))
                public interface Tested {}
                """, """
                import io.github.normwright.api.*;
                final class Own {
                    private Own() {}
                    static final class Ramp implements VariableInitializer {
                        @Override
                        public void initialize(double[] values, int[] shape) {
                            for (int i = 0; i < values.length; i++) {
                                values[i] = i;
                            }
                        }
                    }
                    static final class Total implements VariableRegularizer {
                        @Override
                        public double penalty(double[] values, int[] shape) {
                            return values[0] + values[1] + values[2];
                        }
                        @Override
                        public void addGradient(double[] values, int[] shape, double[] gradient) {
                            for (int i = 0; i < values.length; i++) {
                                gradient[i] += 1;
                            }
                        }
                    }
                    static final class AtMostOne implements VariableConstraint {
                        @Override
                        public void project(double[] values, int[] shape) {
                            for (int i = 0; i < values.length; i++) {
                                values[i] = Math.min(1, values[i]);
                            }
                        }
                    }
                }
                """);
        @SuppressWarnings("unchecked")
        NormalizationLayer<float[], float[]> layer = (NormalizationLayer<float[], float[]>)
                Kernels.SCALAR.create(compiled, "TestedFloat32", Threads.callingThread());
        assertArrayEquals(new float[] {0, 1, 2}, values(layer, "gamma"));
        assertEquals(3, layer.penalty());
        layer.applyConstraints();
        assertArrayEquals(new float[] {0, 1, 1}, values(layer, "gamma"));
    }

    @Test
    void twoLayersShareTheVariablesOfOne() {
        LayerSource source = LAYER.with("gammaRegularizer.kind", RegularizerKind.L1);
        Compiled compiled = Compiled.of(source);
        @SuppressWarnings("unchecked")
        NormalizationLayer<float[], float[]> first = (NormalizationLayer<float[], float[]>)
                Kernels.SCALAR.create(compiled, source.className(), Threads.callingThread());
        NormalizationLayer<float[], float[]> second =
                Kernels.SCALAR.createReusing(compiled, source.className(), Threads.callingThread(), first);
        for (Variable<float[]> variable : first.variables()) {
            assertSame(variable, variable(second, variable.name()));
        }
        assertEquals(0.03, first.penalty(), 1e-12);
        assertEquals(0, second.penalty(), "penalties are counted once");

        float[] x = {1, 2, 3, 4, 5, 6};
        float[] before = new float[6];
        second.infer(x, 0, before, 0, BATCH);
        first.train(x, 0, new float[6], 0, BATCH, first.newContext());
        float[] after = new float[6];
        second.infer(x, 0, after, 0, BATCH);
        assertEquals(0, Arrays.mismatch(before, after), "the moving statistics of both have changed");
    }

    @Test
    void aLayerThatLacksAVariableCannotBeReused() {
        NormalizationLayer<float[], float[]> plain = create(LAYER);
        LayerSource renorm = LAYER.with("renorm", true);
        Compiled compiled = Compiled.of(renorm);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Kernels.SCALAR.createReusing(compiled, renorm.className(), Threads.callingThread(), plain));
        assertEquals(
                "expected a layer with the variable moving_stddev [3], found tested with gamma [3], beta [3],"
                        + " moving_mean [3], moving_variance [3]",
                refused.getMessage());
    }
}
