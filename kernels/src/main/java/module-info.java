/** What generated normalization layers call at run time. */
module io.github.normwright.kernels {
    requires transitive io.github.normwright.api;
    // Reads JSON, for programs that have documents to read.
    requires static com.fasterxml.jackson.core;

    exports io.github.normwright.kernels;
    exports io.github.normwright.kernels.config;
}
