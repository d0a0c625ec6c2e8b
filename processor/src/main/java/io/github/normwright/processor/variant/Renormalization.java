package io.github.normwright.processor.variant;

import static io.github.normwright.processor.ir.Expr.maximum;
import static io.github.normwright.processor.ir.Expr.minimum;
import static io.github.normwright.processor.ir.Expr.stopGradient;

import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.variant.BatchNormalizationSettings.Limit;
import io.github.normwright.processor.variant.BatchNormalizationSettings.Renorm;
import io.github.normwright.processor.variant.BatchStatistics.Statistics;
import java.util.Optional;

/**
 * Batch renormalization (Ioffe, "Batch Renormalization: Towards Reducing Minibatch Dependence in Batch-Normalized Models",
 * 2017): r and d, which lead from the statistics of the batch to the renorm statistics (SEMANTICS 4.1 and 4.2).
 */
final class Renormalization {

    /** A factor and an offset of the normalized value. */
    record Correction(Expr r, Expr d) {}

    private final AlgorithmBuilder builder;
    private final Renorm renorm;
    private final BatchNormalizationSettings settings;
    private final BatchVariables variables;

    Renormalization(
            AlgorithmBuilder builder, Renorm renorm, BatchNormalizationSettings settings, BatchVariables variables) {
        this.builder = builder;
        this.renorm = renorm;
        this.settings = settings;
        this.variables = variables;
    }

    Correction correction(BatchStatistics statistics) {
        Statistics batch = statistics.forUpdates();
        Expr stddev = statistics.stddev();
        Statistics reference = renorm.algorithm() == RenormAlgorithm.WEIGHTED_AVERAGES
                ? weightedAverages(batch.mean(), stddev)
                : floored();
        Expr r = stddev.dividedBy(reference.variance());
        Expr d = batch.mean().minus(reference.mean()).dividedBy(reference.variance());
        return new Correction(
                builder.define("r", stopGradient(clipped(r))), builder.define("d", stopGradient(bounded(d))));
    }

    /** Mean and standard deviation that the batch is led to, the latter not smaller than that of a constant. */
    private Statistics floored() {
        Expr smallest = new Expr.Setting("smallestStddev", Math.sqrt(settings.usedEpsilon()));
        Expr stddev = maximum(builder.variable(variables.renormStddev), smallest);
        return new Statistics(builder.variable(variables.renormMean), builder.define("renormReference", stddev));
    }

    /** Averages that started at zero, with the batch making up for what is missing to a weight of one. */
    private Statistics weightedAverages(Expr mean, Expr stddev) {
        Expr missingMean = Expr.ONE.minus(builder.variable(variables.renormMeanWeight));
        Expr missingStddev = Expr.ONE.minus(builder.variable(variables.renormStddevWeight));
        return new Statistics(
                builder.define(
                        "renormMeanReference",
                        builder.variable(variables.renormMean).plus(missingMean.times(mean))),
                builder.define(
                        "renormReference",
                        builder.variable(variables.renormStddev).plus(missingStddev.times(stddev))));
    }

    private Expr clipped(Expr r) {
        Expr atLeast =
                limit("rmin", renorm.rmin(), 1).map(limit -> maximum(r, limit)).orElse(r);
        return limit("rmax", renorm.rmax(), 1)
                .map(limit -> minimum(atLeast, limit))
                .orElse(atLeast);
    }

    private Expr bounded(Expr d) {
        return limit("dmax", renorm.dmax(), 0)
                .map(limit -> minimum(maximum(d, limit.negated()), limit))
                .orElse(d);
    }

    /** A limit at the current step. */
    private Optional<Expr> limit(String name, Optional<Limit> limit, double start) {
        return limit.map(known -> {
            Expr end = new Expr.Setting(name, known.value());
            return known.isScheduled() ? builder.define(name + "Now", scheduled(known, end, start)) : end;
        });
    }

    private Expr scheduled(Limit limit, Expr end, double start) {
        Expr steps = builder.variable(variables.renormSteps).minus(limit.firstStep());
        Expr progress = maximum(
                Expr.ZERO, minimum(Expr.ONE, steps.dividedBy(Expr.constant(limit.lastStep() - limit.firstStep()))));
        return Expr.constant(start).plus(end.minus(start).times(progress));
    }
}
