package io.github.normwright.processor.plan;

import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of an algorithm that can each be planned with one set of kept axes. What normalizes along rows keeps values
 * along columns for its gradient of the input, and along rows for those of its parameters: no loop can do both. Results
 * that can share their passes over the tensor stay together: those for which values along the axes of the others tell
 * enough, and those whose axes, taken together, leave long runs to be summed. Groups of channels of planes are such; what the
 * plane of a sample and a channel has come to is then small, and summed up for the group and for the parameters. Outputs always
 * stay together: each may lie over what the others are computed from.
 */
final class Parts {

    /** Runs of fewer elements would leave sums that are not small beside the tensor: some seven numbers for each run. */
    private static final int SHORTEST_RUN = 32;

    private Parts() {}

    /** The parts, in the order in which they run; the algorithm itself where it needs no cutting. */
    static List<Algorithm> of(Algorithm algorithm) {
        Map<Axes, List<Result>> byKept = new LinkedHashMap<>();
        for (Result result : algorithm.results()) {
            Collection<? extends Result> together =
                    result instanceof Result.Output ? algorithm.outputs() : Set.of(result);
            Axes kept = KeptAxes.of(algorithm.withResults(together::contains).withoutUnused());
            byKept.computeIfAbsent(host(kept, byKept.keySet()), axes -> new ArrayList<>())
                    .add(result);
        }
        if (byKept.size() <= 1
                || algorithm.parameterGradients().isEmpty()
                || leavesRuns(algorithm.space(), byKept.keySet())) {
            return List.of(algorithm);
        }
        List<Algorithm> parts = new ArrayList<>();
        byKept.forEach((kept, results) -> parts.add(part(algorithm, results, parts.size())));
        // A gradient may be written over the tensors that the others are computed from.
        parts.sort(Comparator.comparing(part -> !part.outputs().isEmpty()));
        return parts;
    }

    /** The axes kept for an earlier result, if those of this one are among them. */
    private static Axes host(Axes kept, Set<Axes> earlier) {
        return earlier.stream()
                .filter(axes -> axes.containsAll(kept))
                .findFirst()
                .orElse(kept);
    }

    /** Whether many elements lie side by side that none of the kept axes tell apart. */
    private static boolean leavesRuns(Axes space, Set<Axes> kept) {
        List<Axis> axes = space.list();
        long run = 1;
        for (int i = axes.size() - 1; i >= 0 && run < SHORTEST_RUN; i--) {
            Axis axis = axes.get(i);
            if (kept.stream().anyMatch(each -> each.contains(axis))) {
                return false;
            }
            run = axis.extent() instanceof Extent.Fixed fixed ? run * fixed.size() : SHORTEST_RUN;
        }
        return run >= SHORTEST_RUN;
    }

    private static Algorithm part(Algorithm whole, List<Result> results, int number) {
        Algorithm part = whole.withResults(results::contains).withoutUnused();
        String name = number == 0 ? whole.name() : parameterName(whole.name(), number);
        return new Algorithm(name, part.space(), part.operands(), part.definitions(), part.results());
    }

    /** Names of backward algorithms end alike. */
    private static String parameterName(String whole, int number) {
        String call = whole.substring(0, whole.length() - "Gradient".length());
        return call + "Parameter" + (number == 1 ? "" : Integer.toString(number)) + "Gradient";
    }
}
