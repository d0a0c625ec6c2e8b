package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.JoinedRows;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;

/**
 * Lets a map over rows of channels take two rows at once, half a tile apart, with vectors that start where lines of the
 * cache start: what belongs to a channel is read once for both, and no store touches two lines. A vector may then run on
 * from one row into the next, so what belongs to channels is read from copies that begin again behind the last channel.
 * Where several tensors are stored, one row is taken after the other, for two of each were more than the machine reads
 * ahead of. Where a row is not a number of whole vectors, several are taken as one.
 */
public final class PairRows implements Rewrite {

    @Override
    public String title() {
        return "pair rows";
    }

    @Override
    public Program apply(Program program) {
        int rows = JoinedRows.ofMaps(program.layout());
        return new WrapValues(program, rows).apply(nest -> isMap(nest, program), nest -> paired(nest, rows));
    }

    private static boolean isMap(Nest nest, Program program) {
        return !nest.isReduction()
                && nest.loops().stream().allMatch(loop -> loop.kind() == Loop.Kind.SEQUENTIAL)
                && RowLoops.isOverRows(nest, program)
                && RowLoops.hasTensorsOnly(nest, program);
    }

    private static Nest paired(Nest nest, int rows) {
        boolean storesSeveral = nest.results().size() > 1;
        Loop row = RowLoops.rows(nest).as(storesSeveral ? Loop.Kind.ALIGNED : Loop.Kind.PAIRS);
        return RowLoops.with(row.joining(rows), RowLoops.channels(nest).joining(rows), nest);
    }
}
