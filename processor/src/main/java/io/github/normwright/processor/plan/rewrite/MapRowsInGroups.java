package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.JoinedRows;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.Size;
import java.util.List;

/**
 * Lets a map over rows with statistics of their own, as those of layer normalization, take a few neighbouring rows at once, so
 * that what the rows have in common, such as gamma and beta, is loaded once for all of them. Not where rows are no number of
 * whole vectors, nor where elementary functions are computed, which take longer than the loads and are too much code to have
 * several times.
 */
public final class MapRowsInGroups implements Rewrite {

    /** With gamma alone it is not worth while (docs/schedules.md, table 8). */
    private static final int FEWEST_IN_COMMON = 2;

    @Override
    public String title() {
        return "map rows in groups";
    }

    @Override
    public Program apply(Program program) {
        return program.mapNests(nest -> isMapOverRows(nest, program) ? grouped(nest) : nest);
    }

    private static boolean isMapOverRows(Nest nest, Program program) {
        return !nest.isReduction()
                && nest.loops().size() == 2
                && nest.loops().get(0).kind() == Loop.Kind.SEQUENTIAL
                && nest.loops().get(0).dim().isKept()
                && nest.loops().get(1).kind() == Loop.Kind.LANES
                && nest.functions().isEmpty()
                && hasWholeVectors(nest.loops().get(1).dim().size())
                && inCommon(nest, program) >= FEWEST_IN_COMMON;
    }

    private static boolean hasWholeVectors(Size size) {
        return size.isStatic() && JoinedRows.areWholeVectors(size.constant());
    }

    /** How many values are the same for all rows, and different from channel to channel. */
    private static long inCommon(Nest nest, Program program) {
        List<Dim> alongRows = List.of(nest.loops().get(1).dim());
        return RowLoops.buffers(nest, program)
                .filter(buffer -> buffer.dims().equals(alongRows))
                .count();
    }

    private static Nest grouped(Nest nest) {
        return nest.withLoops(
                List.of(nest.loops().get(0).as(Loop.Kind.GROUPS), nest.loops().get(1)));
    }
}
