package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.DType;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Positions;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients of batch renormalization, in which r and d follow the batch but count as constants:
 * {@code dx = gamma * r / stddev * (dy - mean(dy) - xhat * mean(dy * xhat))} and
 * {@code dgamma = sum(dy * (r * xhat + d))}, with r and d as they were before training updated the renorm statistics.
 */
class RenormGradientTest {

    private static final int BATCH = 5;
    private static final double EPSILON = 1e-3;

    static Stream<Arguments> layers() {
        // The smaller the momentum, the further the renorm statistics move between the two passes.
        return Stream.of(
                        new Positions(true, 5, 3).source().with("renormMomentum", 0.0),
                        new Positions(false, 5, 3).source().with("renormMomentum", 0.9),
                        new Positions(true, 5, 3)
                                .source()
                                .with("renormMomentum", 0.5)
                                .with("renormAlgorithm", RenormAlgorithm.WEIGHTED_AVERAGES))
                .map(source -> source.with("renorm", true).as(DType.FLOAT64))
                .flatMap(source ->
                        Stream.of(Kernels.SCALAR, Kernels.VECTOR_512).map(kernel -> Arguments.of(source, kernel)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void correctionsAreConstants(LayerSource source, Kernels kernel) {
        Positions positions = new Positions(source.axis().get(0) == -1, 5, 3);
        boolean isWeighted = source.settings().containsValue(RenormAlgorithm.WEIGHTED_AVERAGES);
        TestedLayer layer = TestedLayer.of(source, kernel)
                .set("gamma", positions.perChannel(0.5, 0.25))
                .set("beta", positions.perChannel(-1, 0.5))
                .set("renorm_mean", positions.perChannel(0.25, 0.125))
                .set("renorm_stddev", positions.perChannel(0.75, 0.25));
        if (isWeighted) {
            layer.set("renorm_mean_weight", 0.25).set("renorm_stddev_weight", 0.75);
        }
        double[] x = positions.random(BATCH, 5);
        double[] dy = positions.random(BATCH, 6);
        TestedLayer.Use use = layer.use();
        use.train(x);
        double[] dx = use.backward(dy);
        for (int channel = 0; channel < 5; channel++) {
            int[] chosen = positions.of(channel, BATCH);
            double[] moments = Positions.moments(x, chosen);
            double stddev = Math.sqrt(moments[1] + EPSILON);
            double referenceMean = 0.25 + 0.125 * channel + (isWeighted ? 0.75 * moments[0] : 0);
            double referenceStddev = 0.75 + 0.25 * channel + (isWeighted ? 0.25 * stddev : 0);
            double r = stddev / referenceStddev;
            double d = (moments[0] - referenceMean) / referenceStddev;
            double dySum = 0;
            double dyNormalizedSum = 0;
            for (int i : chosen) {
                dySum += dy[i];
                dyNormalizedSum += dy[i] * (x[i] - moments[0]) / stddev;
            }
            assertEquals(r * dyNormalizedSum + d * dySum, use.gradient("gamma")[channel], 1e-12);
            assertEquals(dySum, use.gradient("beta")[channel], 1e-12);
            double gamma = 0.5 + 0.25 * channel;
            for (int i : chosen) {
                double normalized = (x[i] - moments[0]) / stddev;
                double centered = dy[i] - dySum / chosen.length - normalized * dyNormalizedSum / chosen.length;
                assertEquals(gamma * r / stddev * centered, dx[i], 1e-12, source + " dx[" + i + "]");
            }
        }
    }
}
