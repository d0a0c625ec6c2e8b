package io.github.normwright.api.config;

/** What stands around a layer's own configuration. */
public enum ConfigEnvelope {
    /** Nothing: what {@code get_config()} gives. */
    NONE,
    /** {@code class_name} and {@code config}, as in H5 files and before TensorFlow 2.13. */
    PLAIN,
    /** {@code module} and {@code registered_name} too, and the shape that the layer was built with. */
    REGISTERED
}
