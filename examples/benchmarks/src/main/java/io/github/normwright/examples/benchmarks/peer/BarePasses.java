package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.NumberArray;
import io.github.normwright.examples.benchmarks.workload.Workload;
import io.github.normwright.kernels.Threads;
import io.github.normwright.kernels.TileTask;

/**
 * What is left of a layer without its channels and rows: {@linkplain BareLoops loops} that read what a statistic is taken over, and
 * read it again to write as much. Where the values of all statistics stand side by side, as in channels-last batch normalization, the
 * whole tensor is read before any of it is written.
 *
 * <p>Where what a statistic is taken over lies in short stretches, as in planes of 7 by 7, going from one to the next counts,
 * too. The loops neither align their stores nor begin a second pass where the first has ended, so a layer that does may be
 * faster. Not thread-safe.
 */
final class BarePasses implements Peer {

    private final BareLoops loops;
    private final float[] sums;
    private final Threads threads;
    private final Stretches statistics;
    private final Stretches parts;
    private final boolean hasMovingStatistics;
    private final TileTask sum = ofParts(Pass.SUM);
    private final TileTask map = ofParts(Pass.MAP);
    private final TileTask sumAndMap = ofStatistics(Pass.SUM, Pass.MAP);
    private final TileTask gradientSum = ofParts(Pass.GRADIENT_SUM);
    private final TileTask gradientMap = ofParts(Pass.GRADIENT_MAP);
    private final TileTask gradientSumAndMap = ofStatistics(Pass.GRADIENT_SUM, Pass.GRADIENT_MAP);

    private enum Pass {
        SUM,
        MAP,
        GRADIENT_SUM,
        GRADIENT_MAP
    }

    /**
     * @param loops what is done for neighbouring elements
     */
    BarePasses(Workload workload, BareLoops loops) {
        this.loops = loops;
        sums = new float[workload.threads()];
        threads = workload.threads() == 1 ? Threads.callingThread() : Threads.of(workload.threads());
        statistics = Stretches.of(workload);
        parts = statistics.parts(workload.threads());
        hasMovingStatistics = workload.normalization() == Normalization.BATCH;
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
            case Y -> NumberArray.FLOAT32.values(loops.y);
            case DX -> NumberArray.FLOAT32.values(loops.dx);
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
        switch (pass) {
            case SUM -> {
                return loops.sum(start, end);
            }
            case GRADIENT_SUM -> {
                return loops.gradientSum(start, end);
            }
            case MAP -> loops.map(start, end);
            case GRADIENT_MAP -> loops.gradientMap(start, end);
        }
        return 0;
    }
}
