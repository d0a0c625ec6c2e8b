package io.github.normwright.examples.modelfiles.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a JSON document, and where it stands, so that a wrong one can be named. Immutable.
 *
 * @param origin the document, and the way to the value in it
 * @param value a {@link Map} with keys in the document's order, a {@link List}, {@link String}, {@link Long}, {@link
 *     Double} or {@link Boolean}, or null
 */
public record Json(Origin origin, Object value) {

    private static final int MOST_NESTING = 200;

    /** Python writes NaN and Infinity as JSON does not know them. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_NESTING)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /**
     * Reads a document. Keys must not occur twice, and nothing but space may stand after the value.
     *
     * @param origin where it stands
     * @param text the document
     * @param limits how long it may be
     * @return its value
     * @throws ModelFileException if it is not JSON, or too long
     */
    public static Json parse(Origin origin, String text, Limits limits) throws ModelFileException {
        if (text.length() > limits.documentBytes()) {
            throw origin.refuse("has %d characters; at most %d are allowed", text.length(), limits.documentBytes());
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw origin.refuse("has something after its end, at %s", place(parser));
            }
            return new Json(origin, value);
        } catch (JsonProcessingException malformed) {
            throw origin.refuse(malformed, "is not JSON: %s", malformed.getOriginalMessage());
        } catch (ModelFileException unchanged) {
            throw unchanged;
        } catch (IOException impossible) {
            throw origin.refuse(impossible, "cannot be read");
        }
    }

    private static String place(JsonParser parser) {
        return "line " + parser.currentLocation().getLineNr() + ", column "
                + parser.currentLocation().getColumnNr();
    }

    /** Recursion is as deep as the document, which the parser bounds. */
    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "the document is empty or ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new com.fasterxml.jackson.core.JsonParseException(parser, "unexpected " + token);
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            members.put(key, value(parser));
        }
        return Collections.unmodifiableMap(members);
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return Collections.unmodifiableList(elements);
    }

    /** What does not fit into a long, such as Python's addresses of objects, is kept as a double: nothing here needs it. */
    private static Object integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) parser.getBigIntegerValue().doubleValue()
                : (Object) parser.getLongValue();
    }

    /**
     * A member of this object.
     *
     * @param key its key
     * @return the member; its value is null if there is none
     * @throws ModelFileException if this is not an object
     */
    public Json get(String key) throws ModelFileException {
        return new Json(origin.within(Origin.quoted(key)), object().get(key));
    }

    /**
     * A member of this object that must be there.
     *
     * @param key its key
     * @return the member
     * @throws ModelFileException if this is not an object, or has no such member, or null for it
     */
    public Json require(String key) throws ModelFileException {
        Json member = get(key);
        if (member.isNull()) {
            throw origin.refuse("has no %s", Origin.quoted(key));
        }
        return member;
    }

    /**
     * A member of this object.
     *
     * @param key its key
     * @return the member, or nothing if there is none, or null for it
     * @throws ModelFileException if this is not an object
     */
    public Optional<Json> find(String key) throws ModelFileException {
        return Optional.of(get(key)).filter(member -> !member.isNull());
    }

    /**
     * Whether the value is null.
     *
     * @return true for null, and for a member that is not there
     */
    public boolean isNull() {
        return value == null;
    }

    /**
     * Whether the value is an object.
     *
     * @return true for an object
     */
    public boolean isObject() {
        return value instanceof Map<?, ?>;
    }

    /**
     * Whether the value is an array.
     *
     * @return true for an array
     */
    public boolean isArray() {
        return value instanceof List<?>;
    }

    /**
     * The members of this object.
     *
     * @return the values by their keys, in the document's order; immutable
     * @throws ModelFileException if this is not an object
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> object() throws ModelFileException {
        if (!isObject()) {
            throw unexpected("an object");
        }
        return (Map<String, Object>) value;
    }

    /**
     * The elements of this array.
     *
     * @return the elements; immutable
     * @throws ModelFileException if this is not an array
     */
    public List<Json> elements() throws ModelFileException {
        if (!isArray()) {
            throw unexpected("an array");
        }
        List<Json> elements = new ArrayList<>();
        for (Object element : (List<?>) value) {
            elements.add(new Json(origin.within("element " + elements.size()), element));
        }
        return Collections.unmodifiableList(elements);
    }

    /**
     * The value, which must be a string.
     *
     * @return the string
     * @throws ModelFileException if it is something else
     */
    public String string() throws ModelFileException {
        if (value instanceof String string) {
            return string;
        }
        throw unexpected("a string");
    }

    /**
     * The value, which must be an integer.
     *
     * @return the integer
     * @throws ModelFileException if it is something else
     */
    public long integer() throws ModelFileException {
        if (value instanceof Long integer) {
            return integer;
        }
        throw unexpected("an integer");
    }

    private ModelFileException unexpected(String wanted) {
        String found = isObject() ? "an object" : isArray() ? "an array" : Origin.quoted(String.valueOf(value));
        return origin.refuse("should be %s, found %s", wanted, found);
    }
}
