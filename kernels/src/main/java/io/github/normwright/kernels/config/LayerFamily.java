package io.github.normwright.kernels.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.config.GeneratedConfig;
import io.github.normwright.api.config.LayerConfig;
import io.github.normwright.kernels.Threads;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The layers that were generated for one annotation, one for each dtype: an entry of a {@link LayerCatalog}. Generated code
 * makes it, with references to its classes, so that finding one needs no reflection. Immutable and thread-safe.
 */
public final class LayerFamily {

    private final LayerSpecification specification;
    private final Function<LayerConfig, ? extends GeneratedConfig> configs;
    private final Map<DType, Member> members;

    private record Member(
            Class<? extends NormalizationLayer<?, ?>> type,
            Function<Threads, ? extends NormalizationLayer<?, ?>> create) {}

    private LayerFamily(
            LayerSpecification specification,
            Function<LayerConfig, ? extends GeneratedConfig> configs,
            Map<DType, Member> members) {
        this.specification = specification;
        this.configs = configs;
        this.members = members;
    }

    /**
     * A family without members yet.
     *
     * @param specification what the annotation says
     * @param configs makes the record of a layer's configuration
     * @return the family
     */
    public static LayerFamily of(
            LayerSpecification specification, Function<LayerConfig, ? extends GeneratedConfig> configs) {
        return new LayerFamily(specification, configs, Map.of());
    }

    /**
     * This family with one more member.
     *
     * @param dtype its dtype
     * @param type its class
     * @param create makes a layer
     * @return the larger family
     */
    public LayerFamily with(
            DType dtype,
            Class<? extends NormalizationLayer<?, ?>> type,
            Function<Threads, ? extends NormalizationLayer<?, ?>> create) {
        Map<DType, Member> more = new EnumMap<>(DType.class);
        more.putAll(members);
        more.put(dtype, new Member(type, create));
        return new LayerFamily(specification, configs, more);
    }

    LayerSpecification specification() {
        return specification;
    }

    GeneratedConfig config(LayerConfig values) {
        return configs.apply(values);
    }

    Class<? extends NormalizationLayer<?, ?>> type(DType dtype) {
        return members.get(dtype).type();
    }

    NormalizationLayer<?, ?> create(DType dtype, Threads threads) {
        return members.get(dtype).create().apply(threads);
    }
}
