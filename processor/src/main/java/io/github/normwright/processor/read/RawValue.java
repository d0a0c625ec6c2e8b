package io.github.normwright.processor.read;

import java.util.List;

/**
 * A value of an annotation.
 *
 * @param value a boolean, a number, a string, the name of an enum constant, a {@link RawType}, the name of an annotation
 *     with an at sign before it, or a list of {@code RawValue}s
 * @param isExplicit whether the user wrote it, rather than leaving it to the default
 * @param anchor where it stands; the annotation itself if the value is a default
 */
public record RawValue(Object value, boolean isExplicit, Anchor anchor) {

    /** The elements of a list. */
    public List<RawValue> elements() {
        return ((List<?>) value).stream().map(RawValue.class::cast).toList();
    }

    /** An integer. */
    public int integer() {
        return (Integer) value;
    }

    /** A string, or the name of an enum constant. */
    public String text() {
        return (String) value;
    }

    /** As the user would write it. */
    @Override
    public String toString() {
        if (!(value instanceof List<?> list)) {
            return value.toString();
        }
        String elements = list.toString();
        return "{" + elements.substring(1, elements.length() - 1) + "}";
    }
}
