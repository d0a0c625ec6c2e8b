package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses the loop whose iterations share a vector: the one along which elements lie side by side. In a map its lanes are
 * independent. In a reduction they are independent too if the dimension is kept; if it is reduced, a fixed number of
 * lanes adds up each its own share of the elements, and the lanes are added in a fixed order, so that the width of a
 * vector never shows in a sum.
 */
public final class SplitLanes implements Rewrite {

    @Override
    public String title() {
        return "split lanes";
    }

    @Override
    public Program apply(Program program) {
        boolean sumsAlongLanes = !program.layout().innermost().isKept();
        Set<Buffer> buffers = new LinkedHashSet<>(program.buffers());
        Program split = program.mapNests(nest -> {
            if (nest.isReduction() && sumsAlongLanes) {
                nest.sums()
                        .forEach(sum -> buffers.add(program.buffer(sum.target()).lanes(starts(nest))));
            }
            return split(nest, program, sumsAlongLanes);
        });
        return split.withBuffers(List.copyOf(buffers));
    }

    /** The dimensions that are cut into parts, or all that are kept, where sums wait while others are taken. */
    private static List<Dim> starts(Nest nest) {
        boolean wait = nest.reducesAroundKept();
        return nest.loops().stream()
                .filter(loop -> loop.dim().isKept() && (loop.isTiled() || wait))
                .map(Loop::dim)
                .toList();
    }

    private static Nest split(Nest nest, Program program, boolean sumsAlongLanes) {
        if (nest.loops().isEmpty()) {
            return nest;
        }
        if (!nest.isReduction()) {
            return isInOrder(nest, program)
                    ? nest
                    : withLanes(nest, nest.loops().size() - 1, Loop.Kind.LANES);
        }
        return sumsAlongLanes
                ? withLanes(nest, nest.loops().size() - 1, Loop.Kind.LANE_SUMS)
                : withLanes(nest, lastKept(nest), Loop.Kind.LANE_BLOCKS);
    }

    /** Whether the innermost loop is none at all, or goes from one assignment of a variable to the next. */
    private static boolean isInOrder(Nest nest, Program program) {
        Loop innermost = nest.loops().get(nest.loops().size() - 1);
        return innermost.kind() == Loop.Kind.FIRST
                || nest.results().stream()
                        .map(program::buffer)
                        .anyMatch(buffer -> buffer.kind() == Buffer.Kind.VARIABLE
                                && !buffer.dims().contains(innermost.dim()));
    }

    private static int lastKept(Nest nest) {
        int last = nest.loops().size() - 1;
        while (!nest.loops().get(last).dim().isKept()) {
            last--;
        }
        return last;
    }

    private static Nest withLanes(Nest nest, int position, Loop.Kind kind) {
        List<Loop> loops = new ArrayList<>(nest.loops());
        loops.set(position, loops.get(position).as(kind));
        return nest.withLoops(loops);
    }
}
