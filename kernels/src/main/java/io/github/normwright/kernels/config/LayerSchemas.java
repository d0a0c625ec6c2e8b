package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigException;
import java.util.List;
import java.util.Optional;

/** The kinds of layers whose documents are known. */
final class LayerSchemas {

    /** What a configuration is of that does not say so: most are. */
    static final LayerSchema USUAL = new BatchNormalizationSchema();

    private static final List<LayerSchema> ALL = List.of(
            USUAL,
            VariantSchema.LAYER_NORMALIZATION,
            VariantSchema.RMS_NORMALIZATION,
            VariantSchema.GROUP_NORMALIZATION,
            VariantSchema.UNIT_NORMALIZATION,
            VariantSchema.INSTANCE_NORMALIZATION);

    private LayerSchemas() {}

    /** The schema of an annotation. */
    static LayerSchema ofAnnotation(String annotation) {
        return ALL.stream()
                .filter(schema -> schema.annotation().equals(annotation))
                .findFirst()
                .orElseThrow(() -> new ConfigException("there are no documents of @" + annotation));
    }

    /** The schema of the layers of a class of Keras, if it is known. */
    static Optional<LayerSchema> ofClass(String className) {
        return ALL.stream()
                .filter(schema -> schema.classNames().contains(className))
                .findFirst();
    }
}
