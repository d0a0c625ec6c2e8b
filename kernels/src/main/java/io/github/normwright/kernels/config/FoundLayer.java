package io.github.normwright.kernels.config;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.config.GeneratedConfig;
import io.github.normwright.kernels.Threads;

/**
 * A generated layer that fits a document.
 *
 * @param family the annotation it was generated for
 * @param config what the document says, completed by the annotation
 */
public record FoundLayer(LayerFamily family, GeneratedConfig config) {

    /**
     * The layer's class.
     *
     * @return such as {@code StemNormFloat32.class}
     */
    public Class<? extends NormalizationLayer<?, ?>> type() {
        return family.type(config.dtype());
    }

    /**
     * Makes a layer that works on the calling thread.
     *
     * @return a new layer, its variables as the initializers give them
     */
    public NormalizationLayer<?, ?> create() {
        return create(Threads.callingThread());
    }

    /**
     * Makes a layer.
     *
     * @param threads what shares its work
     * @return a new layer, its variables as the initializers give them
     */
    public NormalizationLayer<?, ?> create(Threads threads) {
        return family.create(config.dtype(), threads);
    }
}
