/**
 * Folding: takes what a normalization does in inference and a dense, convolution or depthwise layer beside it, and gives one
 * linear layer that does the work of both. A trained network then runs without its normalizations.
 *
 * <p>{@link io.github.normwright.kernels.fold.LinearLayer} is the weights of such a layer with what they mean: {@link
 * io.github.normwright.kernels.fold.LinearWeights} says which axes are inputs and outputs, {@link
 * io.github.normwright.kernels.fold.LinearGeometry} how the kernel moves over the input. {@link
 * io.github.normwright.kernels.fold.Folding} folds, {@link io.github.normwright.kernels.fold.FoldCheck} compares, and {@link
 * io.github.normwright.kernels.fold.LinearReference} runs linear layers, plainly and in double precision.
 */
package io.github.normwright.kernels.fold;
