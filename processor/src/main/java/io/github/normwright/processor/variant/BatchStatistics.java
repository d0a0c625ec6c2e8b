package io.github.normwright.processor.variant;

import static io.github.normwright.processor.ir.Expr.maximum;
import static io.github.normwright.processor.ir.Expr.sqrt;

import io.github.normwright.api.MaskRule;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.AlgorithmBuilder.CountedMoments;
import io.github.normwright.processor.ir.AlgorithmBuilder.Moments;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Comparison;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Operand;
import java.util.Optional;

/** The statistics of a batch, with masks, virtual batches and replicas. */
final class BatchStatistics {

    /** The argument that says which values count. */
    static final String MASK = "mask";

    /** The small number that Keras adds to the number of values that count. */
    private static final double KERAS_EPSILON = 1e-7;

    /** A mean and a variance. */
    record Statistics(Expr mean, Expr variance) {}

    private final AlgorithmBuilder builder;
    private final BatchNormalizationSettings settings;
    private final BatchVariables variables;
    private final Axes space;
    private final Axes axis;
    private final Axes groups;
    private final Axes reduced;
    private final Statistics used;
    private Expr count;
    private Statistics averages;
    private Expr stddev;
    private Expr groupsCounted;

    BatchStatistics(
            AlgorithmBuilder builder,
            Expr x,
            Axes axis,
            BatchNormalizationSettings settings,
            BatchVariables variables) {
        this.builder = builder;
        this.settings = settings;
        this.variables = variables;
        this.axis = axis;
        this.space = builder.space();
        this.groups =
                settings.virtualBatches().map(batches -> batches.groups(space)).orElse(Axes.NONE);
        this.reduced = space.minus(axis).minus(groups);
        this.used = settings.mask()
                .map(mask -> masked(x, mask))
                .orElseGet(() -> settings.isSynchronized() ? counted(x, Optional.empty()) : plain(x));
    }

    /** Those that training normalizes by; virtual batches have their own. */
    Statistics used() {
        return used;
    }

    /** Those that the variables follow: averages over the virtual batches, unless one after the other is folded in. */
    Statistics forUpdates() {
        boolean averages = settings.virtualBatches()
                .filter(batches -> !batches.isSequential())
                .isPresent();
        return averages ? averages() : used;
    }

    private Statistics averages() {
        if (averages == null) {
            averages = new Statistics(
                    average("averageMean", "meanSum", used.mean()),
                    average("averageVariance", "varianceSum", used.variance()));
        }
        return averages;
    }

    private Expr average(String name, String sum, Expr value) {
        if (!isExact()) {
            return builder.define(name, builder.sum(sum, value, groups).dividedBy(new Expr.Count(groups)));
        }
        Expr total = builder.sum(sum, whereCounted(value, Expr.ZERO), groups);
        return builder.define(name, total.dividedBy(maximum(groupsCounted(), Expr.ONE)));
    }

    /** How many virtual batches have a value that counts. */
    private Expr groupsCounted() {
        if (groupsCounted == null) {
            groupsCounted = builder.sum("groupsCounted", whereCounted(Expr.ONE, Expr.ZERO), groups);
        }
        return groupsCounted;
    }

    private boolean isExact() {
        return settings.mask().filter(mask -> mask.rule() == MaskRule.EXACT).isPresent();
    }

    /** The standard deviation that the renorm statistics follow. */
    Expr stddev() {
        if (stddev == null) {
            stddev = builder.define("stddev", sqrt(forUpdates().variance().plus(settings.epsilon())));
        }
        return stddev;
    }

    /** Bessel's correction for the number of values that the variance stems from. */
    Expr besselsCorrection() {
        // Weights may sum up to less than one.
        Expr counted = count instanceof Expr.Count ? count : maximum(count, Expr.ONE);
        return builder.define("besselsCorrection", counted.dividedBy(maximum(count.minus(1), Expr.ONE)));
    }

    /** Zero if all statistics that variables follow are finite, else not a number. */
    Expr spoilt() {
        Statistics statistics = forUpdates();
        Expr mean = statistics.mean();
        Expr variance = statistics.variance();
        Expr spoilt = mean.minus(mean).plus(variance.minus(variance));
        return builder.sum("spoilt", spoilt, statistics == used ? axis.union(groups) : axis);
    }

    private Statistics plain(Expr x) {
        Moments moments = builder.moments("mean", "variance", x, reduced);
        count = new Expr.Count(reduced);
        return new Statistics(moments.mean(), moments.variance());
    }

    private Statistics counted(Expr value, Optional<Expr> weight) {
        CountedMoments moments =
                builder.moments("mean", "variance", "count", value, weight, reduced, settings.isSynchronized());
        count = moments.count();
        return new Statistics(moments.mean(), moments.variance());
    }

    private Statistics masked(Expr x, BatchNormalizationSettings.Mask mask) {
        Axes along = mask.axes().in(space);
        Expr given = builder.operand(new Operand(MASK, along, Operand.Role.ARGUMENT));
        Expr present = select(given, x, Expr.ZERO);
        return switch (mask.rule()) {
            case WEIGHTS, PROFILE -> counted(x, Optional.of(given));
            case EXACT -> orMoving(counted(present, Optional.of(given)));
            case KERAS_3 -> ofKeras(present, given, Expr.ONE);
            case KERAS_3_6 -> ofKeras(present, given, countedOnce(along));
        };
    }

    private static Expr select(Expr mask, Expr present, Expr absent) {
        return new Expr.Select(Comparison.NOT_EQUAL, mask, Expr.ZERO, present, absent);
    }

    /** How many values Keras 3.6 counts as one: those along axes that the mask does not have. */
    private Expr countedOnce(Axes along) {
        Axes missing = reduced.minus(along);
        return missing.isEmpty() ? Expr.ONE : new Expr.Count(missing);
    }

    /**
     * Keras divides sums by a number of values that is a little too large, or much (SEMANTICS 3.8). Its mean m' and its
     * variance follow from the true ones: the squared deviations from m' exceed those from m by (m - m')^2 for each value.
     */
    private Statistics ofKeras(Expr present, Expr mask, Expr countedTooRarely) {
        Statistics exact = counted(present, Optional.of(select(mask, Expr.ONE, Expr.ZERO)));
        Expr divisor = count.dividedBy(countedTooRarely).plus(new Expr.Setting("kerasEpsilon", KERAS_EPSILON));
        Expr excess = builder.define("countRatio", count.dividedBy(divisor));
        Expr mean = builder.define("maskedMean", exact.mean().times(excess));
        Expr shift = exact.mean().minus(mean);
        Expr variance = exact.variance().plus(shift.times(shift)).times(excess);
        return new Statistics(mean, builder.define("maskedVariance", variance));
    }

    /** Where nothing counts, the moving statistics. */
    private Statistics orMoving(Statistics batch) {
        if (!settings.tracked()) {
            return batch;
        }
        return new Statistics(
                builder.define("maskedMean", whereCounted(batch.mean(), builder.variable(variables.movingMean))),
                builder.define(
                        "maskedVariance", whereCounted(batch.variance(), builder.variable(variables.movingVariance))));
    }

    private Expr whereCounted(Expr value, Expr otherwise) {
        return new Expr.Select(Comparison.GREATER, count, Expr.ZERO, value, otherwise);
    }

    /** How many values an update of the variables stems from, if it must not take place without any. */
    Optional<Expr> countForUpdates() {
        if (!isExact()) {
            return Optional.empty();
        }
        return Optional.of(forUpdates() == used ? count : groupsCounted());
    }
}
