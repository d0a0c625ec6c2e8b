package io.github.normwright.processor.spi;

import io.github.normwright.processor.ir.Axes;

/**
 * A checked layer as a variant sees it.
 *
 * @param space the axes of the input, in order
 * @param axis the axes named by the attribute {@code axis}
 * @param settings the variant's own attributes
 */
public record VariantSpec(Axes space, Axes axis, Settings settings) {

    /** The axes that a list of integers names, negative ones counted from the end; those out of range are left out. */
    public Axes axes(String attribute) {
        int rank = space.list().size();
        return new Axes(settings.integers(attribute).stream()
                .map(axis -> axis < 0 ? axis + rank : axis)
                .filter(axis -> axis >= 0 && axis < rank)
                .map(space.list()::get)
                .toList());
    }
}
