/**
 * Reverse-mode differentiation: from the forward {@link io.github.normwright.processor.ir.Algorithm} of a layer to its
 * backward one, so that no variant writes a gradient by hand.
 *
 * <p>Takes any algorithm; gives an algorithm over the same space whose operands are the gradient of the output, the
 * forward operands, and those small values of the forward run that are kept for it. Values as large as the tensor are
 * not kept but computed again.
 */
package io.github.normwright.processor.ir.grad;
