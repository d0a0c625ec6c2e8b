package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.examples.benchmarks.workload.Layout;
import io.github.normwright.examples.benchmarks.workload.Tensors;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.util.Optional;
import java.util.Set;

/** Opens generated layers that differ from the measured one: what the difference costs or gains. */
final class OwnVariantProvider extends OwnLayerProvider {

    private static final String DYNAMIC = "dynamic";
    private static final String SCALAR = "scalar";
    private static final String CHANNELS_LAST = "channels-last";
    private static final String ONE_THREAD = "one-thread";

    @Override
    public Set<String> names() {
        return Set.of(DYNAMIC, SCALAR, CHANNELS_LAST, ONE_THREAD);
    }

    @Override
    public String version() {
        return "another generated layer";
    }

    @Override
    public Optional<String> refusal(String name, Workload workload) {
        if (name.equals(CHANNELS_LAST) && workload.isChannelsLast()) {
            return Optional.of("the measured layer is channels-last already");
        }
        if (name.equals(ONE_THREAD) && workload.threads() == 1) {
            return Optional.of("the measured layer has one thread already");
        }
        return Optional.empty();
    }

    @Override
    public Optional<LayerSource> layer(String name, Workload workload) {
        return Optional.of(
                switch (name) {
                    case DYNAMIC -> new LayerSource(workload, LayerVariant.DYNAMIC);
                    case SCALAR -> new LayerSource(workload, LayerVariant.SCALAR);
                    case CHANNELS_LAST -> new LayerSource(workload.inLayout(Layout.NHWC), LayerVariant.STATIC);
                    case ONE_THREAD -> new LayerSource(workload.withThreads(1), LayerVariant.STATIC);
                    default -> throw new IllegalArgumentException("expected one of " + names() + ", found " + name);
                });
    }

    @Override
    public Peer open(String name, Workload workload, Tensors tensors) {
        LayerSource source = layer(name, workload).orElseThrow();
        if (source.workload().layout() == workload.layout()) {
            return GeneratedLayer.open(source, tensors, LayerCompiler.compiled());
        }
        Transposition transposition = new Transposition(workload);
        Peer layer = GeneratedLayer.open(source, transposition.toChannelsLast(tensors), LayerCompiler.compiled());
        return new TransposedPeer(layer, transposition);
    }
}
