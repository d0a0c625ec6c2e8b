package io.github.normwright.processor.emit;

import io.github.normwright.processor.plan.Dim;
import io.github.normwright.processor.plan.Size;
import java.util.Locale;

/** What things are called in generated code. */
final class JavaNames {

    private JavaNames() {}

    /** {@code row} becomes {@code firstRow}. */
    static String first(Dim dim) {
        return "first" + capitalized(dim.index());
    }

    /** {@code row} becomes {@code lastRow}: the index behind the last one. */
    static String last(Dim dim) {
        return "last" + capitalized(dim.index());
    }

    /** The number of elements of a dimension: a constant such as {@code CHANNELS}, or a parameter such as rows. */
    static String count(Dim dim) {
        return dim.size().isStatic() ? constant(dim.count()) : dim.count();
    }

    /** The number of rows that are taken as one: {@code JOINED_ROWS}. */
    static String joinedRows() {
        return "JOINED_ROWS";
    }

    /** The number of channels of rows that are taken as one: {@code JOINED_CHANNELS}; {@code CHANNELS} if there is one row. */
    static String count(Dim channels, int joined) {
        return joined > 1 ? "JOINED_" + count(channels) : count(channels);
    }

    /** How many elements stand for a row of channels in copies that begin again behind the last one: {@code WRAPPED_CHANNELS}. */
    static String wrapped(Dim channels) {
        return "WRAPPED_" + count(channels);
    }

    /** The number of elements as an expression of sizes given at run time. */
    static String expression(Size size) {
        return size.toString();
    }

    /** {@code innerSize} becomes {@code INNER_SIZE}. */
    static String constant(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    /** {@code movingMean} becomes {@code moving_mean}. */
    static String snakeCase(String name) {
        return constant(name).toLowerCase(Locale.ROOT);
    }

    static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The local that holds where the current row of a tensor starts. */
    static String start(String tensor) {
        return tensor + "Start";
    }

    /** The offset of a tensor in the caller's array. */
    static String offset(String tensor) {
        return tensor + "Offset";
    }

    /** A number spread over lanes. */
    static String lanes(String name) {
        return name + "Lanes";
    }
}
