package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Opens {@link PlainLoop}. */
final class PlainLoopProvider implements PeerProvider {

    @Override
    public Set<String> names() {
        return Set.of("plain");
    }

    @Override
    public String version() {
        return "a straightforward loop in Java, one thread";
    }

    @Override
    public boolean isJava() {
        return true;
    }

    @Override
    public Set<Direction> directions(Workload workload) {
        return EnumSet.allOf(Direction.class);
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        return workload.dtype() == DType.FLOAT32 ? Optional.empty() : Optional.of("the loop is written for float32");
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        return new PlainLoop(workload, tensors);
    }
}
