package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonNumber;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.Optional;

/** A number; some of them Keras 3 makes a float of, whatever it is given. */
enum NumberType implements AttributeType {
    NUMBER(false),
    FLOAT_IN_KERAS_3(true);

    private final boolean isFloatInKeras3;

    NumberType(boolean isFloatInKeras3) {
        this.isFloatInKeras3 = isFloatInKeras3;
    }

    @Override
    public JsonValue read(JsonValue value, Place place) {
        if (value instanceof JsonNumber) {
            return value;
        }
        throw place.expected("a number", value);
    }

    @Override
    public JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format) {
        return isFloatInKeras3 && !format.dialect().isTensorFlow()
                ? new JsonFloat(((JsonNumber) value).asDouble())
                : value;
    }

    @Override
    public boolean isSame(JsonValue one, JsonValue other, Comparison comparison) {
        return comparison
                .number(((JsonNumber) one).asDouble())
                .equals(comparison.number(((JsonNumber) other).asDouble()));
    }

    @Override
    public Optional<String> java(JsonValue value) {
        return Optional.of(JavaText.number((JsonNumber) value));
    }
}
