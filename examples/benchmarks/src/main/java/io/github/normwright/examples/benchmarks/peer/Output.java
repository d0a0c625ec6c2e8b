package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Direction;
import java.util.List;

/** What calls leave, to be compared. */
public enum Output {
    /** The normalized tensor. */
    Y,
    /** The gradient of x. */
    DX,
    /** The gradient of gamma. */
    GAMMA_GRADIENT,
    /** The gradient of beta. */
    BETA_GRADIENT;

    /** What calls of a direction leave. */
    static List<Output> of(Direction direction) {
        return direction == Direction.BACKWARD ? List.of(DX, GAMMA_GRADIENT, BETA_GRADIENT) : List.of(Y);
    }
}
