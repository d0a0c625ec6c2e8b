package io.github.normwright.api.config;

/**
 * A number written without a decimal point and without an exponent: an {@code int} in Python.
 *
 * @param value the number
 */
public record JsonInteger(long value) implements JsonNumber {
    @Override
    public double asDouble() {
        return value;
    }
}
