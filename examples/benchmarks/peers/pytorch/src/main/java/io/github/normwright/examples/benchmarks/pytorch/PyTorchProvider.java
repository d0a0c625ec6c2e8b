package io.github.normwright.examples.benchmarks.pytorch;

import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Opens layers of PyTorch. */
public final class PyTorchProvider implements PeerProvider {

    @Override
    public Set<String> names() {
        return Set.of("pytorch");
    }

    @Override
    public String version() {
        return "PyTorch 2.7.1 (DJL 0.35.0), native_batch_norm and its gradient in TorchScript";
    }

    @Override
    public Set<Direction> directions() {
        return EnumSet.allOf(Direction.class);
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        return Optional.empty();
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        return new PyTorchPeer(workload, tensors);
    }
}
