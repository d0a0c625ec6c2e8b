package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Extent;
import java.util.List;

/**
 * The axes along which passes over a tensor keep values. Those are the axes that the formulas keep values for; and where
 * these are the groups of an innermost axis, its members as well. Rows of groups are then summed channel by channel, in the
 * order of memory, and what the members of a group have come to is small and merged afterwards.
 */
final class KeptAxes {

    private KeptAxes() {}

    /** The axes for an algorithm. */
    static Axes of(Algorithm algorithm) {
        Axes kept = algorithm.keptAxes();
        return hasGroupsInRows(algorithm.space(), kept) && !hasWeights(algorithm)
                ? kept.union(Axes.of(innermost(algorithm.space())))
                : kept;
    }

    private static boolean hasGroupsInRows(Axes space, Axes kept) {
        Axis members = innermost(space);
        boolean isOfGroups = members.part() == Axis.Part.INNER
                && members.extent() instanceof Extent.Fixed
                && !kept.contains(members)
                && kept.list().stream()
                        .anyMatch(axis -> axis.part() == Axis.Part.OUTER
                                && axis.position() == members.position()
                                && axis.extent() instanceof Extent.Fixed);
        return isOfGroups
                && space.list().stream()
                        .anyMatch(axis -> !axis.equals(members)
                                && !kept.contains(axis)
                                && !axis.extent().equals(new Extent.Fixed(1)));
    }

    private static boolean hasWeights(Algorithm algorithm) {
        return algorithm.definitions().stream()
                .anyMatch(definition -> definition instanceof Definition.Moments moments
                        && moments.weight().isPresent());
    }

    private static Axis innermost(Axes space) {
        List<Axis> axes = space.list();
        return axes.get(axes.size() - 1);
    }
}
