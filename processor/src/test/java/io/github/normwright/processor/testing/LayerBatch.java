package io.github.normwright.processor.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some layers that are compiled together: compiling them one by one takes longer, for the compiler looks at the class
 * path and at the platform every time.
 */
public final class LayerBatch {

    private static final int SIZE = 20;

    private final List<LayerSource> sources;
    private Optional<Compiled> compiled;

    private LayerBatch(List<LayerSource> sources) {
        this.sources = sources;
    }

    /**
     * A layer of a batch.
     *
     * @param source the layer, on an interface of its own
     * @param batch the batch
     */
    public record Member(LayerSource source, LayerBatch batch) {

        /** The classes of the layer and of others. */
        public Compiled compiled() {
            return batch.compiled().orElseGet(() -> Compiled.of(source));
        }

        @Override
        public String toString() {
            return source.toString();
        }
    }

    /** Layers in batches, each of which is compiled when the first of its layers is. */
    public static Stream<Member> of(Stream<LayerSource> layers) {
        List<LayerSource> all = layers.toList();
        return IntStream.iterate(0, start -> start < all.size(), start -> start + SIZE)
                .mapToObj(start -> all.subList(start, Math.min(start + SIZE, all.size())))
                .flatMap(LayerBatch::members);
    }

    private static Stream<Member> members(List<LayerSource> layers) {
        List<LayerSource> named = new ArrayList<>();
        for (LayerSource layer : layers) {
            named.add(layer.on(layer.type() + named.size()));
        }
        LayerBatch batch = new LayerBatch(named);
        return named.stream().map(source -> new Member(source, batch));
    }

    /** Empty if a layer does not compile: then each is compiled by itself, and says so itself. */
    private synchronized Optional<Compiled> compiled() {
        if (compiled == null) {
            compiled = compile();
        }
        return compiled;
    }

    private Optional<Compiled> compile() {
        try {
            return Optional.of(
                    Compiled.of(sources.stream().map(LayerSource::source).toArray(String[]::new)));
        } catch (AssertionError oneIsWrong) {
            return Optional.empty();
        }
    }
}
