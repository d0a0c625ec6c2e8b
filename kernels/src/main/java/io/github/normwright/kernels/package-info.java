/**
 * What generated layers call at run time: the choice between vector and scalar kernels, threads and tiles, statistics
 * that can be merged, replicas that meet, variables with their initializers, regularizers and constraints, 16-bit storage,
 * and argument checks.
 *
 * <p>Generated code is the main user. {@link io.github.normwright.kernels.Threads},
 * {@link io.github.normwright.kernels.Replicas}, {@link io.github.normwright.kernels.Moments}, {@link
 * io.github.normwright.kernels.Float16}, {@link io.github.normwright.kernels.BFloat16}, {@link
 * io.github.normwright.kernels.GeneratedLayers}, {@link io.github.normwright.kernels.Initializers}, {@link
 * io.github.normwright.kernels.Regularizers} and {@link io.github.normwright.kernels.Constraints} are for programs too.
 */
package io.github.normwright.kernels;
