package io.github.normwright.examples.benchmarks.peer;

import java.util.List;

/** The ways in which a layer for the same workload can be generated. */
public enum LayerVariant {
    /** All sizes are known to the compiler. */
    STATIC("Static", List.of()),
    /** All sizes but the channels are left to run time. */
    DYNAMIC("Dynamic", List.of()),
    /** Sizes are known, and there is no kernel that uses the Vector API. */
    SCALAR("Scalar", List.of("-Anormwright.vector=off"));

    private final String prefix;
    private final List<String> compilerOptions;

    LayerVariant(String prefix, List<String> compilerOptions) {
        this.prefix = prefix;
        this.compilerOptions = compilerOptions;
    }

    /** What type names begin with. */
    String prefix() {
        return prefix;
    }

    /** What the compiler must be told. */
    List<String> compilerOptions() {
        return compilerOptions;
    }
}
