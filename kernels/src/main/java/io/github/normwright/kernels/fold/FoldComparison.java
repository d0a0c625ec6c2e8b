package io.github.normwright.kernels.fold;

import java.util.List;

/**
 * How a folded layer compares with the two that it stands for, on given inputs. Immutable.
 *
 * @param largest the largest difference of two outputs, of those beyond 1 in proportion to the original; NaN if one is finite and
 *     the other not
 * @param place where in the output that is
 * @param original what the linear layer and the normalization give there
 * @param folded what the folded layer gives there
 * @param tolerance the largest difference that is allowed
 */
public record FoldComparison(double largest, List<Integer> place, double original, double folded, double tolerance) {

    /** Copies the place. */
    public FoldComparison {
        place = List.copyOf(place);
    }

    /**
     * Whether the difference is allowed everywhere.
     *
     * @return false if it is larger in one place, or not a number
     */
    public boolean isClose() {
        return largest <= tolerance;
    }

    static FoldComparison of(double[] original, double[] folded, List<Integer> shape, double tolerance) {
        int worst = 0;
        double largest = -1;
        for (int i = 0; i < original.length && !Double.isNaN(largest); i++) {
            double difference = difference(original[i], folded[i]);
            if (!(difference <= largest)) {
                worst = i;
                largest = difference;
            }
        }
        return new FoldComparison(largest, Indices.place(worst, shape), original[worst], folded[worst], tolerance);
    }

    private static double difference(double original, double folded) {
        if (Double.compare(original, folded) == 0) {
            return 0;
        }
        double difference = Math.abs(original - folded) / Math.max(1, Math.abs(original));
        return Double.isFinite(difference) ? difference : Double.NaN;
    }

    @Override
    public String toString() {
        return "largest difference " + largest + " at " + place + ", where the original gives " + original
                + " and the folded layer " + folded + "; allowed " + tolerance;
    }
}
