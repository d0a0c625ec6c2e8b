package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.FreeNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
     * @param algorithms the formulas over the tensor
     */
    public static Layout of(Collection<Algorithm> algorithms) {
        Axes space = algorithms.iterator().next().space();
        Axes kept = Axes.NONE;
        Axes variable = Axes.NONE;
        Set<Axes> sets = new LinkedHashSet<>();
        for (Algorithm algorithm : algorithms) {
            kept = kept.union(KeptAxes.of(algorithm));
            variable = variable.union(algorithm.variableAxes());
            sets.addAll(algorithm.axisSets());
        }
        return of(space, kept, variable, sets);
    }

    /**
     * The layout of a tensor.
     *
     * @param space the tensor's axes
     * @param kept the axes along which values are kept
     * @param variable the axes along which variables extend
     * @param sets further sets of axes that formulas tell apart
     */
    public static Layout of(Axes space, Axes kept, Axes variable, Collection<Axes> sets) {
        List<Axes> groups = new ArrayList<>();
        for (Axis axis : space.list()) {
            if (axis.extent().equals(new Extent.Fixed(1))) {
                continue;
            }
            int last = groups.size() - 1;
            boolean isAlike = last >= 0
                    && Stream.concat(Stream.of(kept), sets.stream())
                            .allMatch(set -> set.containsAll(groups.get(last)) == set.contains(axis));
            if (isAlike) {
                groups.set(last, groups.get(last).union(Axes.of(axis)));
            } else {
                groups.add(Axes.of(axis));
            }
        }
        if (kept.containsAll(
                new Axes(groups.stream().flatMap(group -> group.list().stream()).toList()))) {
            groups.add(0, Axes.NONE);
        }
        return new Layout(DimNames.name(groups, kept, variable));
    }

    /** The same layout, in which dimensions that are called like others but have another size get a number. */
    Layout namedUnlike(List<Dim> others) {
        List<Dim> renamed = new ArrayList<>(dims);
        for (int i = 0; i < renamed.size(); i++) {
            int position = i;
            Dim wanted = renamed.get(i);
            String ending = FreeNames.ending(each -> isTaken(wanted.withEnding(each), position, renamed, others));
            renamed.set(i, wanted.withEnding(ending));
        }
        return new Layout(renamed);
    }

    private static boolean isTaken(Dim candidate, int position, List<Dim> own, List<Dim> others) {
        boolean isTakenElsewhere = others.stream()
                .anyMatch(other ->
                        other.count().equals(candidate.count()) && !other.size().equals(candidate.size()));
        return isTakenElsewhere
                || IntStream.range(0, own.size())
                        .anyMatch(i -> i != position && own.get(i).count().equals(candidate.count()));
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

    /**
     * Whether it consists of rows of channels: a single dimension is reduced, the rows, and the elements of a row are all
     * kept. What is kept around the rows, such as samples, tells sets of rows apart.
     */
    public boolean hasRows() {
        return reduced().size() == 1 && innermost().isKept();
    }

    /** The dimensions around the rows, outermost first; it must have rows. */
    public List<Dim> aroundRows() {
        return dims.subList(0, dims.indexOf(row()));
    }

    /** The dimension of the rows; it must have rows. */
    public Dim row() {
        return reduced().get(0);
    }

    /** The dimensions that some axes extend along. Each must be covered whole. */
    public List<Dim> dimsOf(Axes axes) {
        return dims.stream()
                .filter(dim -> !dim.axes().isEmpty() && axes.containsAll(dim.axes()))
                .toList();
    }

    /** Whether a value that varies along some axes is small: kept in an array, and not as large as the tensor. */
    public boolean isKept(Axes along) {
        return dims.stream()
                .filter(dim -> !dim.axes().intersection(along).isEmpty())
                .allMatch(Dim::isKept);
    }

    /** The axes along which values are kept, without those of one element. */
    public Axes keptAxes() {
        return Dim.axesOf(kept());
    }

    /** The dimensions along which statistics are kept. */
    public List<Dim> kept() {
        return dims.stream().filter(Dim::isKept).toList();
    }

    /** The outermost dimension along which statistics are kept; there must be one. */
    public Dim outermostKept() {
        return kept().get(0);
    }

    /** How many indices the kept dimensions have together; those of a size known at run time only count as one. */
    public int channels() {
        return kept().stream().mapToInt(dim -> dim.size().constant()).reduce(1, Math::multiplyExact);
    }

    /** How many kept elements lie side by side, those of sizes known at run time left out; 0 if the innermost are reduced. */
    public int rowElements() {
        if (!innermost().isKept()) {
            return 0;
        }
        int elements = 1;
        for (int i = dims.size() - 1; i >= 0 && dims.get(i).isKept(); i--) {
            elements = Math.multiplyExact(elements, dims.get(i).size().constant());
        }
        return elements;
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
