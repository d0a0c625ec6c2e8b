package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Profile;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Positions;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of batch renormalization in both forms, against loops over the values of each channel. */
class RenormStepsTest {

    private static final int BATCH = 4;
    private static final int STEPS = 5;
    private static final double EPSILON = 1e-3;
    private static final double MOMENTUM = 0.75;
    private static final double RENORM_MOMENTUM = 0.5;
    private static final double RMAX = 1.3;
    private static final double RMIN = 0.9;
    private static final double DMAX = 0.2;
    private static final Positions LAST = new Positions(true, 17, 3);
    private static final Positions FIRST = new Positions(false, 4, 5);

    static Stream<Arguments> layers() {
        return Stream.of(Profile.KERAS_3, Profile.TF_KERAS, Profile.TF_LAYERS_1_4)
                .flatMap(profile -> Stream.of(true, false)
                        .flatMap(isClipped -> Stream.of(Kernels.SCALAR, Kernels.VECTOR_512)
                                .map(kernel -> Arguments.of(isClipped ? LAST : FIRST, profile, isClipped, kernel))));
    }

    private static LayerSource source(Positions positions, Profile profile, boolean isClipped) {
        LayerSource source = positions
                .source()
                .with("profile", profile)
                .with("momentum", MOMENTUM)
                .with("renorm", true)
                .with("renormMomentum", RENORM_MOMENTUM);
        return isClipped
                ? source.with("renormClipping.rmax", RMAX)
                        .with("renormClipping.rmin", RMIN)
                        .with("renormClipping.dmax", DMAX)
                : source;
    }

    /** What a channel remembers from step to step. */
    private abstract static class Channel {

        final boolean isClipped;
        double movingMean;
        double movingVariance = 1;
        double r;
        double d;

        Channel(boolean isClipped) {
            this.isClipped = isClipped;
        }

        abstract void step(double mean, double stddev);

        void correct(double newR, double newD) {
            r = isClipped ? Math.min(RMAX, Math.max(RMIN, newR)) : newR;
            d = isClipped ? Math.min(DMAX, Math.max(-DMAX, newD)) : newD;
        }

        static double moved(double old, double value, double momentum) {
            return old * momentum + value * (1 - momentum);
        }
    }

    /** TensorFlow 1.15 and later: renorm statistics begin like moving statistics, and a moving deviation is kept. */
    private static final class MovingStddevChannel extends Channel {

        double renormMean;
        double renormStddev = 1;
        double movingStddev = 1;

        MovingStddevChannel(boolean isClipped) {
            super(isClipped);
        }

        @Override
        void step(double mean, double stddev) {
            double reference = Math.max(renormStddev, Math.sqrt(EPSILON));
            correct(stddev / reference, (mean - renormMean) / reference);
            renormMean = moved(renormMean, mean, RENORM_MOMENTUM);
            renormStddev = moved(renormStddev, stddev, RENORM_MOMENTUM);
            movingMean = moved(movingMean, mean, MOMENTUM);
            movingStddev = moved(movingStddev, stddev, MOMENTUM);
            movingVariance = Math.max(0, movingStddev * movingStddev - EPSILON);
        }
    }

    /** TensorFlow 1.4: renorm statistics begin at zero and have a weight; moving statistics follow their quotient. */
    private static final class WeightedChannel extends Channel {

        double renormMean;
        double renormStddev;
        double weight;

        WeightedChannel(boolean isClipped) {
            super(isClipped);
        }

        @Override
        void step(double mean, double stddev) {
            double reference = renormStddev + (1 - weight) * stddev;
            correct(stddev / reference, (mean - renormMean - (1 - weight) * mean) / reference);
            renormMean = moved(renormMean, mean, RENORM_MOMENTUM);
            renormStddev = moved(renormStddev, stddev, RENORM_MOMENTUM);
            weight = moved(weight, 1, RENORM_MOMENTUM);
            double average = renormStddev / weight;
            movingMean = moved(movingMean, renormMean / weight, MOMENTUM);
            movingVariance = moved(movingVariance, average * average - EPSILON, MOMENTUM);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void eachStepFollowsTheFormulas(Positions positions, Profile profile, boolean isClipped, Kernels kernel) {
        boolean isWeighted = profile == Profile.TF_LAYERS_1_4;
        TestedLayer layer = TestedLayer.of(source(positions, profile, isClipped), kernel)
                .set("gamma", positions.perChannel(0.5, 0.125))
                .set("beta", positions.perChannel(-1, 0.25));
        TestedLayer.Use use = layer.use();
        Channel[] channels = new Channel[positions.channels()];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = isWeighted ? new WeightedChannel(isClipped) : new MovingStddevChannel(isClipped);
        }
        for (int step = 0; step < STEPS; step++) {
            double[] x = positions.random(BATCH, step);
            double[] y = use.train(x);
            assertEquals(isWeighted, use.runUpdates(), "only tf.layers leaves updates to its caller");
            for (int number = 0; number < channels.length; number++) {
                Channel channel = channels[number];
                int[] chosen = positions.of(number, BATCH);
                double[] moments = Positions.moments(x, chosen);
                double stddev = Math.sqrt(moments[1] + EPSILON);
                channel.step(moments[0], stddev);
                double gamma = 0.5 + 0.125 * number;
                double beta = -1 + 0.25 * number;
                for (int i : chosen) {
                    double expected = gamma * ((x[i] - moments[0]) / stddev * channel.r + channel.d) + beta;
                    assertEquals(expected, y[i], 2e-5, "step " + step + " y[" + i + "]");
                }
                assertVariables(channel, layer, number, "step " + step);
            }
        }
    }

