package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Fusion;
import io.github.normwright.examples.benchmarks.workload.Normalization;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.EnumSet;
import java.util.Set;

/** Opens layers of our own, which can do all that the measured one can. */
abstract class OwnLayerProvider implements PeerProvider {

    @Override
    public final boolean isJava() {
        return true;
    }

    @Override
    public Set<Direction> directions(Workload workload) {
        return EnumSet.allOf(Direction.class);
    }

    @Override
    public final Set<Normalization> normalizations() {
        return EnumSet.allOf(Normalization.class);
    }

    @Override
    public final Set<Fusion> fusions() {
        return EnumSet.allOf(Fusion.class);
    }
}
