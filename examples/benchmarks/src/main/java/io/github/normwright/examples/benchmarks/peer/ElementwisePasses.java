package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.kernels.Threads;
import io.github.normwright.kernels.TileTask;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Passes over whole tensors, as fast as Java can: with vectors, and shared among as many threads as the layers have. Not
 * thread-safe.
 */
final class ElementwisePasses {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final Threads threads;
    private final TileTask adding = this::addPart;
    private final TileTask activating = this::reluPart;
    private final TileTask differentiating = this::reluGradientPart;

    /** What the present pass reads and writes, the written one last. */
    private final float[][] tensors = new float[3][];

    ElementwisePasses(Threads threads) {
        this.threads = threads;
    }

    /** Adds a tensor to another one. */
    void add(float[] sum, float[] summand) {
        run(adding, summand, summand, sum);
    }

    /** Replaces what is negative by 0. */
    void relu(float[] values) {
        run(activating, values, values, values);
    }

    /** Takes over a gradient where the activation's output is positive, and 0 elsewhere. */
    void reluGradient(float[] gradient, float[] output, float[] result) {
        run(differentiating, gradient, output, result);
    }

    private void run(TileTask pass, float[] first, float[] second, float[] written) {
        tensors[0] = first;
        tensors[1] = second;
        tensors[2] = written;
        threads.run(pass, threads.count());
        Arrays.fill(tensors, null);
    }

    private int start(int part) {
        return (int) ((long) tensors[2].length * part / threads.count());
    }

    private void addPart(int part) {
        float[] summand = tensors[0];
        float[] sum = tensors[2];
        int end = start(part + 1);
        int i = start(part);
        for (; i + SPECIES.length() <= end; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, sum, i)
                    .add(FloatVector.fromArray(SPECIES, summand, i))
                    .intoArray(sum, i);
        }
        for (; i < end; i++) {
            sum[i] += summand[i];
        }
    }

    private void reluPart(int part) {
        float[] values = tensors[2];
        FloatVector zero = FloatVector.zero(SPECIES);
        int end = start(part + 1);
        int i = start(part);
        for (; i + SPECIES.length() <= end; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, values, i).max(zero).intoArray(values, i);
        }
        for (; i < end; i++) {
            values[i] = Math.max(values[i], 0);
        }
    }

    private void reluGradientPart(int part) {
        float[] gradient = tensors[0];
        float[] output = tensors[1];
        float[] result = tensors[2];
        FloatVector zero = FloatVector.zero(SPECIES);
        int end = start(part + 1);
        int i = start(part);
        for (; i + SPECIES.length() <= end; i += SPECIES.length()) {
            VectorMask<Float> isPositive =
                    FloatVector.fromArray(SPECIES, output, i).compare(VectorOperators.GT, zero);
            zero.blend(FloatVector.fromArray(SPECIES, gradient, i), isPositive).intoArray(result, i);
        }
        for (; i < end; i++) {
            result[i] = output[i] > 0 ? gradient[i] : 0;
        }
    }
}
