package io.github.normwright.kernels.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes what an annotation has written, attribute by attribute. An attribute of an annotation that is itself a value has the
 * names of both, with a dot between them. For generated code; not thread-safe.
 */
public final class SpecificationBuilder {

    private final String annotation;
    private final String type;
    private final String name;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private List<Integer> shape = List.of();
    private List<DType> dtypes = List.of();

    SpecificationBuilder(String annotation, String type, String name) {
        this.annotation = annotation;
        this.type = type;
        this.name = name;
    }

    /**
     * The shape of the input.
     *
     * @param sizes the sizes, {@link io.github.normwright.api.Shape#DYNAMIC} for those known at run time
     * @return this
     */
    public SpecificationBuilder shape(int... sizes) {
        shape = Arrays.stream(sizes).boxed().toList();
        return this;
    }

    /**
     * The dtypes that layers are generated for.
     *
     * @param types the dtypes, in the order of the annotation
     * @return this
     */
    public SpecificationBuilder dtypes(DType... types) {
        dtypes = List.of(types);
        return this;
    }

    /**
     * An attribute.
     *
     * @param path its name
     * @param value true or false
     * @return this
     */
    public SpecificationBuilder with(String path, boolean value) {
        return put(path, new JsonBoolean(value));
    }

    /**
     * An attribute.
     *
     * @param path its name
     * @param value a whole number
     * @return this
     */
    public SpecificationBuilder with(String path, long value) {
        return put(path, new JsonInteger(value));
    }

    /**
     * An attribute.
     *
     * @param path its name
     * @param value any number
     * @return this
     */
    public SpecificationBuilder with(String path, double value) {
        return put(path, new JsonFloat(value));
    }

    /**
     * An attribute.
     *
     * @param path its name
     * @param value a text, the name of an enum constant or of a class
     * @return this
     */
    public SpecificationBuilder with(String path, String value) {
        return put(path, new JsonString(value));
    }

    /**
     * An attribute.
     *
     * @param path its name
     * @param values whole numbers
     * @return this
     */
    public SpecificationBuilder with(String path, int... values) {
        return put(path, JsonArray.ofIntegers(Arrays.stream(values).boxed().toList()));
    }

    private SpecificationBuilder put(String path, JsonValue value) {
        put(attributes, path, value);
        return this;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> members, String path, JsonValue value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            members.put(path, value);
        } else {
            Object inner = members.computeIfAbsent(path.substring(0, dot), each -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) inner, path.substring(dot + 1), value);
        }
    }

    /**
     * Ends the specification.
     *
     * @return the specification
     */
    public LayerSpecification build() {
        return new LayerSpecification(this);
    }

    String annotation() {
        return annotation;
    }

    String type() {
        return type;
    }

    String name() {
        return name;
    }

    List<Integer> shape() {
        return shape;
    }

    List<DType> dtypes() {
        return dtypes;
    }

    JsonObject attributes() {
        return object(attributes);
    }

    private static JsonObject object(Map<String, Object> members) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        members.forEach((name, value) -> values.put(name, value(value)));
        return new JsonObject(values);
    }

    @SuppressWarnings("unchecked")
    private static JsonValue value(Object value) {
        return value instanceof Map<?, ?> inner ? object((Map<String, Object>) inner) : (JsonValue) value;
    }
}
