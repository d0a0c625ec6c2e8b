package io.github.normwright.kernels.config;

import io.github.normwright.api.Fused;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.Optional;

/** Whether TensorFlow runs its fused kernel: null, true or false in documents. */
enum FusedType implements AttributeType {
    FUSED;

    @Override
    public JsonValue read(JsonValue value, Place place) {
        if (value.isNull()) {
            return constant(Fused.AUTO);
        }
        if (value instanceof JsonBoolean truth) {
            return constant(truth.value() ? Fused.REQUIRED : Fused.FORBIDDEN);
        }
        throw place.expected("true, false or null", value);
    }

    @Override
    public JsonValue readOwn(JsonValue value, Place place) {
        return ChoiceType.of(Fused.values()).read(value, place);
    }

    static JsonValue constant(Fused fused) {
        return new JsonString(fused.name());
    }

    @Override
    public JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format) {
        return switch (Fused.valueOf(value.text().orElseThrow())) {
            case AUTO -> JsonNull.NULL;
            case REQUIRED -> new JsonBoolean(true);
            case FORBIDDEN -> new JsonBoolean(false);
        };
    }

    @Override
    public boolean isSame(JsonValue one, JsonValue other, Comparison comparison) {
        return one.equals(other);
    }

    @Override
    public Optional<String> java(JsonValue value) {
        return value.text().filter(name -> !name.equals(Fused.AUTO.name())).map(name -> "Fused." + name);
    }
}
