/** Annotations, enums and the interfaces that generated normalization layers implement. */
module io.github.normwright.api {
    exports io.github.normwright.api;
    exports io.github.normwright.api.config;
}
