package io.github.normwright.kernels;

/** Arithmetic of vectors of equal length, for matrices of the size of a variable. */
final class Vectors {

    private Vectors() {}

    /** The sum of the products of their elements. */
    static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** Adds a multiple of a vector to another one. */
    static void addMultiple(double[] target, double factor, double[] vector) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * vector[i];
        }
    }

    /** Divides a vector by a number. */
    static void divide(double[] target, double divisor) {
        for (int i = 0; i < target.length; i++) {
            target[i] /= divisor;
        }
    }
}
