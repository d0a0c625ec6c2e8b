package io.github.normwright.kernels.config;

import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes documents as Python's {@code json.dumps} does.
 *
 * @param separator what stands between two values
 * @param indent what each further depth adds to the start of a line; empty for a document on one line
 */
record JsonWriter(String separator, String indent) {

    static final JsonWriter ON_ONE_LINE = new JsonWriter(", ", "");
    static final JsonWriter INDENTED = new JsonWriter(",", "  ");

    String write(JsonValue value) {
        StringBuilder text = new StringBuilder();
        write(value, "\n", text);
        return text.toString();
    }

    private void write(JsonValue value, String newLine, StringBuilder text) {
        // Java 17 has no switch over types yet.
        if (value instanceof JsonObject object) {
            writeObject(object, newLine, text);
        } else if (value instanceof JsonArray array) {
            writeArray(array, newLine, text);
        } else if (value instanceof JsonString string) {
            quote(string.value(), text);
        } else if (value instanceof JsonInteger integer) {
            text.append(integer.value());
        } else if (value instanceof JsonFloat number) {
            text.append(PythonFloat.text(number.value()));
        } else if (value instanceof JsonBoolean truth) {
            text.append(truth.value());
        } else if (value instanceof JsonNull) {
            text.append("null");
        }
    }

    private void writeObject(JsonObject object, String newLine, StringBuilder text) {
        text.append('{');
        Iterator<Map.Entry<String, JsonValue>> members =
                object.members().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonValue> member = members.next();
            startValue(newLine + indent, text);
            quote(member.getKey(), text);
            text.append(": ");
            write(member.getValue(), newLine + indent, text);
            endValue(members.hasNext(), newLine, text);
        }
        text.append('}');
    }

    private void writeArray(JsonArray array, String newLine, StringBuilder text) {
        text.append('[');
        Iterator<JsonValue> elements = array.elements().iterator();
        while (elements.hasNext()) {
            startValue(newLine + indent, text);
            write(elements.next(), newLine + indent, text);
            endValue(elements.hasNext(), newLine, text);
        }
        text.append(']');
    }

    private void startValue(String newLine, StringBuilder text) {
        if (!indent.isEmpty()) {
            text.append(newLine);
        }
    }

    private void endValue(boolean isFollowed, String newLine, StringBuilder text) {
        if (isFollowed) {
            text.append(separator);
        } else if (!indent.isEmpty()) {
            text.append(newLine);
        }
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            escape(string.charAt(i), text);
        }
        text.append('"');
    }

    private static void escape(char character, StringBuilder text) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            default -> {
                if (character < ' ' || character > '~') {
                    text.append("\\u%04x".formatted((int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
