/** What generated normalization layers call at run time. */
module io.github.normwright.kernels {
    requires transitive io.github.normwright.api;

    exports io.github.normwright.kernels;
    exports io.github.normwright.kernels.fold;
}
