package io.github.normwright.api.config;

import io.github.normwright.api.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a layer is, as data: the attributes of its annotation. Immutable.
 *
 * <p>Attributes have the names of the annotation. Enum constants are their names, annotations are objects, classes are their
 * names. Numbers keep the form they had in a document, whole or not. An attribute that is absent is not known.
 *
 * @param layer the simple name of the annotation, such as {@code BatchNormalization}
 * @param name the layer's own name; empty if the document has none
 * @param policy its types; empty if the document says nothing of them
 * @param shape the shape of its input, {@link Shape#DYNAMIC} for sizes that are not known; empty for a layer that has not
 *     been built
 * @param attributes the annotation's other attributes
 * @param extras what a document said that no attribute stands for, such as {@code inbound_nodes}; it is written again in
 *     documents of the same system
 */
public record LayerConfig(
        String layer,
        Optional<String> name,
        Optional<DTypePolicy> policy,
        Optional<List<Integer>> shape,
        JsonObject attributes,
        JsonObject extras) {

    public LayerConfig {
        shape = shape.map(List::copyOf);
    }

    /**
     * An attribute.
     *
     * @param path its name; for one of an annotation that is a value, the names of both with a dot between them, such as
     *     {@code gammaInitializer.kind}
     * @return the value; empty if it is not known
     */
    public Optional<JsonValue> attribute(String path) {
        int dot = path.indexOf('.');
        return dot < 0
                ? attributes.get(path)
                : attributes.object(path.substring(0, dot)).flatMap(value -> value.get(path.substring(dot + 1)));
    }

    /**
     * Whether an attribute is known to be true.
     *
     * @param path its name, as for {@link #attribute}
     * @return false if it is unknown
     */
    public boolean flag(String path) {
        return attribute(path).equals(Optional.of(new JsonBoolean(true)));
    }

    /**
     * A number.
     *
     * @param path its name, as for {@link #attribute}
     * @return the number; empty if it is not known
     */
    public Optional<Double> number(String path) {
        return attribute(path).filter(JsonNumber.class::isInstance).map(value -> ((JsonNumber) value).asDouble());
    }

    /**
     * The axes that keep their own statistics.
     *
     * @return the axes as the user had named them, negative ones counted from the end
     */
    public List<Integer> axis() {
        List<Integer> axes = new ArrayList<>();
        attribute("axis").ifPresent(value -> {
            List<JsonValue> list = value instanceof JsonArray array ? array.elements() : List.of(value);
            list.forEach(axis -> axes.add(Math.toIntExact(((JsonInteger) axis).value())));
        });
        return List.copyOf(axes);
    }

    /**
     * This configuration with an attribute changed or added.
     *
     * @param attribute its name, without dots
     * @param value its value
     * @return the new configuration
     */
    public LayerConfig with(String attribute, JsonValue value) {
        Map<String, JsonValue> more = new LinkedHashMap<>(attributes.members());
        more.put(attribute, value);
        return new LayerConfig(layer, name, policy, shape, new JsonObject(more), extras);
    }

    /**
     * This configuration under another name.
     *
     * @param newName the layer's name
     * @return the new configuration
     */
    public LayerConfig named(String newName) {
        return new LayerConfig(layer, Optional.of(newName), policy, shape, attributes, extras);
    }

    /**
     * This configuration of a layer that has been built for input of a shape.
     *
     * @param newShape the shape, {@link Shape#DYNAMIC} for sizes that are not known
     * @return the new configuration
     */
    public LayerConfig built(List<Integer> newShape) {
        return new LayerConfig(layer, name, policy, Optional.of(newShape), attributes, extras);
    }

    /**
     * This configuration of a layer that has not been built.
     *
     * @return the new configuration
     */
    public LayerConfig unbuilt() {
        return new LayerConfig(layer, name, policy, Optional.empty(), attributes, extras);
    }
}
