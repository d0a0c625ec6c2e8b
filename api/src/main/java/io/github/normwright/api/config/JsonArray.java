package io.github.normwright.api.config;

import java.util.List;

/**
 * A list of values: a list or a tuple in Python.
 *
 * @param elements the values
 */
public record JsonArray(List<JsonValue> elements) implements JsonValue {

    public JsonArray {
        elements = List.copyOf(elements);
    }

    /**
     * A list of whole numbers.
     *
     * @param numbers the numbers
     * @return the list
     */
    public static JsonArray ofIntegers(List<Integer> numbers) {
        return new JsonArray(numbers.stream()
                .<JsonValue>map(number -> new JsonInteger(number))
                .toList());
    }

    @Override
    public String kind() {
        return "a list";
    }
}
