package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;

/**
 * Lets loops over rows of channels take a few neighbouring rows at a time.
 *
 * <p>A reduction over rows of many channels does so instead of taking one block of channels down all rows: the sums stay in the
 * first-level cache. Each sum is added up in the same order either way: that of the rows, or that of {@link RowsApart}.
 *
 * <p>A map then loads what belongs to a channel once for all of them, and needs none of the preparations of {@link PairRows}.
 */
public final class RowsInGroups implements Rewrite {

    /** How many rows a group has, unless it sums vectors, which takes as many as make a step that is neither short nor long. */
    public static final int ROWS = 4;

    private final boolean areReductions;

    private RowsInGroups(boolean areReductions) {
        this.areReductions = areReductions;
    }

    /** Groups of rows for reductions. */
    public static RowsInGroups ofReductions() {
        return new RowsInGroups(true);
    }

    /** Groups of rows for maps. */
    public static RowsInGroups ofMaps() {
        return new RowsInGroups(false);
    }

    @Override
    public String title() {
        return areReductions ? "sum rows in groups" : "map neighbouring rows in groups";
    }

    @Override
    public Program apply(Program program) {
        return program.mapNests(nest -> isMeant(nest, program) ? grouped(nest) : nest);
    }

    private boolean isMeant(Nest nest, Program program) {
        if (nest.isReduction() != areReductions || !RowLoops.isOverRows(nest, program)) {
            return false;
        }
        return areReductions
                ? RowLoops.hasTensorsOrNumbersOnly(nest, program)
                : RowLoops.hasTensorsOnly(nest, program) && RowLoops.rows(nest).kind() == Loop.Kind.SEQUENTIAL;
    }

    private static Nest grouped(Nest nest) {
        Loop rows = RowLoops.rows(nest).as(Loop.Kind.GROUPS);
        return RowLoops.with(rows, RowLoops.channels(nest).as(Loop.Kind.LANES), nest);
    }
}
