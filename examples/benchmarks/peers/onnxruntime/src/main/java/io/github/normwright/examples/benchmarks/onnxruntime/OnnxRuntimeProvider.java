package io.github.normwright.examples.benchmarks.onnxruntime;

import ai.onnxruntime.OrtException;
import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.peer.Peer;
import io.github.normwright.examples.benchmarks.peer.PeerProvider;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.Optional;
import java.util.Set;

/** Opens layers of ONNX Runtime. */
public final class OnnxRuntimeProvider implements PeerProvider {

    @Override
    public Set<String> names() {
        return Set.of("onnxruntime");
    }

    @Override
    public String version() {
        return "ONNX Runtime 1.29.0";
    }

    @Override
    public Set<Direction> directions(Workload workload) {
        return Set.of(Direction.INFER);
    }

    @Override
    public Optional<String> omission(Workload workload) {
        return Optional.of("ONNX Runtime here has inference only");
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        if (workload.dtype() == DType.FLOAT16 || workload.dtype() == DType.BFLOAT16) {
            return Optional.of("ONNX Runtime has no batch normalization in 16 bits on CPUs");
        }
        if (workload.layout() == Layout.NHWC && !workload.shape().isDense()) {
            return Optional.of("BatchNormalization of ONNX is channels-first: use --layout nchw");
        }
        return Optional.empty();
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        try {
            return new OnnxRuntimePeer(workload, tensors);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
