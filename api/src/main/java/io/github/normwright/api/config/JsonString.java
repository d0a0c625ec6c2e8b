package io.github.normwright.api.config;

import java.util.Objects;

/**
 * A string.
 *
 * @param value the text
 */
public record JsonString(String value) implements JsonValue {

    public JsonString {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String kind() {
        return "a string";
    }
}
