/**
 * What generated layers call at run time: the choice between vector and scalar kernels, threads and tiles, statistics
 * that can be merged, replicas that meet, variables, 16-bit storage, and argument checks.
 *
 * <p>Generated code is the main user. {@link io.github.normwright.kernels.Threads},
 * {@link io.github.normwright.kernels.Replicas}, {@link io.github.normwright.kernels.Moments}, {@link
 * io.github.normwright.kernels.Float16}, {@link io.github.normwright.kernels.BFloat16} and {@link
 * io.github.normwright.kernels.GeneratedLayers} are for programs too.
 */
package io.github.normwright.kernels;
