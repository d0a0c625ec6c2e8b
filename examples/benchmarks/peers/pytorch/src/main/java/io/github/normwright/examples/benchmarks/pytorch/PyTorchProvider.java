package io.github.normwright.examples.benchmarks.pytorch;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Normalization;
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
        return "PyTorch 2.7.1 (DJL 0.35.0), its operators in TorchScript";
    }

    @Override
    public Set<Direction> directions(Workload workload) {
        return EnumSet.allOf(Direction.class);
    }

    @Override
    public Set<Normalization> normalizations() {
        return EnumSet.allOf(Normalization.class);
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        boolean hasSixteenBits = workload.dtype() == DType.FLOAT16 || workload.dtype() == DType.BFLOAT16;
        return hasSixteenBits && workload.normalization() == Normalization.RMS
                ? Optional.of("PyTorch's rms_norm gives 16 bits only for parameters of 16 bits")
                : Optional.empty();
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        return new PyTorchPeer(workload, tensors);
    }
}
