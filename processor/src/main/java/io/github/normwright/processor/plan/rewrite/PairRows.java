package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.JoinedRows;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import io.github.normwright.processor.plan.cost.CostModel;

/**
 * Lets a map over rows of channels take two rows at once, half a tile apart, with vectors that start where lines of the
 * cache start: what belongs to a channel is read once for both, and no store touches two lines. A vector may then run on
 * from one row into the next, so what belongs to channels is read from copies that begin again behind the last channel.
 * Where several tensors are stored, one row is taken after the other, for two of each were more than the machine reads
 * ahead of. Where what belongs to channels fills more than half of the first-level cache, it comes from the second-level
 * cache for each pair of rows, so four rows are taken at once, a quarter of the tile apart. Where a row is not a number of whole vectors, several are taken as one.
 */
public final class PairRows implements Rewrite {

    private final CostModel costs;

    /**
     * Pairs rows.
     *
     * @param costs how large elements and caches are
     */
    public PairRows(CostModel costs) {
        this.costs = costs;
    }

    @Override
    public String title() {
        return "pair rows";
    }

    @Override
    public Program apply(Program program) {
        int rows = JoinedRows.ofMaps(program.layout());
        return new WrapValues(program, rows).apply(nest -> isMap(nest, program), nest -> taken(nest, rows, program));
    }

    private static boolean isMap(Nest nest, Program program) {
        return !nest.isReduction()
                && nest.loops().stream().allMatch(loop -> loop.kind() == Loop.Kind.SEQUENTIAL)
                && RowLoops.isOverRows(nest, program)
                && RowLoops.hasTensorsOnly(nest, program);
    }

    private Nest taken(Nest nest, int rows, Program program) {
        Loop row = RowLoops.rows(nest).as(kind(nest, rows, program));
        return RowLoops.with(row.joining(rows), RowLoops.channels(nest).joining(rows), nest);
    }

    private Loop.Kind kind(Nest nest, int rows, Program program) {
        if (nest.results().size() > 1) {
            return Loop.Kind.ALIGNED;
        }
        long values =
                RowLoops.ofChannels(nest, program).count() * program.layout().rowElements() * rows;
        boolean stayInCache = values * costs.elements().arithmetic()
                <= costs.machine().smallest().bytes() / 2;
        return stayInCache ? Loop.Kind.PAIRS : Loop.Kind.FOURS;
    }
}
