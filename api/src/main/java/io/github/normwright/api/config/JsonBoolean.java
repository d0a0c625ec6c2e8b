package io.github.normwright.api.config;

/**
 * A truth value.
 *
 * @param value true or false
 */
public record JsonBoolean(boolean value) implements JsonValue {
    @Override
    public String kind() {
        return "a boolean";
    }
}
