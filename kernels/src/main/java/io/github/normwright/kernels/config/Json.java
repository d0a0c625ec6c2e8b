package io.github.normwright.kernels.config;

import io.github.normwright.api.config.JsonException;
import io.github.normwright.api.config.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes JSON documents, as Python's {@code json} module has them.
 *
 * <p>Reading is strict: a name that stands twice in an object, anything behind the document, a number that a {@code long} or a
 * {@code double} cannot hold, and everything that JSON does not have are refused, but for the three numbers that Python
 * adds, {@code NaN}, {@code Infinity} and {@code -Infinity}. It is bounded by {@link JsonLimits}, and needs Jackson's streaming
 * core (see {@link io.github.normwright.kernels.config the package}). Writing needs nothing.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Json {

    private Json() {}

    /**
     * Reads a document.
     *
     * @param text the whole document
     * @return what it says
     * @throws JsonException if it is no document, or larger than {@link JsonLimits#MODEL}
     * @throws IllegalStateException if Jackson's streaming core is missing
     */
    public static JsonValue read(String text) {
        return read(text, JsonLimits.MODEL);
    }

    /**
     * Reads a document.
     *
     * @param text the whole document
     * @param limits how large it may be
     * @return what it says
     * @throws JsonException if it is no document, or too large
     * @throws IllegalStateException if Jackson's streaming core is missing
     */
    public static JsonValue read(String text, JsonLimits limits) {
        checkLength(text.length(), limits);
        try {
            return JsonReader.read(text, limits);
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "reading JSON needs com.fasterxml.jackson.core:jackson-core, which is not there ("
                            + missing.getMessage()
                            + "). Add it to the dependencies; a module also requires com.fasterxml.jackson.core",
                    missing);
        }
    }

    /**
     * Reads a document.
     *
     * @param bytes the whole document, in UTF-8
     * @param limits how large it may be; characters count as their bytes here
     * @return what it says
     * @throws JsonException if it is no document, no UTF-8, or too large
     * @throws IllegalStateException if Jackson's streaming core is missing
     */
    public static JsonValue read(byte[] bytes, JsonLimits limits) {
        checkLength(bytes.length, limits);
        try {
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    limits);
        } catch (CharacterCodingException invalid) {
            throw new JsonException("expected UTF-8, found bytes that are none");
        }
    }

    /**
     * Reads a document.
     *
     * @param in gives the whole document, in UTF-8, and nothing else; stays open
     * @param limits how large it may be; characters count as their bytes here
     * @return what it says
     * @throws IOException if the stream fails
     * @throws JsonException if it is no document, no UTF-8, or too large
     * @throws IllegalStateException if Jackson's streaming core is missing
     */
    public static JsonValue read(InputStream in, JsonLimits limits) throws IOException {
        return read(in.readNBytes(limits.characters() + 1), limits);
    }

    private static void checkLength(int length, JsonLimits limits) {
        if (length > limits.characters()) {
            throw new JsonException("expected at most " + limits.characters() + " characters, found more");
        }
    }

    /**
     * Writes a document as Python's {@code json.dumps} does: on one line, numbers as Python prints them, and everything but
     * ASCII as escapes.
     *
     * @param value what to write
     * @return the text
     */
    public static String write(JsonValue value) {
        return JsonWriter.ON_ONE_LINE.write(value);
    }

    /**
     * Writes a document for people to read: as Python's {@code json.dumps} with {@code indent=2}.
     *
     * @param value what to write
     * @return the text
     */
    public static String writeIndented(JsonValue value) {
        return JsonWriter.INDENTED.write(value);
    }
}
