package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.List;

/** Reads and writes the documents of layers, generated or not: for tools that meet layers they do not know. */
public final class LayerDocuments {

    private LayerDocuments() {}

    /**
     * Reads the document of a layer.
     *
     * @param document the document
     * @param dialect whose document it is; {@link ConfigFormats} tells it
     * @return what the layer is
     * @throws ConfigException if it describes no layer, or none of a known kind
     */
    public static LayerConfig read(JsonValue document, ConfigDialect dialect) {
        return read(document, dialect, schema(document));
    }

    static LayerConfig read(JsonValue document, ConfigDialect dialect, LayerSchema schema) {
        LayerConfig config = dialect == ConfigDialect.NORMWRIGHT
                ? OwnDocuments.read(document, schema)
                : new DocumentReader(schema, dialect).read(document);
        config.shape().ifPresent(shape -> checkAxes(config.axis(), shape));
        return config;
    }

    /** What is counted from the end and from the front must be the same axis. */
    private static void checkAxes(List<Integer> axes, List<Integer> shape) {
        for (int axis : axes) {
            if (axis < -shape.size() || axis >= shape.size()) {
                throw new ConfigException(
                        "axis " + axis + " is out of range: the layer was built for input of rank " + shape.size());
            }
        }
    }

    /** A configuration without an envelope does not say what it is of; most are of batch normalizations. */
    private static LayerSchema schema(JsonValue document) {
        if (!(document instanceof JsonObject object)) {
            throw new ConfigException("expected an object, found " + document.kind());
        }
        if (object.has(OwnDocuments.VERSION)) {
            return LayerSchemas.ofAnnotation(object.text("layer").orElse(""));
        }
        return object.text("class_name")
                .map(className -> LayerSchemas.ofClass(className)
                        .orElseThrow(() ->
                                new ConfigException("class_name: expected a normalization layer, found " + className)))
                .orElse(LayerSchemas.USUAL);
    }

    /**
     * Whether a document is of a layer of a known kind.
     *
     * @param document any document
     * @return true if its class is a known one of Keras, even if the rest makes no sense
     */
    public static boolean isLayer(JsonValue document) {
        return document instanceof JsonObject object
                && object.text("class_name").flatMap(LayerSchemas::ofClass).isPresent()
                && KerasClasses.isOwn(object)
                && object.object("config").isPresent();
    }

    /**
     * Writes the document of a layer.
     *
     * @param config what the layer is
     * @param format how to write it
     * @return the document
     * @throws ConfigException if the format cannot describe the layer
     */
    public static JsonObject write(LayerConfig config, ConfigFormat format) {
        return format.dialect() == ConfigDialect.NORMWRIGHT
                ? OwnDocuments.write(config)
                : new DocumentWriter(LayerSchemas.ofAnnotation(config.layer()), format).write(config);
    }
}
