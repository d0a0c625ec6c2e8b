package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;
import java.util.stream.Stream;

/** Moves the loops along kept dimensions of a reduction to the outside, so that its sums stay in registers. */
public final class KeptLoopsOutside implements Rewrite {

    @Override
    public String title() {
        return "kept loops outside";
    }

    @Override
    public Program apply(Program program) {
        return program.mapNests(nest -> nest.isReduction() ? reordered(nest) : nest);
    }

    static Nest reordered(Nest nest) {
        Stream<Loop> kept = nest.loops().stream().filter(loop -> loop.dim().isKept());
        Stream<Loop> reduced = nest.loops().stream().filter(loop -> !loop.dim().isKept());
        return nest.withLoops(Stream.concat(kept, reduced).toList());
    }
}
