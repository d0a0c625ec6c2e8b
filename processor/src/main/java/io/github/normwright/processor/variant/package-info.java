/**
 * The variants that come with Normwright, each the formulas of one kind of normalization.
 *
 * <p>Takes a checked {@link io.github.normwright.processor.spi.VariantSpec}; gives a
 * {@link io.github.normwright.processor.ir.LayerAlgorithm}. Loops, layouts, vectors and gradients are none of its
 * business. Comments cite sections of docs/semantics.md, which says what each system does, as SEMANTICS 4.1.
 */
package io.github.normwright.processor.variant;
