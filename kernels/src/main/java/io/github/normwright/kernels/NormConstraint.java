package io.github.normwright.kernels;

import io.github.normwright.api.VariableConstraint;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Scales the vectors along some axes of a variable to the norms they should have. Allocates nothing. */
final class NormConstraint implements VariableConstraint {

    /** What Keras adds to a norm before it divides by it. */
    private static final double DELTA = 1e-7;

    private final DoubleUnaryOperator wantedNorm;
    private final int[] axis;

    /**
     * A constraint.
     *
     * @param wantedNorm the norm a vector should have, from the one it has
     * @param axis the axes that vectors go along; negative ones count from the end
     */
    NormConstraint(DoubleUnaryOperator wantedNorm, int... axis) {
        if (axis.length == 0) {
            throw Checks.unexpected("at least one axis", "none");
        }
        this.wantedNorm = wantedNorm;
        this.axis = axis.clone();
    }

    @Override
    public void project(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        checkAxis(shape);
        eachVector(values, shape, shape.length - 1, 1, 0);
    }

    private void checkAxis(int[] shape) {
        for (int i = 0; i < axis.length; i++) {
            if (axis[i] < -shape.length || axis[i] >= shape.length) {
                throw Checks.unexpected("an axis of shape " + Arrays.toString(shape), axis[i]);
            }
            for (int j = 0; j < i; j++) {
                if (Math.floorMod(axis[i], shape.length) == Math.floorMod(axis[j], shape.length)) {
                    throw Checks.unexpected("different axes of shape " + Arrays.toString(shape), Arrays.toString(axis));
                }
            }
        }
    }

    /** Walks, from the last dimension to the first one, through the dimensions that vectors do not go along. */
    private void eachVector(double[] values, int[] shape, int dimension, int stride, int offset) {
        if (dimension < 0) {
            double norm = Math.sqrt(squares(values, shape, shape.length - 1, 1, offset));
            scale(values, shape, shape.length - 1, 1, offset, wantedNorm.applyAsDouble(norm) / (DELTA + norm));
            return;
        }
        int steps = isAlong(dimension, shape) ? 1 : shape[dimension];
        for (int i = 0; i < steps; i++) {
            eachVector(values, shape, dimension - 1, stride * shape[dimension], offset + i * stride);
        }
    }

    private double squares(double[] values, int[] shape, int dimension, int stride, int offset) {
        if (dimension < 0) {
            return values[offset] * values[offset];
        }
        int steps = isAlong(dimension, shape) ? shape[dimension] : 1;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += squares(values, shape, dimension - 1, stride * shape[dimension], offset + i * stride);
        }
        return sum;
    }

    private void scale(double[] values, int[] shape, int dimension, int stride, int offset, double factor) {
        if (dimension < 0) {
            values[offset] *= factor;
            return;
        }
        int steps = isAlong(dimension, shape) ? shape[dimension] : 1;
        for (int i = 0; i < steps; i++) {
            scale(values, shape, dimension - 1, stride * shape[dimension], offset + i * stride, factor);
        }
    }

    private boolean isAlong(int dimension, int[] shape) {
        for (int along : axis) {
            if (along == dimension || along + shape.length == dimension) {
                return true;
            }
        }
        return false;
    }
}
