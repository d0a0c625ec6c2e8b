package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** What calls leave, to be compared. */
public enum Output {
    /** The normalized tensor. */
    Y,
    /** The gradient of x. */
    DX,
    /** The gradient of the second input. */
    RESIDUAL_GRADIENT,
    /** The gradient of gamma. */
    GAMMA_GRADIENT,
    /** The gradient of beta. */
    BETA_GRADIENT;

    /** What calls of a direction leave. */
    static List<Output> of(Direction direction, Workload workload) {
        List<Output> outputs = new ArrayList<>();
        if (direction != Direction.BACKWARD) {
            outputs.add(Y);
        }
        if (direction == Direction.BACKWARD || direction == Direction.STEP) {
            outputs.addAll(List.of(DX, GAMMA_GRADIENT));
            if (workload.normalization().hasBeta()) {
                outputs.add(BETA_GRADIENT);
            }
            if (workload.fusion().hasResidual()) {
                outputs.add(RESIDUAL_GRADIENT);
            }
        }
        return List.copyOf(outputs);
    }

    /** Whether it has the shape of x, and so the layout. */
    boolean isTensor() {
        return this == Y || this == DX || this == RESIDUAL_GRADIENT;
    }
}
