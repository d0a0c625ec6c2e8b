package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.List;
import java.util.Optional;

/** The number of groups that the channels are cut into; -1 for as many as there are channels. */
enum GroupsType implements AttributeType {
    GROUPS;

    static final long ONE_EACH = -1;

    @Override
    public JsonValue read(JsonValue value, Place place) {
        boolean isNumber = value instanceof JsonInteger groups
                && (groups.value() == ONE_EACH || groups.value() > 0 && groups.value() <= Integer.MAX_VALUE);
        if (isNumber) {
            return value;
        }
        throw place.expected("a whole number of at least 1, or -1", value);
    }

    /** A layer that has been built knows how many channels there are. */
    @Override
    public JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format) {
        return config.shape()
                .map(shape -> channels(shape, config))
                .filter(channels -> channels > 0)
                .<JsonValue>map(channels -> new JsonInteger(groups(value, channels)))
                .orElse(value);
    }

    private static int channels(List<Integer> shape, LayerConfig config) {
        return shape.get(Math.floorMod(config.axis().get(0), shape.size()));
    }

    private static long groups(JsonValue value, long channels) {
        long groups = ((JsonInteger) value).value();
        return groups == ONE_EACH ? channels : groups;
    }

    @Override
    public boolean isSame(JsonValue one, JsonValue other, Comparison comparison) {
        return groups(one, comparison.channels()) == groups(other, comparison.channels());
    }

    @Override
    public Optional<String> java(JsonValue value) {
        return Optional.of(Long.toString(((JsonInteger) value).value()));
    }
}
