package io.github.normwright.processor.variant;

import io.github.normwright.api.RenormAlgorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.ir.Variable.Attachments;
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

    BatchVariables(Axes axis, BatchNormalizationSettings settings, VariableObjects objects) {
        this.settings = settings;
        boolean isTrainable = !settings.freezesParameters();
        boolean isWeighted = settings.renorm()
                .filter(renorm -> renorm.algorithm() == RenormAlgorithm.WEIGHTED_AVERAGES)
                .isPresent();
        Attachments ofMean = objects.ofStatistic("movingMeanInitializer");
        Attachments ofStddev = objects.ofStddev("movingVarianceInitializer");
        this.gamma = new Variable("gamma", axis, true, isTrainable, 1, objects.ofParameter("gamma"));
        this.beta = new Variable("beta", axis, true, isTrainable, 0, objects.ofParameter("beta"));
        this.movingMean = statistic("movingMean", axis, 0, ofMean);
        this.movingVariance = statistic("movingVariance", axis, 1, objects.ofStatistic("movingVarianceInitializer"));
        this.movingStddev = statistic("movingStddev", axis, 1, ofStddev);
        this.renormMean = statistic("renormMean", axis, 0, isWeighted ? Attachments.NONE : ofMean);
        this.renormMeanWeight = counter("renormMeanWeight");
        this.renormStddev = isWeighted
                ? statistic("renormStddev", axis, 0, Attachments.NONE)
                : statistic("renormStddev", axis, 1, ofStddev);
        this.renormStddevWeight = counter("renormStddevWeight");
    }

    private static Variable statistic(String name, Axes axis, double initial, Attachments attachments) {
        return new Variable(name, axis, false, false, initial, attachments);
    }

    private static Variable counter(String name) {
        return statistic(name, Axes.NONE, 0, Attachments.NONE);
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
