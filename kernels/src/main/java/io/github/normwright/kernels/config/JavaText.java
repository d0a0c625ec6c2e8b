package io.github.normwright.kernels.config;

import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNumber;

/** Values as Java writes them. */
final class JavaText {

    private JavaText() {}

    static String number(JsonNumber number) {
        if (number instanceof JsonInteger integer) {
            boolean isInt = integer.value() == (int) integer.value();
            return isInt ? Long.toString(integer.value()) : integer.value() + "L";
        }
        double value = ((JsonFloat) number).value();
        if (Double.isNaN(value)) {
            return "Double.NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return PythonFloat.text(value);
    }
}
