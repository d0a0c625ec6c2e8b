package io.github.normwright.examples.benchmarks.workload;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * The numbers that every contestant is given, in the layout and dtype of a workload: the same for equal workloads.
 * Contestants copy them.
 *
 * @param x the input, of mean 0.5 and deviation 1.15 or so
 * @param dy the gradient of the output
 * @param residual the second input; empty for layers that have none
 * @param gamma one for each channel, like all that follow; float64 only if the workload is
 * @param beta offsets
 * @param movingMean means for inference
 * @param movingVariance variances for inference
 */
public record Tensors(
        Object x,
        Object dy,
        Object residual,
        double[] gamma,
        double[] beta,
        double[] movingMean,
        double[] movingVariance) {

    /** The epsilon of every contestant. */
    public static final double EPSILON = 1e-3;

    /** The share of the old value in a moving statistic, for every contestant that has moving statistics. */
    public static final double MOMENTUM = 0.99;

    /**
     * Makes the numbers for a workload.
     *
     * @param workload the workload
     * @return its numbers
     */
    public static Tensors of(Workload workload) {
        SplittableRandom random = new SplittableRandom(20150211);
        NumberArray<?> numbers = NumberArray.of(workload.dtype());
        int elements = workload.shape().elements();
        int channels = workload.shape().channels();
        return new Tensors(
                filled(numbers, elements, () -> random.nextDouble(-1.5, 2.5)),
                filled(numbers, elements, () -> random.nextDouble(-1, 1)),
                filled(numbers, workload.fusion().hasResidual() ? elements : 0, () -> random.nextDouble(-1, 1)),
                floats(channels, () -> random.nextDouble(0.5, 1.5)),
                floats(channels, () -> random.nextDouble(-1, 1)),
                floats(channels, () -> random.nextDouble(-1, 1)),
                floats(channels, () -> random.nextDouble(0.5, 1.5)));
    }

    /**
     * The same numbers, but for two tensors.
     *
     * @param newX in place of x
     * @param newDy in place of dy
     * @return the tensors
     */
    public Tensors with(Object newX, Object newDy) {
        return new Tensors(newX, newDy, residual, gamma, beta, movingMean, movingVariance);
    }

    private static <A> A filled(NumberArray<A> numbers, int length, DoubleSupplier values) {
        A array = numbers.zeros(length);
        for (int i = 0; i < length; i++) {
            numbers.set(array, i, values.getAsDouble());
        }
        return array;
    }

    /** Numbers that are exact in float32, in which most contestants keep their parameters. */
    private static double[] floats(int length, DoubleSupplier values) {
        double[] array = new double[length];
        for (int i = 0; i < length; i++) {
            array[i] = (float) values.getAsDouble();
        }
        return array;
    }
}
