package io.github.normwright.processor.variant;

import static io.github.normwright.processor.ir.Expr.maximum;

import io.github.normwright.api.NonFinite;
import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.variant.BatchNormalizationSettings.Renorm;
import io.github.normwright.processor.variant.BatchNormalizationSettings.Share;
import io.github.normwright.processor.variant.BatchStatistics.Statistics;
import java.util.Optional;

/** What a batch makes of the variables that follow the batches (SEMANTICS 1.8, 4.1 and 4.2). */
final class MovingStatistics {

    /** What a new value makes of an average. */
    private interface Average {
        Expr of(Expr old, Expr value);
    }

    private final AlgorithmBuilder builder;
    private final BatchNormalizationSettings settings;
    private final BatchVariables variables;
    private final Optional<Expr> spoilt;
    private Optional<Expr> count = Optional.empty();
    private Optional<Expr> total = Optional.empty();

    /**
     * @param spoilt not zero where the batch must not change anything
     */
    MovingStatistics(
            AlgorithmBuilder builder,
            BatchNormalizationSettings settings,
            BatchVariables variables,
            Optional<Expr> spoilt) {
        this.builder = builder;
        this.settings = settings;
        this.variables = variables;
        this.spoilt = spoilt;
    }

    void update(BatchStatistics batch) {
        count = batch.countForUpdates();
        total = count.map(ofChannel -> builder.sum("countTotal", ofChannel, builder.axesOf(ofChannel)));
        if (settings.nonFinite() == NonFinite.FAIL) {
            builder.check(
                    "finite statistics of the batch (nonFinite = FAIL), found an infinity or NaN",
                    spoilt.orElseThrow());
        }
        if (settings.renorm().isPresent()) {
            renormalized(batch, settings.renorm().get());
        } else {
            plain(batch);
        }
    }

    private void plain(BatchStatistics batch) {
        Statistics statistics = batch.forUpdates();
        Expr variance = settings.unbiasedMovingVariance()
                ? statistics.variance().times(batch.besselsCorrection())
                : statistics.variance();
        Average average = settings.cumulative() ? cumulative() : exponential("", settings.share());
        update(variables.movingMean, average.of(old(variables.movingMean), statistics.mean()));
        update(variables.movingVariance, average.of(old(variables.movingVariance), variance));
    }

    private void renormalized(BatchStatistics statistics, Renorm renorm) {
        Statistics batch = statistics.forUpdates();
        Average average = exponential("", settings.share());
        Average renormAverage = exponential("Renorm", renorm.share());
        Expr stddev = statistics.stddev();
        Expr renormMean = renormAverage.of(old(variables.renormMean), batch.mean());
        Expr renormStddev = renormAverage.of(old(variables.renormStddev), stddev);
        if (renorm.algorithm() == RenormAlgorithm.WEIGHTED_AVERAGES) {
            weighted(average, renormAverage, renormMean, renormStddev);
        } else if (settings.updatesStatistics()) {
            Expr movingStddev = average.of(old(variables.movingStddev), stddev);
            update(variables.movingMean, average.of(old(variables.movingMean), batch.mean()));
            update(variables.movingVariance, maximum(squared(movingStddev).minus(settings.epsilon()), Expr.ZERO));
            update(variables.movingStddev, movingStddev);
        }
        update(variables.renormMean, renormMean);
        update(variables.renormStddev, renormStddev);
        if (renorm.countsSteps()) {
            update(variables.renormSteps, old(variables.renormSteps).plus(1));
        }
    }

    /** The moving statistics follow the renorm statistics, which are averages only once divided by their weight. */
    private void weighted(Average average, Average renormAverage, Expr renormMean, Expr renormStddev) {
        Expr meanWeight = renormAverage.of(old(variables.renormMeanWeight), Expr.ONE);
        Expr stddevWeight = renormAverage.of(old(variables.renormStddevWeight), Expr.ONE);
        Expr variance = squared(renormStddev.dividedBy(stddevWeight)).minus(settings.epsilon());
        update(variables.movingMean, average.of(old(variables.movingMean), renormMean.dividedBy(meanWeight)));
        update(variables.movingVariance, average.of(old(variables.movingVariance), variance));
        update(variables.renormMeanWeight, meanWeight);
        update(variables.renormStddevWeight, stddevWeight);
    }

    private Expr old(Variable variable) {
        return builder.variable(variable);
    }

    private static Expr squared(Expr value) {
        return value.times(value);
    }

    private void update(Variable variable, Expr value) {
        Expr updated = value;
        Optional<Expr> counted = variable.axes().isEmpty() ? total : count;
        if (counted.isPresent()) {
            updated = new Expr.Select(Comparison.GREATER, counted.get(), Expr.ZERO, updated, old(variable));
        }
        if (settings.nonFinite() == NonFinite.SKIP) {
            updated = new Expr.Select(Comparison.EQUAL, spoilt.orElseThrow(), Expr.ZERO, updated, old(variable));
        }
        builder.update(variable, updated);
    }

    private static Average exponential(String name, Share share) {
        Expr kept = new Expr.Setting("kept" + name + "Share", share.kept());
        Expr added = new Expr.Setting("added" + name + "Share", share.added());
        return share.bySubtraction()
                ? (old, value) -> old.minus(old.minus(value).times(added))
                : (old, value) -> old.times(kept).plus(value.times(added));
    }

    private Average cumulative() {
        Expr batches = builder.define("batches", old(variables.batchesTracked).plus(1));
        Expr added = builder.define("addedShare", Expr.ONE.dividedBy(batches));
        update(variables.batchesTracked, batches);
        return (old, value) -> old.times(Expr.ONE.minus(added)).plus(value.times(added));
    }
}
