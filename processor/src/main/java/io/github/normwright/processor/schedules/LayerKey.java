package io.github.normwright.processor.schedules;

import io.github.normwright.api.DType;
import io.github.normwright.api.Shape;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.spi.VariantSpec;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Layers that share their schedules: those of one dtype, shape and axis.
 *
 * @param dtype the dtype
 * @param shape the sizes of the input, {@link Shape#DYNAMIC} for those given at run time
 * @param axis the positions of the normalized axes, ascending
 */
public record LayerKey(DType dtype, List<Integer> shape, List<Integer> axis) implements Comparable<LayerKey> {

    public LayerKey {
        shape = List.copyOf(shape);
        axis = List.copyOf(axis);
    }

    /** The key of a checked layer. */
    public static LayerKey of(VariantSpec spec, DType dtype) {
        List<Integer> sizes = spec.space().list().stream()
                .map(axis -> axis.extent() instanceof Extent.Fixed fixed ? fixed.size() : Shape.DYNAMIC)
                .toList();
        List<Integer> positions =
                spec.axis().list().stream().map(Axis::position).toList();
        return new LayerKey(dtype, sizes, positions);
    }

    @Override
    public int compareTo(LayerKey other) {
        return Comparator.comparing(LayerKey::dtype)
                .thenComparing(LayerKey::toString)
                .compare(this, other);
    }

    /** As files have it. */
    @Override
    public String toString() {
        return dtype + " shape=" + list(shape) + " axis=" + list(axis);
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
