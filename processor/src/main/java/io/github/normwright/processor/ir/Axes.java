package io.github.normwright.processor.ir;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of axes in the order of the tensor's shape. The axes of a value say along which axes it varies; along all others
 * it is broadcast.
 *
 * @param list the axes by ascending position, none twice
 */
public record Axes(List<Axis> list) {

    /** No axis: a single number. */
    public static final Axes NONE = new Axes(List.of());

    public Axes {
        list = list.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Axis::position).thenComparing(Axis::part))
                .toList();
    }

    /** A set of some axes. */
    public static Axes of(Axis... axes) {
        return new Axes(List.of(axes));
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    public boolean contains(Axis axis) {
        return list.contains(axis);
    }

    public boolean containsAll(Axes other) {
        return list.containsAll(other.list);
    }

    public Axes union(Axes other) {
        return new Axes(Stream.concat(list.stream(), other.list.stream()).toList());
    }

    public Axes minus(Axes other) {
        return new Axes(list.stream().filter(axis -> !other.contains(axis)).toList());
    }

    public Axes intersection(Axes other) {
        return new Axes(list.stream().filter(other::contains).toList());
    }

    /** The axes of a space that stand for these: the parts of one that it cuts, and the whole of one that is cut here. */
    public Axes in(Axes space) {
        return new Axes(space.list.stream()
                .filter(each -> list.stream().anyMatch(axis -> axis.position() == each.position()))
                .toList());
    }

    @Override
    public String toString() {
        return list.stream().map(Axis::toString).collect(Collectors.joining(", "));
    }
}
