package io.github.normwright.examples.benchmarks.onednn;

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

/** Opens layers of oneDNN: in the workload's layout, or in blocks of 16 channels. */
public final class OneDnnProvider implements PeerProvider {

    private static final String BLOCKED = "onednn-blocked";

    @Override
    public Set<String> names() {
        return Set.of("onednn", BLOCKED);
    }

    @Override
    public String version() {
        return "oneDNN 3.11 (org.bytedeco:dnnl:3.11-1.5.13), OpenMP";
    }

    @Override
    public Set<Direction> directions(Workload workload) {
        return workload.normalization() == Normalization.RMS
                ? Set.of(Direction.TRAIN, Direction.INFER)
                : EnumSet.allOf(Direction.class);
    }

    @Override
    public Optional<String> omission(Workload workload) {
        return workload.normalization() == Normalization.RMS
                ? Optional.of(
                        "oneDNN's gradient of RMS normalization is not one: it subtracts the mean of gamma * dy, as only that"
                                + " of layer normalization must")
                : Optional.empty();
    }

    @Override
    public Set<Normalization> normalizations() {
        return EnumSet.allOf(Normalization.class);
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        if (workload.dtype() == DType.FLOAT64) {
            return Optional.of("oneDNN has no normalization in float64");
        }
        if (name.equals(BLOCKED) && workload.normalization() != Normalization.BATCH) {
            return Optional.of("layers in blocks of channels are those of batch normalization");
        }
        if (name.equals(BLOCKED) && workload.shape().isDense()) {
            return Optional.of("dense layers have no blocked layout");
        }
        return Optional.empty();
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        return new OneDnnPeer(workload, tensors, name.equals(BLOCKED));
    }
}
