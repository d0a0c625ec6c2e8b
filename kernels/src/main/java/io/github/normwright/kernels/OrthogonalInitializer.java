package io.github.normwright.kernels;

import io.github.normwright.api.VariableInitializer;
import java.util.Arrays;

/**
 * A multiple of a matrix with orthonormal columns, or with orthonormal rows where it has fewer rows than columns. It is
 * the Q of the QR decomposition of a matrix of normal numbers, with the signs for which the diagonal of R is positive,
 * so that all such matrices are equally likely (Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear
 * dynamics of learning in deep linear neural networks", 2014).
 *
 * @param gain the multiple, a finite number
 * @param seed any number
 */
record OrthogonalInitializer(double gain, long seed) implements VariableInitializer {

    OrthogonalInitializer {
        Checks.finite("gain", gain);
    }

    @Override
    public void initialize(double[] values, int[] shape) {
        VariableShape.check(values.length, shape);
        if (shape.length < 2) {
            throw Checks.unexpected("a shape of rank 2 or more for an orthogonal matrix", Arrays.toString(shape));
        }
        int columns = shape[shape.length - 1];
        int rows = values.length / columns;
        double[][] vectors = orthonormalVectors(Math.min(rows, columns), Math.max(rows, columns));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double entry = rows < columns ? vectors[row][column] : vectors[column][row];
                values[row * columns + column] = gain * entry;
            }
        }
    }

    private double[][] orthonormalVectors(int count, int length) {
        RandomStream random = new RandomStream(seed);
        double[][] vectors = new double[count][length];
        for (int i = 0; i < length; i++) {
            for (double[] vector : vectors) {
                vector[i] = random.nextNormal();
            }
        }
        for (int i = 0; i < count; i++) {
            // Once leaves errors of the size of the matrix' condition number, twice is enough (Giraud, Langou and
            // Rozloznik, "The loss of orthogonality in the Gram-Schmidt orthogonalization process", 2005).
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    Vectors.addMultiple(vectors[i], -Vectors.dot(vectors[i], vectors[j]), vectors[j]);
                }
            }
            Vectors.divide(vectors[i], Math.sqrt(Vectors.dot(vectors[i], vectors[i])));
        }
        return vectors;
    }
}
