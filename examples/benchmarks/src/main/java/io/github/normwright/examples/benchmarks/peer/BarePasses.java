package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import io.github.normwright.kernels.Threads;
import io.github.normwright.kernels.TileTask;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What is left of a layer without its channels and rows: loops with vectors that read what a statistic is taken over, and read it
 * again to write as much, with the same number in the place of what belongs to a channel or a row. They compute next to nothing,
 * or as much for each element as batch normalization does. Where the values of all statistics stand side by side, as in
 * channels-last batch normalization, the whole tensor is read before any of it is written.
 *
 * <p>Where what a statistic is taken over lies in short stretches, as in planes of 7 by 7, going from one to the next counts,
 * too. The loops neither align their stores nor begin a second pass where the first has ended, so a layer that does may be
 * faster. Not thread-safe.
 */
final class BarePasses implements Peer {

    /** How many elements the widest vectors have; no tensor may have fewer. */
    static final int MOST_LANES = 16;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final float SCALE = 1.5f;
    private static final float SHIFT = 0.5f;
    private static final float MEAN = 0.25f;

    private final float[] x;
    private final float[] dy;
    private final float[] y;
    private final float[] dx;
    private final float[] sums;
    private final Threads threads;
    private final Stretches statistics;
    private final Stretches parts;
    private final boolean hasMovingStatistics;
    private final TileTask sum;
    private final TileTask map;
    private final TileTask sumAndMap;
    private final TileTask gradientSum;
    private final TileTask gradientMap;
    private final TileTask gradientSumAndMap;

    private enum Pass {
        SUM,
        MAP,
        SUM_OF_PRODUCTS,
        MAP_BOTH,
        MOMENTS,
        NORMALIZE,
        GRADIENT_SUMS,
        INPUT_GRADIENT
    }

    /**
     * @param computes whether to compute as much as batch normalization does
     */
    BarePasses(Workload workload, Tensors tensors, boolean computes) {
        x = (float[]) tensors.x();
        dy = (float[]) tensors.dy();
        y = new float[x.length];
        dx = new float[x.length];
        sums = new float[workload.threads()];
        threads = workload.threads() == 1 ? Threads.callingThread() : Threads.of(workload.threads());
        statistics = Stretches.of(workload);
        parts = statistics.parts(workload.threads());
        hasMovingStatistics = workload.normalization() == Normalization.BATCH;
        Pass forwardSum = computes ? Pass.MOMENTS : Pass.SUM;
        Pass forwardMap = computes ? Pass.NORMALIZE : Pass.MAP;
        Pass backwardSum = computes ? Pass.GRADIENT_SUMS : Pass.SUM_OF_PRODUCTS;
        Pass backwardMap = computes ? Pass.INPUT_GRADIENT : Pass.MAP_BOTH;
        sum = ofParts(forwardSum);
        map = ofParts(forwardMap);
        sumAndMap = ofStatistics(forwardSum, forwardMap);
        gradientSum = ofParts(backwardSum);
        gradientMap = ofParts(backwardMap);
        gradientSumAndMap = ofStatistics(backwardSum, backwardMap);
    }

    @Override
    public Runnable train() {
        return () -> {
            if (statistics.count() == 1) {
                run(sum);
                run(map);
            } else {
                run(sumAndMap);
            }
        };
    }

    @Override
    public Runnable infer() {
        return hasMovingStatistics ? () -> run(map) : train();
    }

