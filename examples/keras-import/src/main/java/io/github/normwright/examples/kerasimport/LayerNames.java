package io.github.normwright.examples.kerasimport;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of Java types for the layers of a model. No two are equal, and none is one that a source uses already. */
final class LayerNames {

    /** What stands in the sources, or in every source. */
    private static final Set<String> TAKEN = Set.of(
            "batchnormalization",
            "dtype",
            "fused",
            "initializer",
            "initializerkind",
            "regularizer",
            "regularizerkind",
            "constraint",
            "constraintkind",
            "profile",
            "renormclipping",
            "shape",
            "variancescalingmode",
            "variancescalingdistribution",
            "object",
            "string",
            "override",
            "double");

    /** In lower case: file systems may not tell names apart that differ in nothing else. */
    private final Set<String> used = new HashSet<>(TAKEN);

    /** The name for a layer: {@code block_1/bn} becomes {@code Block1Bn}. */
    String next(String path) {
        StringBuilder name = new StringBuilder();
        for (String part : path.split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty()) {
                name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        // Keras' own names; the annotation itself would hide behind them.
        String base = name.toString().replaceFirst("^BatchNormalization", "BatchNorm");
        if (base.isEmpty() || Character.isDigit(base.charAt(0))) {
            base = "Norm" + base;
        }
        String unique = base;
        for (int i = 2; !used.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = base + "Layer" + (i == 2 ? "" : i);
        }
        return unique;
    }
}
