package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.Optional;

/** A whole number of at least 1 in documents, or null, which the annotation says as 0. */
enum CountType implements AttributeType {
    COUNT;

    @Override
    public JsonValue read(JsonValue value, Place place) {
        if (value.isNull()) {
            return new JsonInteger(0);
        }
        if (value instanceof JsonInteger integer && integer.value() > 0 && integer.value() <= Integer.MAX_VALUE) {
            return value;
        }
        throw place.expected("a whole number of at least 1, or null", value);
    }

    @Override
    public JsonValue readOwn(JsonValue value, Place place) {
        if (value.isNull()) {
            throw place.expected("a whole number of at least 0", value);
        }
        return value.equals(new JsonInteger(0)) ? value : read(value, place);
    }

    @Override
    public JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format) {
        return isNone(value) ? JsonNull.NULL : value;
    }

    @Override
    public boolean isSame(JsonValue one, JsonValue other, Comparison comparison) {
        return one.equals(other);
    }

    @Override
    public Optional<String> java(JsonValue value) {
        return isNone(value) ? Optional.empty() : Optional.of(Long.toString(((JsonInteger) value).value()));
    }

    static boolean isNone(JsonValue value) {
        return ((JsonInteger) value).value() == 0;
    }
}
