package io.github.normwright.api.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Values by name, in an order: a {@code dict} in Python. Two of them are equal if they have the same members, in whichever
 * order.
 *
 * @param members the values, in order
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {

    /** No members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
        Map<String, JsonValue> copy = new LinkedHashMap<>();
        members.forEach((name, value) ->
                copy.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
        members = Collections.unmodifiableMap(copy);
    }

    /**
     * The value of a name.
     *
     * @param name the name
     * @return the value; empty if there is no such member
     */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /**
     * The object of a name.
     *
     * @param name the name
     * @return the object; empty if there is no such member, or if it is no object
     */
    public Optional<JsonObject> object(String name) {
        return members.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /**
     * The elements of the list of a name.
     *
     * @param name the name
     * @return the elements; none if there is no such member, or if it is no list
     */
    public List<JsonValue> elements(String name) {
        return members.get(name) instanceof JsonArray array ? array.elements() : List.of();
    }

    /**
     * The text of a name.
     *
     * @param name the name
     * @return the text; empty if there is no such member, or if it is no string
     */
    public Optional<String> text(String name) {
        return get(name).flatMap(JsonValue::text);
    }

    /**
     * Whether there is a value of a name.
     *
     * @param name the name
     * @return true also for a value that is null
     */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /**
     * The names of all members.
     *
     * @return the names, in order
     */
    public Set<String> names() {
        return members.keySet();
    }

    @Override
    public String kind() {
        return "an object";
    }
}