    private static void assertVariables(Channel channel, TestedLayer layer, int number, String what) {
        assertEquals(channel.movingMean, layer.get("moving_mean")[number], 2e-6, what);
        assertEquals(channel.movingVariance, layer.get("moving_variance")[number], 1e-5, what);
        if (channel instanceof MovingStddevChannel known) {
            assertEquals(known.movingStddev, layer.get("moving_stddev")[number], 2e-6, what);
            assertEquals(known.renormMean, layer.get("renorm_mean")[number], 2e-6, what);
            assertEquals(known.renormStddev, layer.get("renorm_stddev")[number], 2e-6, what);
        }
        if (channel instanceof WeightedChannel known) {
            assertEquals(known.renormMean, layer.get("renorm_mean")[number], 2e-6, what);
            assertEquals(known.renormStddev, layer.get("renorm_stddev")[number], 2e-6, what);
            assertEquals(known.weight, layer.get("renorm_mean_weight")[0], 1e-7, what);
            assertEquals(known.weight, layer.get("renorm_stddev_weight")[0], 1e-7, what);
        }
    }

    /** A weight of zero: the first batch is its own reference, so that r is 1 and d is 0. */
    @Test
    void theFirstStepOfTensorFlow14CorrectsNothing() {
        TestedLayer plain = TestedLayer.of(FIRST.source());
        TestedLayer renorm = TestedLayer.of(source(FIRST, Profile.TF_LAYERS_1_4, false));
        double[] x = FIRST.random(BATCH, 1);
        double[] expected = plain.use().train(x);
        double[] found = renorm.use().train(x);
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], found[i], 1e-6);
        }
    }

    /** The first step of the later form takes its reference from initial values: a mean of 0, a deviation of 1. */
    @Test
    void theFirstStepOfLaterFormsUndoesTheNormalization() {
        double[] x = FIRST.random(BATCH, 1);
        double[] y = TestedLayer.of(source(FIRST, Profile.KERAS_3, false)).use().train(x);
        for (int i = 0; i < x.length; i++) {
            assertEquals(x[i], y[i], 2e-6);
        }
    }

    /** The moving variance follows the moving deviation alone: whatever it held before is forgotten. */
    @Test
    void aNewMovingVarianceLastsForOneStepOnly() {
        TestedLayer layer = TestedLayer.of(source(FIRST, Profile.KERAS_3, false).with("momentum", 1.0))
                .set("moving_variance", 4, 4, 4, 4);
        layer.use().train(FIRST.random(BATCH, 1));
        for (double each : layer.get("moving_variance")) {
            assertEquals(1 - EPSILON, each, 1e-7);
        }
    }

    /** A deviation that was never seen, or is nonsense, counts as that of a constant channel. */
    @Test
    void theReferenceIsNeverSmallerThanTheDeviationOfAConstant() {
        TestedLayer layer =
                TestedLayer.of(source(FIRST, Profile.KERAS_3, false)).set("renorm_stddev", 0, -1, 1e-9, 1);
        double[] x = FIRST.random(BATCH, 2);
        double[] y = layer.use().train(x);
        for (int i = 0; i < x.length; i++) {
            double reference = FIRST.channelOf(i) == 3 ? 1 : Math.sqrt(EPSILON);
            assertEquals(x[i] / reference, y[i], 1e-4);
        }
    }

    @Test
    void inferenceKnowsNothingOfRenormalization() {
        TestedLayer layer = TestedLayer.of(source(FIRST, Profile.KERAS_3, true));
        TestedLayer plain = TestedLayer.of(FIRST.source());
        TestedLayer.Use use = layer.use();
        double[] x = FIRST.random(BATCH, 3);
        use.train(x);
        plain.variables().keySet().forEach(name -> plain.set(name, layer.get(name)));
        double[] y = layer.infer(x);
        double[] expected = plain.infer(x);
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], y[i]);
        }
        assertTrue(layer.variables().keySet().containsAll(plain.variables().keySet()));
    }
}
