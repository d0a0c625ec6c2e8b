package io.github.normwright.api.config;

import io.github.normwright.api.DType;

/**
 * The configuration of a generated layer: implemented by a record that is generated for each annotation. Such a record holds
 * only what its annotation allows; a configuration that says something else cannot be put into one.
 */
public interface GeneratedConfig {

    /**
     * The whole configuration.
     *
     * @return the attributes, all of them known
     */
    LayerConfig values();

    /**
     * The layer's name.
     *
     * @return the name; that of the annotation if a document gave none
     */
    String name();

    /**
     * Which of the generated layers it is.
     *
     * @return one of the annotation's dtypes
     */
    DType dtype();
}
