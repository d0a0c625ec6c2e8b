package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import io.github.normwright.kernels.Threads;
import io.github.normwright.kernels.TileTask;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What is left of a layer without its arithmetic: loops with vectors that read and write whole tensors in the order of memory as
 * often as the layer must, with the same number in the place of what belongs to a channel. They neither align their stores nor
 * begin a second pass where the first has ended, so a layer that does may be faster. Elements behind the last whole vector of
 * each thread's share are left out. Not thread-safe.
 */
final class BarePasses implements Peer {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final float SCALE = 1.5f;
    private static final float SHIFT = 0.5f;

    private final float[] x;
    private final float[] dy;
    private final float[] y;
    private final float[] dx;
    private final float[] sums;
    private final Threads threads;
    private final TileTask sum = this::sumPart;
    private final TileTask map = this::mapPart;
    private final TileTask sumOfProducts = this::sumOfProductsPart;
    private final TileTask mapBoth = this::mapBothPart;

    BarePasses(Workload workload, Tensors tensors) {
        x = (float[]) tensors.x();
        dy = (float[]) tensors.dy();
        y = new float[x.length];
        dx = new float[x.length];
        sums = new float[workload.threads()];
        threads = workload.threads() == 1 ? Threads.callingThread() : Threads.of(workload.threads());
    }

    @Override
    public Runnable train() {
        return () -> {
            run(sum);
            run(map);
        };
    }

    @Override
    public Runnable infer() {
        return () -> run(map);
    }

    @Override
    public Runnable backward() {
        return () -> {
            run(sumOfProducts);
            run(mapBoth);
        };
    }

    /** What was written, which is no normalization. */
    @Override
    public double[] output(Output output) {
        return switch (output) {
            case Y -> NumberArray.FLOAT32.values(y);
            case DX -> NumberArray.FLOAT32.values(dx);
            case GAMMA_GRADIENT, BETA_GRADIENT, RESIDUAL_GRADIENT ->
                throw new UnsupportedOperationException("there is no " + output);
        };
    }

    private void run(TileTask pass) {
        threads.run(pass, sums.length);
    }

    private int start(int part) {
        return (int) ((long) x.length * part / sums.length);
    }

    private void sumPart(int part) {
        int lanes = SPECIES.length();
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = even;
        int end = start(part + 1);
        for (int i = start(part); i <= end - 2 * lanes; i += 2 * lanes) {
            even = even.add(FloatVector.fromArray(SPECIES, x, i));
            odd = odd.add(FloatVector.fromArray(SPECIES, x, i + lanes));
        }
        // Gives reading a use.
        sums[part] = even.add(odd).lane(0);
    }

    private void mapPart(int part) {
        int lanes = SPECIES.length();
        FloatVector scale = FloatVector.broadcast(SPECIES, SCALE);
        FloatVector shift = FloatVector.broadcast(SPECIES, SHIFT);
        int end = start(part + 1);
        for (int i = start(part); i <= end - lanes; i += lanes) {
            FloatVector.fromArray(SPECIES, x, i).mul(scale).add(shift).intoArray(y, i);
        }
    }

    private void sumOfProductsPart(int part) {
        int lanes = SPECIES.length();
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = even;
        int end = start(part + 1);
        for (int i = start(part); i <= end - 2 * lanes; i += 2 * lanes) {
            even = even.add(FloatVector.fromArray(SPECIES, x, i).mul(FloatVector.fromArray(SPECIES, dy, i)));
            odd = odd.add(
                    FloatVector.fromArray(SPECIES, x, i + lanes).mul(FloatVector.fromArray(SPECIES, dy, i + lanes)));
        }
        sums[part] = even.add(odd).lane(0);
    }

    private void mapBothPart(int part) {
        int lanes = SPECIES.length();
        FloatVector scale = FloatVector.broadcast(SPECIES, SCALE);
        FloatVector shift = FloatVector.broadcast(SPECIES, SHIFT);
        int end = start(part + 1);
        for (int i = start(part); i <= end - lanes; i += lanes) {
            FloatVector.fromArray(SPECIES, x, i)
                    .mul(scale)
                    .add(FloatVector.fromArray(SPECIES, dy, i).mul(shift))
                    .intoArray(dx, i);
        }
    }
}
