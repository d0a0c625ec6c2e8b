package io.github.normwright.kernels.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonException;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the tree of a document from the tokens that Jackson finds. The only class that knows Jackson. */
final class JsonReader {

    /** Longer numbers say nothing that a double could hold. */
    private static final int LONGEST_NUMBER = 500;

    /** Jackson knows these under more names than Python writes. */
    private static final Set<String> NON_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private final JsonParser parser;
    private int valuesLeft;

    private JsonReader(JsonParser parser, int values) {
        this.parser = parser;
        this.valuesLeft = values;
    }

    static JsonValue read(String text, JsonLimits limits) {
        try (JsonParser parser = factory(limits).createParser(text)) {
            JsonReader reader = new JsonReader(parser, limits.values());
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonException("expected a document, found nothing");
            }
            JsonValue value = reader.value(first);
            if (parser.nextToken() != null) {
                throw reader.error("expected the end of the document, found more");
            }
            return value;
        } catch (JsonProcessingException invalid) {
            String place = invalid.getLocation() == null
                    ? ""
                    : "line " + invalid.getLocation().getLineNr() + ", column "
                            + invalid.getLocation().getColumnNr() + ": ";
            throw new JsonException(place + invalid.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException("a text that is in memory could not be read", impossible);
        }
    }

    private static JsonFactory factory(JsonLimits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxStringLength(limits.characters())
                        .maxNameLength(limits.characters())
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                // Names of documents that come from elsewhere would stay in memory.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }

    private JsonValue value(JsonToken token) throws IOException {
        if (valuesLeft-- == 0) {
            throw error("found more values than allowed");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonString(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw error("expected a value, found " + token);
        };
    }

    private JsonValue object() throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser.nextToken()));
        }
        return new JsonObject(members);
    }

    private JsonValue array() throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token));
        }
        return new JsonArray(elements);
    }

    private JsonValue integer() throws IOException {
        String digits = parser.getText();
        try {
            return new JsonInteger(Long.parseLong(digits));
        } catch (NumberFormatException tooLarge) {
            throw error("expected a whole number of at most 64 bits, found " + digits);
        }
    }

    private JsonValue number() throws IOException {
        String text = parser.getText();
        if (parser.isNaN()) {
            if (NON_FINITE.contains(text)) {
                return new JsonFloat(Double.parseDouble(text));
            }
            throw error("expected NaN, Infinity or -Infinity, found " + text);
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw error("expected a number that a double can hold, found " + text);
        }
        return new JsonFloat(number);
    }

    private JsonException error(String what) {
        return new JsonException("line " + parser.currentTokenLocation().getLineNr() + ", column "
                + parser.currentTokenLocation().getColumnNr() + ": " + what);
    }
}
