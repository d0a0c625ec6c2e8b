package io.github.normwright.api.config;

/** A number. */
public sealed interface JsonNumber extends JsonValue permits JsonInteger, JsonFloat {

    /**
     * The number in double precision.
     *
     * @return the number, rounded if it is a whole one above 2 to the power of 53
     */
    double asDouble();

    @Override
    default String kind() {
        return "a number";
    }
}
