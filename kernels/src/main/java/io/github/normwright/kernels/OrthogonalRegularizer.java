package io.github.normwright.kernels;

import io.github.normwright.api.OrthogonalMode;
import io.github.normwright.api.VariableRegularizer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Penalizes the size of the cosines between the rows or the columns of a matrix.
 *
 * @param factor the factor of their mean, a finite number of at least 0
 * @param mode rows or columns
 */
record OrthogonalRegularizer(double factor, OrthogonalMode mode) implements VariableRegularizer {

    /** What Keras divides a vector by if its norm is smaller. */
    private static final double LEAST_NORM = 1e-7;

    OrthogonalRegularizer {
        Checks.finiteAtLeast0("factor", factor);
        Objects.requireNonNull(mode, "mode");
    }

    @Override
    public double penalty(double[] values, int[] shape) {
        double[][] directions = directions(values, shape, new double[vectors(values, shape)]);
        double sum = 0;
        for (int i = 1; i < directions.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.abs(Vectors.dot(directions[i], directions[j]));
            }
        }
        return factor * sum / pairs(directions.length);
    }

    /**
     * A vector w of norm n and direction d = w / n has the gradient (v - d * dot(d, v)) / n, where v is the gradient
     * with respect to d; where the divisor is {@link #LEAST_NORM} whatever w is, v / LEAST_NORM.
     */
    @Override
    public void addGradient(double[] values, int[] shape, double[] gradient) {
        double[] norms = new double[vectors(values, shape)];
        Regularizers.checkGradient(gradient, values.length);
        double[][] directions = directions(values, shape, norms);
        double weight = factor / pairs(norms.length);
        double[] pull = new double[directions[0].length];
        for (int i = 0; i < norms.length; i++) {
            Arrays.fill(pull, 0);
            for (int j = 0; j < norms.length; j++) {
                if (j != i) {
                    Vectors.addMultiple(
                            pull, weight * Math.signum(Vectors.dot(directions[i], directions[j])), directions[j]);
                }
            }
            if (norms[i] != LEAST_NORM) {
                Vectors.addMultiple(pull, -Vectors.dot(directions[i], pull), directions[i]);
            }
            for (int k = 0; k < pull.length; k++) {
                gradient[index(i, k, shape)] += pull[k] / norms[i];
            }
        }
    }

    /** How many vectors there are, at least 2. */
    private int vectors(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        if (shape.length != 2) {
            throw Checks.unexpected("a shape of rank 2 for an orthogonal regularizer", Arrays.toString(shape));
        }
        int vectors = mode == OrthogonalMode.ROWS ? shape[0] : shape[1];
        if (vectors < 2) {
            throw Checks.unexpected(
                    "a shape of at least 2 " + (mode == OrthogonalMode.ROWS ? "rows" : "columns")
                            + " for an orthogonal regularizer",
                    Arrays.toString(shape));
        }
        return vectors;
    }

    /** The vectors divided by their norms, which are left in {@code norms}. */
    private double[][] directions(double[] values, int[] shape, double[] norms) {
        double[][] directions = new double[norms.length][values.length / norms.length];
        for (int i = 0; i < norms.length; i++) {
            double[] direction = directions[i];
            for (int k = 0; k < direction.length; k++) {
                direction[k] = values[index(i, k, shape)];
            }
            norms[i] = Math.max(Math.sqrt(Vectors.dot(direction, direction)), LEAST_NORM);
            Vectors.divide(direction, norms[i]);
        }
        return directions;
    }

    /** Where element k of vector i stands. */
    private int index(int i, int k, int[] shape) {
        return mode == OrthogonalMode.ROWS ? i * shape[1] + k : k * shape[1] + i;
    }

    private static double pairs(double count) {
        return count * (count - 1) / 2;
    }
}
