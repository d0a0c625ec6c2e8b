package io.github.normwright.examples.benchmarks.tensorflow;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;

/** Opens layers of TensorFlow. */
public final class TensorFlowProvider implements PeerProvider {

    @Override
    public Set<String> names() {
        return Set.of("tensorflow");
    }

    @Override
    public String version() {
        return "TensorFlow Java 1.1.0 (TensorFlow 2.18), FusedBatchNormV3 and its gradient";
    }

    @Override
    public Set<Direction> directions(Workload workload) {
        return EnumSet.allOf(Direction.class);
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        return workload.dtype() == DType.FLOAT64 ? Optional.of("FusedBatchNormV3 has no float64") : Optional.empty();
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        return switch (workload.dtype()) {
            case FLOAT16 -> new TensorFlowPeer<>(TFloat16.class, workload, tensors);
            case BFLOAT16 -> new TensorFlowPeer<>(TBfloat16.class, workload, tensors);
            default -> new TensorFlowPeer<>(TFloat32.class, workload, tensors);
        };
    }
}
