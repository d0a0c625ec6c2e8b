package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import java.util.List;

/**
 * Lets a reduction over rows of many channels read one row after the other, a few of them at a time, instead of one block
 * of channels down all rows: memory is read in its order, and the sums stay in the first-level cache. Each sum is added
 * up in the order of the rows either way.
 *
 * @param readsAhead whether the next rows are read while some are summed. Several rows are several places in memory that
 *     are read in turn, which large tensors pay for; the next rows are read in the order of memory, so that these rows then
 *     come from the first-level cache
 */
public record RowsInGroups(boolean readsAhead) implements Rewrite {

    /** How many rows a group has, unless it sums vectors, which takes as many as make a step that is neither short nor long. */
    public static final int ROWS = 4;

    @Override
    public String title() {
        return readsAhead ? "rows in groups, the next ones read ahead" : "rows in groups";
    }

    @Override
    public Program apply(Program program) {
        return program.mapNests(nest -> nest.isReduction() && isOverRows(nest, program) ? grouped(nest) : nest);
    }

    private static boolean isOverRows(Nest nest, Program program) {
        return RowLoops.isOverRows(nest, program) && RowLoops.hasTensorsOrNumbersOnly(nest, program);
    }

    private Nest grouped(Nest nest) {
        Loop row = nest.loops().get(1).as(readsAhead ? Loop.Kind.GROUPS_AHEAD : Loop.Kind.GROUPS);
        Loop channel = nest.loops().get(0).as(Loop.Kind.LANES);
        return nest.withLoops(List.of(row, channel));
    }
}
