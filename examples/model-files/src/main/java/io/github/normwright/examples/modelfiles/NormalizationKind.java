package io.github.normwright.examples.modelfiles;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The kinds of normalization layers that models have. */
public enum NormalizationKind {
    /** By the statistics of each channel over a batch. */
    BATCH(
            "BatchNormalization",
            Set.of("BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2", "SyncBatchNormalization"),
            Set.of("BatchNormalization")),
    /** By the statistics of each sample. */
    LAYER("LayerNormalization", Set.of("LayerNormalization"), Set.of("LayerNormalization")),
    /** By the statistics of groups of channels of each sample. */
    GROUP("GroupNormalization", Set.of("GroupNormalization"), Set.of("GroupNormalization")),
    /** By the statistics of each channel of each sample. */
    INSTANCE("InstanceNormalization", Set.of("InstanceNormalization"), Set.of("InstanceNormalization")),
    /** By the root of the mean square of each sample. */
    RMS("RMSNormalization", Set.of("RMSNormalization"), Set.of("RMSNormalization", "SimplifiedLayerNormalization")),
    /** By the length of each vector. */
    UNIT("UnitNormalization", Set.of("UnitNormalization"), Set.of("LpNormalization")),
    /** Of a layer's weights, by their largest singular value. */
    SPECTRAL("SpectralNormalization", Set.of("SpectralNormalization"), Set.of()),
    /** Of features, by statistics of a data set. */
    FEATURE("Normalization", Set.of("Normalization"), Set.of());

    private final String className;
    private final Set<String> kerasClasses;
    private final Set<String> onnxOperators;

    NormalizationKind(String className, Set<String> kerasClasses, Set<String> onnxOperators) {
        this.className = className;
        this.kerasClasses = kerasClasses;
        this.onnxOperators = onnxOperators;
    }

    /**
     * The name of the kind.
     *
     * @return the name of Keras' class, and of Normwright's annotation if there is one
     */
    public String className() {
        return className;
    }

    /**
     * Whether Normwright generates layers of this kind.
     *
     * @return true for batch normalization
     */
    public boolean isGenerated() {
        return this == BATCH;
    }

    static Optional<NormalizationKind> ofKeras(String kerasClass) {
        return Arrays.stream(values())
                .filter(kind -> kind.kerasClasses.contains(kerasClass))
                .findFirst();
    }

    static Optional<NormalizationKind> ofOnnx(String operator) {
        return Arrays.stream(values())
                .filter(kind -> kind.onnxOperators.contains(operator))
                .findFirst();
    }
}
