package io.github.normwright.processor.variant;

import static io.github.normwright.processor.ir.Expr.reciprocalSqrt;

import io.github.normwright.api.NonFinite;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.spi.VariantSpec;
import io.github.normwright.processor.variant.BatchStatistics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The formulas of batch normalization: {@code y = activation((x - mean) * scale + offset + residual)}, where the last is
 * another input, and where the first three come from.
 */
final class BatchNormalizationFormulas {

    private static final String ADJUSTMENT_SCALE = "adjustmentScale";
    private static final String ADJUSTMENT_BIAS = "adjustmentBias";

    private final Axes space;
    private final Axes axis;
    private final BatchNormalizationSettings settings;
    private final BatchVariables variables;
    private final boolean hasMask;

    BatchNormalizationFormulas(VariantSpec spec, BatchNormalizationSettings settings) {
        this.space = spec.space();
        this.axis = spec.axis();
        this.settings = settings;
        this.hasMask = spec.settings().flag("mask");
        this.variables = new BatchVariables(axis, settings, new VariableObjects(spec));
    }

    LayerAlgorithm layer() {
        Algorithm training = training();
        return new LayerAlgorithm(
                space,
                variables.all(),
                training,
                inference(),
                settings.updates(),
                settings.fewestValues(),
                ignoredArguments(training),
                settings.hasInputPrecision());
    }

    /** A mask may be given to a frozen or a fused layer, and an adjustment to a frozen one; they have no effect there. */
    private List<String> ignoredArguments(Algorithm training) {
        List<String> named = new ArrayList<>();
        if (hasMask) {
            named.add(BatchStatistics.MASK);
        }
        if (settings.adjustment().isPresent()) {
            named.addAll(List.of(ADJUSTMENT_SCALE, ADJUSTMENT_BIAS));
        }
        training.operands().forEach(operand -> named.remove(operand.name()));
        return named;
    }

    private Algorithm training() {
        Axes cut = settings.virtualBatches().map(batches -> batches.cut(space)).orElse(space);
        AlgorithmBuilder builder = new AlgorithmBuilder("training", cut);
        Expr x = builder.tensor(LayerAlgorithm.INPUT);
        Optional<BatchStatistics> batch = settings.usesBatch()
                ? Optional.of(new BatchStatistics(builder, x, axis, settings, variables))
                : Optional.empty();
        Factors factors = new Factors(builder);
        if (settings.usesMovingStatistics()) {
            factors.normalizeBy(movingStatistics(builder), x);
        } else {
            factors.normalizeBy(batch.orElseThrow().used(), x);
            settings.renorm()
                    .map(renorm -> new Renormalization(builder, renorm, settings, variables))
                    .ifPresent(renorm -> factors.correct(renorm.correction(batch.orElseThrow())));
            settings.adjustment().ifPresent(axes -> factors.adjust(axes.in(cut)));
        }
        factors.output();
        if (settings.updatesVariables()) {
            Optional<Expr> spoilt = settings.nonFinite() == NonFinite.PROPAGATE
                    ? Optional.empty()
                    : Optional.of(batch.orElseThrow().spoilt());
            new MovingStatistics(builder, settings, variables, spoilt).update(batch.orElseThrow());
        }
        return builder.build();
    }

    private Algorithm inference() {
        AlgorithmBuilder builder = new AlgorithmBuilder("inference", space);
        Expr x = builder.tensor(LayerAlgorithm.INPUT);
        Factors factors = new Factors(builder);
        if (settings.tracked()) {
            factors.normalizeBy(movingStatistics(builder), x);
        } else {
            AlgorithmBuilder.Moments moments = builder.moments("mean", "variance", x, space.minus(axis));
            factors.normalizeBy(new Statistics(moments.mean(), moments.variance()), x);
        }
        factors.output();
        return builder.build();
    }

    /** Under the names of training, so that both share their passes over the data. */
    private Statistics movingStatistics(AlgorithmBuilder builder) {
        boolean isNameTaken = settings.usesMovingStatistics() && settings.updatesVariables();
        return new Statistics(
                builder.define(isNameTaken ? "usedMean" : "mean", builder.variable(variables.movingMean)),
                builder.define(isNameTaken ? "usedVariance" : "variance", builder.variable(variables.movingVariance)));
    }

    /** What an affine function of the input consists of; each part is applied to the result of those before it. */
    private final class Factors {

        private final AlgorithmBuilder builder;
        private Expr centered;
        private Expr factor;
        private Expr offset = Expr.ZERO;
        private boolean isScaled;

        Factors(AlgorithmBuilder builder) {
            this.builder = builder;
        }

        void normalizeBy(Statistics statistics, Expr x) {
            centered = x.minus(statistics.mean());
            factor = builder.define(
                    "inverseStddev", reciprocalSqrt(statistics.variance().plus(settings.epsilon())));
        }

        void correct(Renormalization.Correction correction) {
            scaleBy(correction.r());
            offset = correction.d();
        }

        void adjust(Axes axes) {
            Expr scale = builder.operand(new Operand(ADJUSTMENT_SCALE, axes, Operand.Role.ARGUMENT));
            Expr bias = builder.operand(new Operand(ADJUSTMENT_BIAS, axes, Operand.Role.ARGUMENT));
            scaleBy(scale);
            offset = isNothing(offset) ? bias : offset.times(scale).plus(bias);
        }

        void output() {
            if (settings.scale()) {
                Expr gamma = builder.variable(variables.gamma);
                scaleBy(gamma);
                offset = isNothing(offset) ? offset : offset.times(gamma);
            }
            if (settings.center()) {
                offset = offset.plus(builder.variable(variables.beta));
            }
            Expr scale = isScaled ? builder.define("scale", factor) : factor;
            boolean isComputed = offset instanceof Expr.Binary;
            Expr normalized = centered.times(scale).plus(isComputed ? builder.define("offset", offset) : offset);
            builder.output(
                    LayerAlgorithm.OUTPUT, ActivationFormula.of(builder, settings.activation(), sum(normalized)));
        }

        private Expr sum(Expr normalized) {
            if (!settings.hasResidual()) {
                return normalized;
            }
            ActivationFormula.recover(builder, settings.activation());
            return normalized.plus(builder.tensor(LayerAlgorithm.RESIDUAL));
        }

        private static boolean isNothing(Expr offset) {
            return offset.equals(Expr.ZERO);
        }

        private void scaleBy(Expr other) {
            factor = factor.times(other);
            isScaled = true;
        }
    }
}
