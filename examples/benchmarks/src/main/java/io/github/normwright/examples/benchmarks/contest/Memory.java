package io.github.normwright.examples.benchmarks.contest;

import io.github.normwright.kernels.Threads;
import io.github.normwright.kernels.TileTask;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Reads and copies as many bytes as a tensor has, as fast as Java can: with vectors, and with {@link System#arraycopy}. The work is shared
 * among as many threads as the layers have.
 */
final class Memory {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[] source;
    private final float[] target;
    private final float[] sums;
    private final Threads threads;
    private final TileTask reading = this::readPart;
    private final TileTask copying = this::copyPart;

    Memory(long bytes, Threads threads) {
        int floats = Math.toIntExact((bytes + Float.BYTES - 1) / Float.BYTES);
        source = new float[floats];
        target = new float[floats];
        sums = new float[threads.count()];
        this.threads = threads;
        Arrays.fill(source, 1);
        Arrays.fill(target, 1);
    }

    void read() {
        threads.run(reading, sums.length);
    }

    void copy() {
        threads.run(copying, sums.length);
    }

    private int start(int part) {
        return (int) ((long) source.length * part / sums.length);
    }

    private void copyPart(int part) {
        System.arraycopy(source, start(part), target, start(part), start(part + 1) - start(part));
    }

    private void readPart(int part) {
        int lanes = SPECIES.length();
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        int end = start(part + 1);
        int i = start(part);
        for (; i + 4 * lanes <= end; i += 4 * lanes) {
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, source, i));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, source, i + lanes));
            sum2 = sum2.add(FloatVector.fromArray(SPECIES, source, i + 2 * lanes));
            sum3 = sum3.add(FloatVector.fromArray(SPECIES, source, i + 3 * lanes));
        }
        float sum = sum0.add(sum1).add(sum2.add(sum3)).lane(0);
        for (; i < end; i++) {
            sum += source[i];
        }
        // Gives reading a use.
        sums[part] = sum;
    }
}
