package io.github.normwright.processor.plan.rewrite;

import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Rewrite;

/** Moves the loops along kept dimensions of a reduction to the outside, so that its sums stay in registers. */
public final class KeptLoopsOutside implements Rewrite {

    @Override
    public String title() {
        return "kept loops outside";
    }

    @Override
    public Program apply(Program program) {
        return program.mapNests(nest -> nest.isReduction() ? nest.keptLoopsOutside() : nest);
    }
}
