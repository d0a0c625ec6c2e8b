package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the elements of a tensor lie in memory, with as few dimensions as the formulas can tell apart. Adjacent axes merge
 * if they are both kept or both reduced, and axes of one element vanish, so that rank never shows in a kernel.
 *
 * @param dims the dimensions, outermost first, at least one of them reduced
 */
public record Layout(List<Dim> dims) {

    /** The families of layouts, by what the innermost dimension is. */
    public enum Family {
        /** Rows times channels: one reduced dimension, then one that is kept. */
        CHANNELS_LAST,
        /** Outer times channels times inner: one kept dimension, with reduced ones around it or after it. */
        CHANNELS_FIRST,
        /** Several kept dimensions, or none. */
        GENERAL
    }

    public Layout {
        dims = List.copyOf(dims);
    }

    /**
     * The layout of a tensor.
     *
     * @param space the tensor's axes
     * @param kept the axes along which statistics are kept
     */
    public static Layout of(Axes space, Axes kept) {
        List<Axes> groups = new ArrayList<>();
        for (Axis axis : space.list()) {
            if (axis.extent().equals(new Extent.Fixed(1))) {
                continue;
            }
            int last = groups.size() - 1;
            Axes single = new Axes(List.of(axis));
            if (last >= 0 && kept.containsAll(groups.get(last)) == kept.contains(axis)) {
                groups.set(last, groups.get(last).union(single));
            } else {
                groups.add(single);
            }
        }
        if (kept.containsAll(
                new Axes(groups.stream().flatMap(group -> group.list().stream()).toList()))) {
            groups.add(0, Axes.NONE);
        }
        return new Layout(named(groups, kept));
    }

    private static List<Dim> named(List<Axes> groups, Axes kept) {
        List<Dim> dims = new ArrayList<>();
        long keptCount = groups.stream().filter(group -> isKept(group, kept)).count();
        long reducedCount = groups.size() - keptCount;
        int keptSeen = 0;
        int reducedSeen = 0;
        for (Axes group : groups) {
            if (isKept(group, kept)) {
                String number = keptCount > 1 ? Integer.toString(++keptSeen) : "";
                dims.add(new Dim("channel" + number, "channels" + number, group, true));
            } else {
                reducedSeen++;
                boolean isLast = dims.size() == groups.size() - 1;
                dims.add(reduced(group, reducedSeen, reducedCount, isLast));
            }
        }
        return dims;
    }

    private static Dim reduced(Axes group, int number, long of, boolean isLast) {
        if (isLast) {
            return new Dim("inner", "innerSize", group, false);
        }
        if (of == 1) {
            return new Dim("row", "rows", group, false);
        }
        String ordinal = number == 1 ? "" : Integer.toString(number);
        return new Dim("outer" + ordinal, "outerSize" + ordinal, group, false);
    }

    private static boolean isKept(Axes group, Axes kept) {
        return !group.isEmpty() && kept.containsAll(group);
    }

    /** The family this layout belongs to. */
    public Family family() {
        if (kept().size() != 1) {
            return Family.GENERAL;
        }
        if (!innermost().isKept()) {
            return Family.CHANNELS_FIRST;
        }
        return dims.size() == 2 ? Family.CHANNELS_LAST : Family.GENERAL;
    }

    /** The dimensions that some axes extend along. Each must be covered whole. */
    public List<Dim> dimsOf(Axes axes) {
        return dims.stream()
                .filter(dim -> !dim.axes().isEmpty() && axes.containsAll(dim.axes()))
                .toList();
    }

    /** The dimensions along which statistics are kept. */
    public List<Dim> kept() {
        return dims.stream().filter(Dim::isKept).toList();
    }

    /** The dimensions that statistics are taken over, outermost first. */
    public List<Dim> reduced() {
        return dims.stream().filter(dim -> !dim.isKept()).toList();
    }

    /** The dimension whose elements lie side by side. */
    public Dim innermost() {
        return dims.get(dims.size() - 1);
    }

    @Override
    public String toString() {
        return dims.stream().map(Dim::toString).collect(Collectors.joining(" x "));
    }
}
