package io.github.normwright.api.config;

/**
 * A number written with a decimal point or an exponent, or one of {@code NaN}, {@code Infinity} and {@code -Infinity}, which
 * Python writes although JSON does not have them: a {@code float} in Python.
 *
 * @param value the number
 */
public record JsonFloat(double value) implements JsonNumber {
    @Override
    public double asDouble() {
        return value;
    }
}
