package io.github.normwright.examples.benchmarks.nd4j;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Opens layers of ND4J. */
public final class Nd4jProvider implements PeerProvider {

    @Override
    public Set<String> names() {
        return Set.of("nd4j");
    }

    @Override
    public String version() {
        return "ND4J 1.0.0-M2.1, native CPU backend";
    }

    @Override
    public Set<Direction> directions(Workload workload) {
        return EnumSet.allOf(Direction.class);
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        return workload.dtype() == DType.FLOAT16 || workload.dtype() == DType.BFLOAT16
                ? Optional.of("ND4J makes no 16-bit arrays of Java's short[]")
                : Optional.empty();
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        return new Nd4jPeer(workload, tensors);
    }
}
