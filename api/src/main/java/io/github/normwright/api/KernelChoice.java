package io.github.normwright.api;

import java.util.Objects;

/**
 * Which kernel a layer runs, and why.
 *
 * @param target the kind of kernel
 * @param vectorBits the width of its vectors in bits, 0 for scalar kernels
 * @param reason a sentence that says why this one was chosen and, for a scalar kernel, what would switch vectors on
 */
public record KernelChoice(Target target, int vectorBits, String reason) {

    /** The kinds of kernels. They give equal results, bit for bit. */
    public enum Target {
        /** Plain Java. */
        SCALAR,
        /** The Vector API, {@code jdk.incubator.vector}. */
        VECTOR
    }

    /** Checks that nothing is missing. */
    public KernelChoice {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return target == Target.VECTOR
                ? "vector kernel, " + vectorBits + " bits: " + reason
                : "scalar kernel: " + reason;
    }
}
