package io.github.normwright.examples.benchmarks.turns;

import java.util.Objects;

/**
 * What is measured beside others.
 *
 * @param call can be repeated
 * @param isJava whether the JVM must compile it before it is measured
 * @param vectorBits the width of its vectors in bits, for reports; 0 if it has none, or if that is unknown
 */
public record Contestant(Runnable call, boolean isJava, int vectorBits) {

    /** Checks that there is a call. */
    public Contestant {
        Objects.requireNonNull(call, "call");
    }
}
