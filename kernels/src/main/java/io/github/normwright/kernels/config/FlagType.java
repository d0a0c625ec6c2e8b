package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.Optional;

/** True or false. */
enum FlagType implements AttributeType {
    FLAG;

    @Override
    public JsonValue read(JsonValue value, Place place) {
        if (value instanceof JsonBoolean) {
            return value;
        }
        throw place.expected("true or false", value);
    }

    @Override
    public JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format) {
        return value;
    }

    @Override
    public boolean isSame(JsonValue one, JsonValue other, Comparison comparison) {
        return one.equals(other);
    }

    @Override
    public Optional<String> java(JsonValue value) {
        return Optional.of(Boolean.toString(((JsonBoolean) value).value()));
    }
}
