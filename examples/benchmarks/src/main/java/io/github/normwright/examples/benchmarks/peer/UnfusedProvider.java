package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.workload.Fusion;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.Optional;
import java.util.Set;

/** Opens {@link UnfusedLayer}. */
final class UnfusedProvider extends OwnLayerProvider {

    @Override
    public Set<String> names() {
        return Set.of("unfused");
    }

    @Override
    public String version() {
        return "another generated layer, which normalizes only; then a pass each for the sum and the activation";
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        if (workload.fusion() == Fusion.NONE) {
            return Optional.of("the measured layer fuses nothing: use --fuse");
        }
        return workload.dtype() == DType.FLOAT32
                ? Optional.empty()
                : Optional.of("the separate passes are written for float32");
    }

    @Override
    public Optional<LayerSource> layer(String name, Workload workload) {
        return Optional.of(new LayerSource(workload.withoutFusion(), LayerVariant.STATIC));
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        return new UnfusedLayer(workload, tensors);
    }
}
