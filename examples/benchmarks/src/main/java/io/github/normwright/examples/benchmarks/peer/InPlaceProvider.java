package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.api.DType;
import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Opens {@link InPlaceLayer}. */
final class InPlaceProvider extends OwnLayerProvider {

    @Override
    public Set<String> names() {
        return Set.of("in-place");
    }

    @Override
    public String version() {
        return "the same layer, y in the place of x and dx in that of dy";
    }

    @Override
    public Set<Direction> directions(Workload workload) {
        return EnumSet.complementOf(EnumSet.of(Direction.STEP));
    }

    @Override
    public Optional<String> omission(Workload workload) {
        return Optional.of("training in place leaves no input for a step to differentiate");
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        return workload.dtype() == DType.FLOAT16
                ? Optional.of("what is normalized again and again leaves the range of float16")
                : Optional.empty();
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        return new InPlaceLayer(new LayerSource(workload, LayerVariant.STATIC), tensors);
    }
}
