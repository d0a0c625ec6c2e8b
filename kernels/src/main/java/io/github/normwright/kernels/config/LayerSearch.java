package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.LayerConfig;
import java.util.List;
import java.util.Optional;

/**
 * What became of looking for the layer of a document.
 *
 * @param path where the document stands: the names of the models around it and its own, with slashes between them
 * @param document the document
 * @param format how it is written
 * @param config what it says, with the shape that is known of the layer's input
 * @param layers the generated layers that fit; more than one only if the document leaves open which
 * @param advice why none fits, and the annotation that would have one generated; or what is left open; empty if one fits
 */
public record LayerSearch(
        String path,
        JsonObject document,
        ConfigFormat format,
        LayerConfig config,
        List<FoundLayer> layers,
        String advice) {

    public LayerSearch {
        layers = List.copyOf(layers);
    }

    /**
     * The layer that fits.
     *
     * @return the layer; empty if there is none, or more than one
     */
    public Optional<FoundLayer> layer() {
        return layers.size() == 1 ? Optional.of(layers.get(0)) : Optional.empty();
    }

    /**
     * The layer that fits.
     *
     * @return the layer
     * @throws ConfigException if there is none, or more than one, with the advice
     */
    public FoundLayer orThrow() {
        return layer().orElseThrow(() -> new ConfigException(advice));
    }
}
