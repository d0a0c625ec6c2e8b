package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;

/**
 * Lets a reduction over rows of many channels take a few rows at a time, instead of one block of channels down all rows: the
 * sums stay in the first-level cache. Each sum is added up in the same order either way: that of the rows, or that of {@link RowsApart}.
 */
public final class RowsInGroups implements Rewrite {

    /** How many rows a group has, unless it sums vectors, which takes as many as make a step that is neither short nor long. */
    public static final int ROWS = 4;

    @Override
    public String title() {
        return "rows in groups";
    }

    @Override
    public Program apply(Program program) {
        return program.mapNests(nest -> nest.isReduction() && isOverRows(nest, program) ? grouped(nest) : nest);
    }

    private static boolean isOverRows(Nest nest, Program program) {
        return RowLoops.isOverRows(nest, program) && RowLoops.hasTensorsOrNumbersOnly(nest, program);
    }

    private static Nest grouped(Nest nest) {
        Loop rows = RowLoops.rows(nest).as(Loop.Kind.GROUPS);
        return RowLoops.with(rows, RowLoops.channels(nest).as(Loop.Kind.LANES), nest);
    }
}
