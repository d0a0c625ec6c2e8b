package io.github.normwright.processor.spi;

import io.github.normwright.processor.ir.Axes;

/**
 * A checked layer as a variant sees it.
 *
 * @param space the axes of the input, in order
 * @param axis the axes named by the attribute {@code axis}
 * @param settings the variant's own attributes
 */
public record VariantSpec(Axes space, Axes axis, Settings settings) {}
