package io.github.normwright.processor.variant;

import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Variable;
import java.util.ArrayList;
import java.util.List;

/** The variables that a batch normalization may have, those of SEMANTICS 1.1 in their order, and counters of our own. */
final class BatchVariables {

    /** All names, for layers that cannot be built. */
    static final List<String> NAMES = List.of(
            "gamma",
            "beta",
            "movingMean",
            "movingVariance",
            "movingStddev",
            "renormMean",
            "renormMeanWeight",
            "renormStddev",
            "renormStddevWeight",
            "renormSteps",
            "batchesTracked");

    final Variable gamma;
    final Variable beta;
    final Variable movingMean;
    final Variable movingVariance;
    final Variable movingStddev;
    final Variable renormMean;
    final Variable renormMeanWeight;
    final Variable renormStddev;
    final Variable renormStddevWeight;
    final Variable renormSteps = counter("renormSteps");
    final Variable batchesTracked = counter("batchesTracked");

    private final BatchNormalizationSettings settings;

    BatchVariables(Axes axis, BatchNormalizationSettings settings) {
        this.settings = settings;
        boolean isTrainable = !settings.freezesParameters();
        boolean isWeighted = settings.renorm()
                .filter(renorm -> renorm.algorithm() == RenormAlgorithm.WEIGHTED_AVERAGES)
                .isPresent();
        this.gamma = new Variable("gamma", axis, true, isTrainable, 1);
        this.beta = new Variable("beta", axis, true, isTrainable, 0);
        this.movingMean = statistic("movingMean", axis, 0);
        this.movingVariance = statistic("movingVariance", axis, 1);
        this.movingStddev = statistic("movingStddev", axis, 1);
        this.renormMean = statistic("renormMean", axis, 0);
        this.renormMeanWeight = counter("renormMeanWeight");
        this.renormStddev = statistic("renormStddev", axis, isWeighted ? 0 : 1);
        this.renormStddevWeight = counter("renormStddevWeight");
    }

    private static Variable statistic(String name, Axes axis, double initial) {
        return new Variable(name, axis, false, false, initial);
    }

    private static Variable counter(String name) {
        return statistic(name, Axes.NONE, 0);
    }

    /** Those that the layer has. */
    List<Variable> all() {
        List<Variable> variables = new ArrayList<>();
        if (settings.scale()) {
            variables.add(gamma);
        }
        if (settings.center()) {
            variables.add(beta);
        }
        if (settings.tracked()) {
            variables.addAll(List.of(movingMean, movingVariance));
        }
        settings.renorm().ifPresent(renorm -> {
            variables.addAll(
                    renorm.algorithm() == RenormAlgorithm.WEIGHTED_AVERAGES
                            ? List.of(renormMean, renormMeanWeight, renormStddev, renormStddevWeight)
                            : List.of(movingStddev, renormMean, renormStddev));
            if (renorm.countsSteps()) {
                variables.add(renormSteps);
            }
        });
        if (settings.tracked() && settings.cumulative()) {
            variables.add(batchesTracked);
        }
        return variables;
    }
}
