package io.github.normwright.processor.variant;

import static io.github.normwright.processor.ir.Expr.maximum;
import static io.github.normwright.processor.ir.Expr.reciprocalSqrt;

import com.google.auto.service.AutoService;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.AlgorithmBuilder.Moments;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.ArrayList;
import java.util.List;

/** Batch normalization: the formulas of training and inference, and of the moving statistics. */
@AutoService(Variant.class)
public final class BatchNormalizationVariant implements Variant {

    @Override
    public String annotation() {
        return "io.github.normwright.api.BatchNormalization";
    }

    @Override
    public String title() {
        return "batch normalization";
    }

    @Override
    public List<String> variableNames() {
        return List.of("gamma", "beta", "movingMean", "movingVariance", "batchesTracked");
    }

    @Override
    public void check(VariantSpec spec, Iterable<Precision> precisions, Problems problems) {
        new BatchNormalizationRules(spec, precisions, problems).check();
    }

    @Override
    public LayerAlgorithm algorithm(VariantSpec spec, Precision precision) {
        return new Formulas(spec, BatchNormalizationSettings.of(spec, precision)).layer();
    }

    private static final class Formulas {

        private final Axes space;
        private final Axes reduced;
        private final BatchNormalizationSettings settings;
        private final Variable gamma;
        private final Variable beta;
        private final Variable movingMean;
        private final Variable movingVariance;
        private final Variable batchesTracked;

        Formulas(VariantSpec spec, BatchNormalizationSettings settings) {
            this.space = spec.space();
            this.reduced = space.minus(spec.axis());
            this.settings = settings;
            this.gamma = new Variable("gamma", spec.axis(), true, 1);
            this.beta = new Variable("beta", spec.axis(), true, 0);
            this.movingMean = new Variable("movingMean", spec.axis(), false, 0);
            this.movingVariance = new Variable("movingVariance", spec.axis(), false, 1);
            this.batchesTracked = new Variable("batchesTracked", Axes.NONE, false, 0);
        }

        LayerAlgorithm layer() {
            Algorithm inference = settings.tracked() ? byMovingStatistics("inference") : byBatch("inference", false);
            Algorithm training = settings.trainable() ? byBatch("training", true) : byMovingStatistics("training");
            return new LayerAlgorithm(space, variables(), training, inference);
        }

        private List<Variable> variables() {
            List<Variable> variables = new ArrayList<>();
            if (settings.scale()) {
                variables.add(gamma);
            }
            if (settings.center()) {
                variables.add(beta);
            }
            if (settings.tracked()) {
                variables.add(movingMean);
                variables.add(movingVariance);
            }
            if (settings.tracked() && settings.cumulative()) {
                variables.add(batchesTracked);
            }
            return variables;
        }

        private Algorithm byBatch(String name, boolean updates) {
            AlgorithmBuilder builder = new AlgorithmBuilder(name, space);
            Expr x = builder.tensor(LayerAlgorithm.INPUT);
            Moments batch = builder.moments("mean", "variance", x, reduced);
            normalize(builder, x, batch);
            if (updates && settings.tracked()) {
                updateMovingStatistics(builder, batch);
            }
            return builder.build();
        }

        private Algorithm byMovingStatistics(String name) {
            AlgorithmBuilder builder = new AlgorithmBuilder(name, space);
            Expr x = builder.tensor(LayerAlgorithm.INPUT);
            // Under the names of training, so that both share their passes over the data.
            Expr mean = builder.define("mean", builder.variable(movingMean));
            Expr variance = builder.define("variance", builder.variable(movingVariance));
            normalize(builder, x, new Moments(mean, variance));
            return builder.build();
        }

        private void normalize(AlgorithmBuilder builder, Expr x, Moments moments) {
            Expr epsilon = new Expr.Setting("epsilon", settings.epsilon());
            Expr scale = builder.define(
                    "inverseStddev", reciprocalSqrt(moments.variance().plus(epsilon)));
            if (settings.scale()) {
                scale = builder.define("scale", scale.times(builder.variable(gamma)));
            }
            Expr normalized = x.minus(moments.mean()).times(scale);
            Expr y = settings.center() ? normalized.plus(builder.variable(beta)) : normalized;
            builder.output(LayerAlgorithm.OUTPUT, y);
        }

        private void updateMovingStatistics(AlgorithmBuilder builder, Moments batch) {
            Expr variance = settings.unbiasedMovingVariance()
                    ? batch.variance().times(besselsCorrection(builder))
                    : batch.variance();
            Average average = settings.cumulative() ? cumulative(builder) : exponential();
            builder.update(movingMean, average.of(builder.variable(movingMean), batch.mean()));
            builder.update(movingVariance, average.of(builder.variable(movingVariance), variance));
        }

        private Expr besselsCorrection(AlgorithmBuilder builder) {
            Expr count = new Expr.Count(reduced);
            return builder.define("besselsCorrection", count.dividedBy(maximum(count.minus(1), Expr.ONE)));
        }

        /** What a new value makes of an average. */
        private interface Average {
            Expr of(Expr old, Expr value);
        }

        private Average exponential() {
            Expr kept = new Expr.Setting("keptShare", settings.keptShare());
            Expr added = new Expr.Setting("addedShare", settings.addedShare());
            return settings.bySubtraction()
                    ? (old, value) -> old.minus(old.minus(value).times(added))
                    : (old, value) -> old.times(kept).plus(value.times(added));
        }

        private Average cumulative(AlgorithmBuilder builder) {
            Expr batches =
                    builder.define("batches", builder.variable(batchesTracked).plus(1));
            Expr added = builder.define("addedShare", Expr.ONE.dividedBy(batches));
            builder.update(batchesTracked, batches);
            return (old, value) -> old.times(Expr.ONE.minus(added)).plus(value.times(added));
        }
    }
}
