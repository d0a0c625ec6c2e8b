package io.github.normwright.api.config;

import java.util.Optional;

/**
 * A value of a JSON document. Immutable and thread-safe.
 *
 * <p>The tree is as small as the documents need: members keep their order, and whole numbers stay apart from others, for
 * Python writes {@code 2} and {@code 2.0} for different things.
 */
public sealed interface JsonValue permits JsonArray, JsonBoolean, JsonNull, JsonNumber, JsonObject, JsonString {

    /**
     * Whether this is {@code null}, or Python's {@code None}.
     *
     * @return true for {@link JsonNull}
     */
    default boolean isNull() {
        return this instanceof JsonNull;
    }

    /**
     * The text of a string.
     *
     * @return the text; empty if this is no string
     */
    default Optional<String> text() {
        return this instanceof JsonString string ? Optional.of(string.value()) : Optional.empty();
    }

    /**
     * What kind of value this is, for messages.
     *
     * @return the kind with its article, such as {@code a string}
     */
    String kind();
}
