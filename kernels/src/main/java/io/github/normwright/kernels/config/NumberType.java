package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonNumber;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.Optional;

/** A number; some of them Keras 3 makes a float of, whatever it is given. */
enum NumberType implements AttributeType {
    NUMBER(false, 0),
    FLOAT_IN_KERAS_3(true, 0),
    /** A share of one, which is known as well as the other share of it. */
    SHARE(true, 0x1p-52);

    private final boolean isFloatInKeras3;
    private final double tolerance;

    NumberType(boolean isFloatInKeras3, double tolerance) {
        this.isFloatInKeras3 = isFloatInKeras3;
        this.tolerance = tolerance;
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
        double first = ((JsonNumber) one).asDouble();
        double second = ((JsonNumber) other).asDouble();
        return comparison.number(first).equals(comparison.number(second)) || Math.abs(first - second) <= tolerance;
    }

    @Override
    public Optional<String> java(JsonValue value) {
        return Optional.of(JavaText.number((JsonNumber) value));
    }
}
