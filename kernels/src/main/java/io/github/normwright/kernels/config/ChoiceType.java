package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One constant of an enum, by its name.
 *
 * @param choices the enum
 */
record ChoiceType(Class<? extends Enum<?>> choices) implements AttributeType {

    static JsonValue constant(Enum<?> choice) {
        return new JsonString(choice.name());
    }

    @Override
    public JsonValue read(JsonValue value, Place place) {
        List<String> names =
                Arrays.stream(choices.getEnumConstants()).map(Enum::name).toList();
        if (value.text().filter(names::contains).isPresent()) {
            return value;
        }
        int last = names.size() - 1;
        throw place.expected(
                names.stream().limit(last).collect(Collectors.joining(", ")) + " or " + names.get(last), value);
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
        return value.text().map(name -> choices.getSimpleName() + "." + name);
    }
}
