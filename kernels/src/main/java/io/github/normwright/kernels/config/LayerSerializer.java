package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.GeneratedConfig;
import io.github.normwright.api.config.JsonException;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.function.Function;

/**
 * Writes and reads the documents of one specification's layers in one format. Immutable and thread-safe.
 *
 * @param <C> the generated record
 */
public final class LayerSerializer<C extends GeneratedConfig> {

    private final LayerSpecification specification;
    private final ConfigFormat format;
    private final Function<LayerConfig, C> constructor;

    /**
     * A serializer; for generated code.
     *
     * @param specification whose layers
     * @param format how documents are written
     * @param constructor makes the record, and refuses what the specification does not allow
     */
    public LayerSerializer(
            LayerSpecification specification, ConfigFormat format, Function<LayerConfig, C> constructor) {
        this.specification = specification;
        this.format = format;
        this.constructor = constructor;
    }

    /**
     * Writes a document, on one line.
     *
     * @param config what the layer is
     * @return the document as JSON
     * @throws ConfigException if the format cannot describe the layer
     */
    public String write(C config) {
        return Json.write(document(config));
    }

    /**
     * Writes a document.
     *
     * @param config what the layer is
     * @return the document
     * @throws ConfigException if the format cannot describe the layer
     */
    public JsonValue document(C config) {
        return LayerDocuments.write(config.values(), format);
    }

    /**
     * Reads a document.
     *
     * @param json the document
     * @return what the layer is
     * @throws JsonException if it is no JSON
     * @throws ConfigException if it describes no layer, or one that the specification is not, with all differences
     */
    public C read(String json) {
        return read(Json.read(json));
    }

    /**
     * Reads a document.
     *
     * @param document the document
     * @return what the layer is
     * @throws ConfigException if it describes no layer, or one that the specification is not, with all differences
     */
    public C read(JsonValue document) {
        return constructor.apply(LayerDocuments.read(document, format.dialect(), specification.schema()));
    }

    /**
     * The system whose documents these are.
     *
     * @return the dialect
     */
    public ConfigDialect dialect() {
        return format.dialect();
    }
}
