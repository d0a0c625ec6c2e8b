package io.github.normwright.processor.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The values of a variant's own attributes, by name. An attribute that the user left out is absent unless the annotation
 * gives it a default that means something.
 *
 * <p>The attributes of an annotation that is itself a value carry the name of that attribute and a dot before their own,
 * such as {@code renormClipping.rmax}. They are present only where the user has written them.
 *
 * @param values booleans, doubles, integers, longs, strings, enum constants as their names, {@link TypeValue}s, and lists of
 *     these
 */
public record Settings(Map<String, Object> values) {

    public Settings {
        values = new LinkedHashMap<>(values);
    }

    /** Whether an attribute is present. */
    public boolean has(String attribute) {
        return values.containsKey(attribute);
    }

    /** A boolean attribute. */
    public boolean flag(String attribute) {
        return get(attribute, Boolean.class).orElseThrow(() -> missing(attribute));
    }

    /** A floating-point attribute, if present. */
    public Optional<Double> number(String attribute) {
        return get(attribute, Double.class);
    }

    /** An integer attribute. */
    public int integer(String attribute) {
        return get(attribute, Integer.class).orElseThrow(() -> missing(attribute));
    }

    /** An integer attribute, or another number where it is absent. */
    public int integer(String attribute, int otherwise) {
        return get(attribute, Integer.class).orElse(otherwise);
    }

    /** An integer of 64 bits, or another number where it is absent. */
    public long wideInteger(String attribute, long otherwise) {
        return get(attribute, Long.class).orElse(otherwise);
    }

    /** A string. */
    public String text(String attribute) {
        return get(attribute, String.class).orElseThrow(() -> missing(attribute));
    }

    /** A class, if present. */
    public Optional<TypeValue> type(String attribute) {
        return get(attribute, TypeValue.class);
    }

    /** An enum attribute, or another constant where it is absent. */
    public <E extends Enum<E>> E choice(String attribute, Class<E> type, E otherwise) {
        return get(attribute, String.class)
                .map(name -> Enum.valueOf(type, name))
                .orElse(otherwise);
    }

    /** A list of integers. */
    public List<Integer> integers(String attribute) {
        List<?> list = get(attribute, List.class).orElseThrow(() -> missing(attribute));
        return list.stream().map(Integer.class::cast).toList();
    }

    /** An enum attribute. */
    public <E extends Enum<E>> E choice(String attribute, Class<E> type) {
        String name = get(attribute, String.class).orElseThrow(() -> missing(attribute));
        return Enum.valueOf(type, name);
    }

    private <T> Optional<T> get(String attribute, Class<T> type) {
        Object value = values.get(attribute);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("the attribute %s is %s, which is no %s but a %s"
                    .formatted(
                            attribute,
                            value,
                            type.getSimpleName(),
                            value.getClass().getSimpleName()));
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private NoSuchElementException missing(String attribute) {
        return new NoSuchElementException(
                "no value for the attribute %s among %s".formatted(attribute, values.keySet()));
    }
}
