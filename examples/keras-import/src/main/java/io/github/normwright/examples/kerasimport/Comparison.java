package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.DType;

/**
 * How the output of a layer compares with the recorded one. Immutable.
 *
 * @param difference the largest difference of two numbers, absolute; not a number if one of them is no number, and the other is
 * @param allowed the largest difference that is allowed, to numbers up to 1, and in proportion to larger ones
 * @param isClose whether no difference is larger than allowed
 */
public record Comparison(double difference, double allowed, boolean isClose) {

    /** What outputs of float32 and float64 may differ by: systems add in other orders. */
    private static final double TOLERANCE = 1e-5;

    /**
     * Compares.
     *
     * @param dtype the type of both
     * @param found what the layer gave
     * @param recorded what was recorded, of the same length
     */
    static Comparison of(DType dtype, double[] found, double[] recorded) {
        double allowed = allowed(dtype);
        double largest = 0;
        boolean isClose = true;
        for (int i = 0; i < recorded.length; i++) {
            double difference = difference(found[i], recorded[i]);
            // Infinities and what is no number are equal, or else not close.
            isClose &= difference == 0
                    || Double.isFinite(difference) && difference <= allowed * Math.max(1, Math.abs(recorded[i]));
            largest = Double.isNaN(difference) ? difference : Math.max(largest, difference);
        }
        return new Comparison(largest, allowed, isClose);
    }

    private static double difference(double found, double recorded) {
        return Double.compare(found, recorded) == 0 ? 0 : Math.abs(found - recorded);
    }

    /** Types of 16 bits: two steps between the numbers around 1. */
    private static double allowed(DType dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT64 -> TOLERANCE;
            case FLOAT16 -> 0x1p-9;
            case BFLOAT16 -> 0x1p-6;
        };
    }
}
