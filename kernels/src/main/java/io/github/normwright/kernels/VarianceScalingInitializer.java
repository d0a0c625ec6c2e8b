package io.github.normwright.kernels;

import io.github.normwright.api.VariableInitializer;
import io.github.normwright.api.VarianceScalingDistribution;
import io.github.normwright.api.VarianceScalingMode;
import java.util.Objects;

/**
 * A distribution of mean 0 whose variance depends on the shape.
 *
 * @param scale the variance times the fan, a finite number above 0
 * @param mode the fan
 * @param distribution what to draw from
 * @param seed any number
 */
record VarianceScalingInitializer(
        double scale, VarianceScalingMode mode, VarianceScalingDistribution distribution, long seed)
        implements VariableInitializer {

    /** The standard deviation of a standard normal distribution truncated at -2 and 2, as Keras writes it. */
    private static final double TRUNCATED_STDDEV = 0.87962566103423978;

    VarianceScalingInitializer {
        if (!(scale > 0 && Double.isFinite(scale))) {
            throw Checks.unexpected("a finite scale above 0", scale);
        }
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(distribution, "distribution");
    }

    @Override
    public void initialize(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        double variance = scale / fan(shape);
        initializer(variance).initialize(values, shape);
    }

    private VariableInitializer initializer(double variance) {
        return switch (distribution) {
            case TRUNCATED_NORMAL -> new NormalInitializer(0, Math.sqrt(variance) / TRUNCATED_STDDEV, true, seed);
            case UNTRUNCATED_NORMAL -> new NormalInitializer(0, Math.sqrt(variance), false, seed);
            case UNIFORM -> {
                double limit = Math.sqrt(3 * variance);
                yield new UniformInitializer(-limit, limit, seed);
            }
        };
    }

    /** The fan of a shape of sizes of at least 1, and therefore at least 1. */
    private double fan(int[] shape) {
        double receptiveField = 1;
        for (int i = 0; i < shape.length - 2; i++) {
            receptiveField *= shape[i];
        }
        double fanOut = shape.length == 0 ? 1 : receptiveField * shape[shape.length - 1];
        double fanIn = shape.length < 2 ? fanOut : receptiveField * shape[shape.length - 2];
        return switch (mode) {
            case FAN_IN -> fanIn;
            case FAN_OUT -> fanOut;
            case FAN_AVG -> (fanIn + fanOut) / 2;
        };
    }
}
