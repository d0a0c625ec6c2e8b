package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Axes;
import java.util.Collection;

/**
 * Adjacent axes of a tensor that every formula treats alike, seen as one.
 *
 * @param index what an index along it is called, such as {@code row}
 * @param count what the number of its elements is called, such as {@code rows}
 * @param axes the axes it consists of; none for a dimension of one element that stands in for nothing
 * @param isKept whether statistics are kept along it rather than reduced
 */
public record Dim(String index, String count, Axes axes, boolean isKept) {

    /** The axes of several dimensions. */
    public static Axes axesOf(Collection<Dim> dims) {
        return dims.stream().map(Dim::axes).reduce(Axes.NONE, Axes::union);
    }

    /** The number of elements. */
    public Size size() {
        return Size.of(axes);
    }

    /** The same dimension, with something written after its names. */
    Dim withEnding(String ending) {
        return new Dim(index + ending, count + ending, axes, isKept);
    }

    @Override
    public String toString() {
        return size().isStatic() ? count + " " + size() : count;
    }
}
