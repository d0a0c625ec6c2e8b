package io.github.normwright.processor.variant;

import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.spi.Problems;
import io.github.normwright.processor.spi.Settings;

/**
 * How every layer ends: {@code y = activation(normalized + residual)}, where each of the two may be left out.
 *
 * @param hasResidual whether a second input is added
 * @param activation what is applied to the sum
 */
record FusedOutput(boolean hasResidual, ActivationSettings activation) {

    /** What the attributes ask for. */
    static FusedOutput of(Settings settings) {
        return new FusedOutput(settings.flag("residual"), ActivationSettings.of(settings));
    }

    /** Reports what the attributes must not say. */
    static void check(Settings settings, Problems problems) {
        ActivationSettings.check(settings, problems);
    }

    /** Delivers the layer's output. */
    void deliver(AlgorithmBuilder builder, Expr normalized) {
        builder.output(LayerAlgorithm.OUTPUT, ActivationFormula.of(builder, activation, sum(builder, normalized)));
    }

    private Expr sum(AlgorithmBuilder builder, Expr normalized) {
        if (!hasResidual) {
            return normalized;
        }
        ActivationFormula.recover(builder, activation);
        return normalized.plus(builder.tensor(LayerAlgorithm.RESIDUAL));
    }
}
