package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import io.github.normwright.kernels.config.AttributeType.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The normalization layers in the configuration of a model. Whatever has a class name and a configuration may hold layers:
 * models, and layers that wrap others.
 */
final class ModelLayers {

    /** A layer and its place. */
    record ModelLayer(String path, JsonObject document, LayerConfig config) {}

    private final List<ModelLayer> layers = new ArrayList<>();

    private ModelLayers() {}

    static List<ModelLayer> in(JsonValue model) {
        ModelLayers layers = new ModelLayers();
        layers.visit(model, "");
        return layers.layers;
    }

    private void visit(JsonValue value, String path) {
        if (value instanceof JsonArray array) {
            array.elements().forEach(element -> visit(element, path));
        } else if (value instanceof JsonObject object) {
            visitObject(object, path);
        }
    }

    private void visitObject(JsonObject object, String path) {
        boolean isNamed = object.has("class_name") && object.object("config").isPresent();
        String inner = isNamed ? path(object, path) : path;
        if (LayerDocuments.isLayer(object)) {
            layers.add(layer(object, inner));
        } else {
            object.members().values().forEach(member -> visit(member, inner));
        }
    }

    private static String path(JsonObject object, String path) {
        Optional<String> name = object.object("config").flatMap(config -> config.text(LayerSchema.NAME));
        return name.map(own -> path.isEmpty() ? own : path + "/" + own).orElse(path);
    }

    private static ModelLayer layer(JsonObject document, String path) {
        try {
            ConfigFormat format = ConfigFormats.of(document);
            LayerConfig config = LayerDocuments.read(document, format.dialect());
            return new ModelLayer(path, document, withShape(config, format.dialect()));
        } catch (ConfigException wrong) {
            throw new ConfigException(path + ": " + wrong.getMessage());
        }
    }

    /** A layer that does not say what it was built with may say what it is given. */
    private static LayerConfig withShape(LayerConfig config, ConfigDialect dialect) {
        if (config.shape().isPresent()) {
            return config;
        }
        Optional<JsonValue> given = config.extras().get(LayerSchema.BATCH_INPUT_SHAPE);
        Optional<JsonValue> shape =
                given.isPresent() ? given : tensor(config.extras().elements("inbound_nodes"));
        return shape.map(sizes -> config.built(DocumentReader.shape(sizes, new Place("inbound_nodes", dialect))))
                .orElse(config);
    }

    /** The shape of the first tensor among the nodes that a functional model connects a layer by. */
    private static Optional<JsonValue> tensor(List<JsonValue> nodes) {
        return nodes.stream()
                .filter(JsonObject.class::isInstance)
                .flatMap(node -> ((JsonObject) node).elements("args").stream())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(tensor -> tensor.text("class_name").equals(Optional.of("__keras_tensor__")))
                .flatMap(tensor -> tensor.object("config").flatMap(config -> config.get("shape")).stream())
                .findFirst();
    }
}
