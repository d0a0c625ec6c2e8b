package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the dimensions of a layout are called, in the words of whoever reads the generated code. */
final class DimNames {

    /** What an index and the number of elements are called; {@code null} stands for a dimension named by its place. */
    private record Role(String index, String count) {}

    private static final Role CHANNEL = new Role("channel", "channels");
    private static final Role SAMPLE = new Role("sample", "samples");
    private static final Role GROUP = new Role("group", "groups");
    private static final Role MEMBER = new Role("member", "members");
    private static final Role OTHER = new Role("outer", "outerSize");

    private final List<Axes> groups;
    private final Axes kept;
    private final Axes variable;

    private DimNames(List<Axes> groups, Axes kept, Axes variable) {
        this.groups = groups;
        this.kept = kept;
        this.variable = variable;
    }

    /**
     * Names dimensions.
     *
     * @param groups the axes of each, outermost first
     * @param kept the axes along which values are kept
     * @param variable the axes along which variables extend
     */
    static List<Dim> name(List<Axes> groups, Axes kept, Axes variable) {
        return new DimNames(groups, kept, variable).dims();
    }

    private List<Dim> dims() {
        List<Role> roles = groups.stream().map(this::role).toList();
        Map<Role, Integer> seen = new LinkedHashMap<>();
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Role role = roles.get(i);
            int number = seen.merge(role, 1, Integer::sum);
            boolean isSingle = roles.stream().filter(role::equals).count() == 1;
            if (role == OTHER) {
                boolean isLast = i == groups.size() - 1;
                dims.add(other(groups.get(i), reducedBefore(i) + 1, isOnlyReduced(), isLast));
            } else {
                String ending = isSingle ? "" : Integer.toString(number);
                dims.add(new Dim(role.index() + ending, role.count() + ending, groups.get(i), isKept(groups.get(i))));
            }
        }
        return dims;
    }

    private Role role(Axes group) {
        if (has(group, Axis.Part.INNER)) {
            return MEMBER;
        }
        if (has(group, Axis.Part.OUTER)) {
            return GROUP;
        }
        boolean isOfVariables = !group.isEmpty() && variable.containsAll(group);
        if (isKept(group)) {
            boolean hasBatch = group.list().get(0).position() == 0;
            boolean isSample = !isOfVariables && (hasBatch || !variable.isEmpty());
            return isSample ? SAMPLE : CHANNEL;
        }
        return isOfVariables ? CHANNEL : OTHER;
    }

    private int reducedBefore(int position) {
        return (int) groups.subList(0, position).stream()
                .filter(group -> !isKept(group))
                .count();
    }

    private boolean isOnlyReduced() {
        return groups.stream().filter(group -> !isKept(group)).count() == 1;
    }

    private static Dim other(Axes group, int number, boolean isOnly, boolean isLast) {
        if (isLast) {
            return new Dim("inner", "innerSize", group, false);
        }
        if (isOnly) {
            return new Dim("row", "rows", group, false);
        }
        String ordinal = number == 1 ? "" : Integer.toString(number);
        return new Dim("outer" + ordinal, "outerSize" + ordinal, group, false);
    }

    /** Whether an axis was cut and such a part of it is among these. */
    private static boolean has(Axes group, Axis.Part part) {
        return group.list().stream().anyMatch(axis -> axis.part() == part);
    }

    private boolean isKept(Axes group) {
        return !group.isEmpty() && kept.containsAll(group);
    }
}
