package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One constant of an enum, by its name.
 *
 * @param type the simple name of the enum
 * @param names those of its constants, at least two
 */
record ChoiceType(String type, List<String> names) implements AttributeType {

    static ChoiceType of(Enum<?>[] choices) {
        return new ChoiceType(
                choices[0].getDeclaringClass().getSimpleName(),
                Stream.of(choices).map(Enum::name).toList());
    }

    static JsonValue constant(Enum<?> choice) {
        return new JsonString(choice.name());
    }

    @Override
    public JsonValue read(JsonValue value, Place place) {
        if (value.text().filter(names::contains).isPresent()) {
            return value;
        }
        int last = names.size() - 1;
        throw place.expected(String.join(", ", names.subList(0, last)) + " or " + names.get(last), value);
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
        return value.text().map(name -> type + "." + name);
    }
}
