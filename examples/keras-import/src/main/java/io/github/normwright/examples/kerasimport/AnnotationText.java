package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Writes an annotation attribute by attribute, from settings by the names that Keras has for them: every setting becomes the
 * attribute of the same name in Java's spelling. What the annotation does not have is left to the compiler to refuse.
 */
public final class AnnotationText {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final String type;
    private final Profile profile;
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /**
     * Starts an annotation.
     *
     * @param type its simple name
     * @param profile the system whose numbers the layer gives
     */
    public AnnotationText(String type, Profile profile) {
        this.type = type;
        this.profile = profile;
    }

    /**
     * Adds an attribute, or replaces it.
     *
     * @param name its name
     * @param value its value, in Java
     * @throws IllegalArgumentException if the name is no name in Java
     */
    public void attribute(String name, String value) {
        attributes.put(javaName(name), value);
    }

    /**
     * Adds the shape.
     *
     * @param sizes the sizes, -1 for dynamic ones
     * @param dynamic what those are called in the source
     */
    public void shape(List<Integer> sizes, String dynamic) {
        StringJoiner elements = new StringJoiner(", ", "{", "}");
        sizes.forEach(size -> elements.add(size == -1 ? dynamic : size.toString()));
        attribute("shape", elements.toString());
    }

    /**
     * Adds what a setting says.
     *
     * @param key its name in Keras; {@code momentum} is the share of the old value that is kept, or null for the cumulative
     *     average
     * @param value its value, as JSON is read: a number, boolean, text, list or map, or null for none
     * @throws IllegalArgumentException if the value is not one that a setting may have
     */
    public void setting(String key, Object value) {
        if (key.equals("momentum")) {
            momentum(value);
        } else if (value instanceof Map<?, ?> document && ObjectText.isObject(key)) {
            attribute(camelCase(key), ObjectText.of(key, document));
        } else if (value instanceof Map<?, ?> limits && key.equals("renorm_clipping")) {
            attribute("renormClipping", clipping(limits));
        } else if (value != null) {
            scalar(key, value);
        }
    }

    private void scalar(String key, Object value) {
        switch (key) {
            case "synchronized" -> attribute("synchronizedStatistics", literal(value));
            case "fused" -> attribute("fused", value.equals(true) ? "Fused.REQUIRED" : "Fused.FORBIDDEN");
            default -> attribute(camelCase(key), literal(value));
        }
    }

    /** PyTorch counts the share of the new value. */
    private void momentum(Object value) {
        if (value == null) {
            attribute("cumulativeAverage", "true");
        } else {
            double kept = Double.parseDouble(literal(value));
            attribute("momentum", literal(profile == Profile.TORCH ? 1 - kept : kept));
        }
    }

    private static String clipping(Map<?, ?> limits) {
        StringJoiner attributes = new StringJoiner(", ", "@RenormClipping(", ")");
        limits.forEach((limit, value) -> {
            if (value != null) {
                attributes.add(javaName(limit.toString()) + " = " + literal(value));
            }
        });
        return attributes.toString();
    }

    /**
     * A value in Java. A document may come from anywhere, and a source is compiled and run: nothing but numbers and booleans
     * gets into it.
     *
     * @param value a number, a boolean, or a list of them
     * @return the literal
     * @throws IllegalArgumentException if it is something else
     */
    static String literal(Object value) {
        if (value instanceof List<?> elements) {
            StringJoiner joined = new StringJoiner(", ", "{", "}");
            elements.forEach(element -> joined.add(literal(element)));
            return joined.toString();
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.isNaN() ? "Double.NaN" : number > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString().replace(".0E", "e").replace('E', 'e');
        }
        throw new IllegalArgumentException("a setting should be a number or a boolean, found \"" + value + "\"");
    }

    /** A name as it may stand in a source. */
    static String javaName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a setting cannot be called \"" + name + "\"");
        }
        return name;
    }

    /**
     * The annotation in one line.
     *
     * @return its text
     */
    public String inLine() {
        return "@" + type + "(" + String.join(", ", assignments()) + ")";
    }

    /**
     * The annotation with a line for each attribute.
     *
     * @return its text
     */
    public String inLines() {
        return "@" + type + "(\n        " + String.join(",\n        ", assignments()) + ")";
    }

    private List<String> assignments() {
        List<String> assignments = new ArrayList<>();
        attributes.forEach((name, value) -> assignments.add(name + " = " + value));
        return assignments;
    }

    /**
     * {@code renorm_momentum} becomes {@code renormMomentum}.
     *
     * @param key a name in Keras' spelling
     * @return the name in Java's spelling
     */
    public static String camelCase(String key) {
        StringBuilder name = new StringBuilder();
        for (String part : key.split("_")) {
            name.append(
                    name.isEmpty() || part.isEmpty()
                            ? part
                            : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return name.toString();
    }
}
