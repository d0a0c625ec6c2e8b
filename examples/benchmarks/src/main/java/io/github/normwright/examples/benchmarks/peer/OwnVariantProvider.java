package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Direction;
import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Opens generated layers that differ from the measured one: what the difference costs or gains. */
final class OwnVariantProvider implements PeerProvider {

    private static final String DYNAMIC = "dynamic";
    private static final String CHANNELS_LAST = "channels-last";

    @Override
    public Set<String> names() {
        return Set.of(DYNAMIC, CHANNELS_LAST);
    }

    @Override
    public String version() {
        return "another generated layer";
    }

    @Override
    public boolean isJava() {
        return true;
    }

    @Override
    public Set<Direction> directions() {
        return EnumSet.allOf(Direction.class);
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        boolean isChannelsLast =
                workload.layout() == Layout.NHWC || workload.shape().isDense();
        return name.equals(CHANNELS_LAST) && isChannelsLast
                ? Optional.of("the measured layer is channels-last already")
                : Optional.empty();
    }

    @Override
    public Optional<LayerSource> layer(String name, Workload workload) {
        return Optional.of(
                name.equals(DYNAMIC)
                        ? new LayerSource(workload, true)
                        : new LayerSource(workload.inLayout(Layout.NHWC), false));
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        LayerSource source = layer(name, workload).orElseThrow();
        if (source.workload().equals(workload)) {
            return GeneratedLayer.open(source, tensors, LayerCompiler.compiled());
        }
        Transposition transposition = new Transposition(workload);
        Peer layer = GeneratedLayer.open(source, transposition.toChannelsLast(tensors), LayerCompiler.compiled());
        return new TransposedPeer(layer, transposition);
    }
}