    @Override
    public Runnable backward() {
        return () -> {
            if (statistics.count() == 1) {
                run(gradientSum);
                run(gradientMap);
            } else {
                run(gradientSumAndMap);
            }
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

    /** A pass over the whole tensor. */
    private TileTask ofParts(Pass pass) {
        Pass[] passes = {pass};
        return part -> each(part, parts, passes);
    }

    /** Passes over what belongs to one statistic after the other. */
    private TileTask ofStatistics(Pass... passes) {
        return part -> each(part, statistics, passes);
    }

    private void each(int part, Stretches stretches, Pass[] passes) {
        int first = (int) ((long) stretches.count() * part / sums.length);
        int last = (int) ((long) stretches.count() * (part + 1) / sums.length);
        float result = 0;
        for (int statistic = first; statistic < last; statistic++) {
            for (Pass pass : passes) {
                for (int piece = 0; piece < stretches.pieces(); piece++) {
                    result += run(pass, stretches.start(piece, statistic), stretches.start(piece, statistic + 1));
                }
            }
        }
        // Gives reading a use.
        sums[part] = result;
    }

    private float run(Pass pass, int start, int end) {
        return switch (pass) {
            case SUM -> sum(start, end);
            case MAP -> map(start, end);
            case SUM_OF_PRODUCTS -> sumOfProducts(start, end);
            case MAP_BOTH -> mapBoth(start, end);
            case MOMENTS -> moments(start, end);
            case NORMALIZE -> normalize(start, end);
            case GRADIENT_SUMS -> gradientSums(start, end);
            case INPUT_GRADIENT -> inputGradient(start, end);
        };
    }

    private float sum(int start, int end) {
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = even;
        int i = start;
        for (; i <= end - 2 * LANES; i += 2 * LANES) {
            even = even.add(FloatVector.fromArray(SPECIES, x, i));
            odd = odd.add(FloatVector.fromArray(SPECIES, x, i + LANES));
        }
        for (; i < end; i += LANES) {
            even = even.add(FloatVector.fromArray(SPECIES, x, last(i, end)));
        }
        return even.add(odd).lane(0);
    }

    private float map(int start, int end) {
        int i = start;
        for (; i <= end - LANES; i += LANES) {
            mapVector(i);
        }
        if (i < end) {
            mapVector(last(i, end));
        }
        return 0;
    }

    private void mapVector(int i) {
        FloatVector.fromArray(SPECIES, x, i).mul(SCALE).add(SHIFT).intoArray(y, i);
    }

    private float sumOfProducts(int start, int end) {
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = even;
        int i = start;
        for (; i <= end - 2 * LANES; i += 2 * LANES) {
            even = even.add(product(i));
            odd = odd.add(product(i + LANES));
        }
        for (; i < end; i += LANES) {
            even = even.add(product(last(i, end)));
        }
        return even.add(odd).lane(0);
    }

    private FloatVector product(int i) {
        return FloatVector.fromArray(SPECIES, x, i).mul(FloatVector.fromArray(SPECIES, dy, i));
    }

    private float mapBoth(int start, int end) {
        int i = start;
        for (; i <= end - LANES; i += LANES) {
            mapBothVectors(i);
        }
        if (i < end) {
            mapBothVectors(last(i, end));
        }
        return 0;
    }

    private void mapBothVectors(int i) {
        FloatVector.fromArray(SPECIES, x, i)
                .mul(SCALE)
                .add(FloatVector.fromArray(SPECIES, dy, i).mul(SHIFT))
                .intoArray(dx, i);
    }

    private float moments(int start, int end) {
        FloatVector evenSum = FloatVector.zero(SPECIES);
        FloatVector oddSum = evenSum;
        FloatVector evenSquares = evenSum;
        FloatVector oddSquares = evenSum;
        int i = start;
        for (; i <= end - 2 * LANES; i += 2 * LANES) {
            FloatVector even = deviation(i);
            FloatVector odd = deviation(i + LANES);
            evenSum = evenSum.add(even);
            evenSquares = evenSquares.add(even.mul(even));
            oddSum = oddSum.add(odd);
            oddSquares = oddSquares.add(odd.mul(odd));
        }
        for (; i < end; i += LANES) {
            FloatVector rest = deviation(last(i, end));
            evenSum = evenSum.add(rest);
            evenSquares = evenSquares.add(rest.mul(rest));
        }
        return evenSum.add(oddSum).add(evenSquares.add(oddSquares)).lane(0);
    }

    private FloatVector deviation(int i) {
        return FloatVector.fromArray(SPECIES, x, i).sub(MEAN);
    }

    private float normalize(int start, int end) {
        int i = start;
        for (; i <= end - LANES; i += LANES) {
            normalizeVector(i);
        }
        if (i < end) {
            normalizeVector(last(i, end));
        }
        return 0;
    }

    private void normalizeVector(int i) {
        deviation(i).mul(SCALE).add(SHIFT).intoArray(y, i);
    }

    private float gradientSums(int start, int end) {
        FloatVector evenSum = FloatVector.zero(SPECIES);
        FloatVector oddSum = evenSum;
        FloatVector evenProducts = evenSum;
        FloatVector oddProducts = evenSum;
        int i = start;
        for (; i <= end - 2 * LANES; i += 2 * LANES) {
            FloatVector even = FloatVector.fromArray(SPECIES, dy, i);
            FloatVector odd = FloatVector.fromArray(SPECIES, dy, i + LANES);
            evenSum = evenSum.add(even);
            evenProducts = evenProducts.add(even.mul(deviation(i)));
            oddSum = oddSum.add(odd);
            oddProducts = oddProducts.add(odd.mul(deviation(i + LANES)));
        }
        for (; i < end; i += LANES) {
            FloatVector rest = FloatVector.fromArray(SPECIES, dy, last(i, end));
            evenSum = evenSum.add(rest);
            evenProducts = evenProducts.add(rest.mul(deviation(last(i, end))));
        }
        return evenSum.add(oddSum).add(evenProducts.add(oddProducts)).lane(0);
    }

    private float inputGradient(int start, int end) {
        int i = start;
        for (; i <= end - LANES; i += LANES) {
            inputGradientVector(i);
        }
        if (i < end) {
            inputGradientVector(last(i, end));
        }
        return 0;
    }

    private void inputGradientVector(int i) {
        FloatVector ofStatistics = deviation(i).mul(MEAN).add(SHIFT);
        FloatVector.fromArray(SPECIES, dy, i).mul(SCALE).add(ofStatistics).intoArray(dx, i);
    }

    /**
     * Where the last vector lies: it ends with the elements, over others in front of it; or, if they are the first of the tensor
     * and too few, it begins with them. Every pass writes the same there.
     */
    private static int last(int start, int end) {
        return Math.max(0, Math.min(start, end - LANES));
    }
}
