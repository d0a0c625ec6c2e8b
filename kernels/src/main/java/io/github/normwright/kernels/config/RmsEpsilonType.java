package io.github.normwright.kernels.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.DTypePolicy;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.Optional;

/** The epsilon of an RMS normalization: a number, or in our own documents null for PyTorch's, which the dtype decides. */
enum RmsEpsilonType implements AttributeType {
    EPSILON;

    /** What an annotation that leaves it out has. */
    static JsonValue usual(Profile profile) {
        return profile == Profile.TORCH ? JsonNull.NULL : new JsonFloat(profile.usualRmsEpsilon(DType.FLOAT32));
    }

    private static JsonValue number(JsonValue value, DType dtype) {
        return value.isNull() ? new JsonFloat(Profile.TORCH.usualRmsEpsilon(dtype)) : value;
    }

    @Override
    public JsonValue read(JsonValue value, Place place) {
        return NumberType.NUMBER.read(value, place);
    }

    @Override
    public JsonValue readOwn(JsonValue value, Place place) {
        return value.isNull() ? value : read(value, place);
    }

    @Override
    public JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format) {
        return number(value, config.policy().map(DTypePolicy::dtype).orElse(DType.FLOAT32));
    }

    @Override
    public boolean isSame(JsonValue one, JsonValue other, Comparison comparison) {
        DType dtype = comparison.inFloats() ? DType.FLOAT32 : DType.FLOAT64;
        return NumberType.NUMBER.isSame(number(one, dtype), number(other, dtype), comparison);
    }

    @Override
    public Optional<String> java(JsonValue value) {
        return value.isNull() ? Optional.empty() : NumberType.NUMBER.java(value);
    }
}
