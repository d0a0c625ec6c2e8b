package io.github.normwright.kernels.config;

import io.github.normwright.api.Shape;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.DTypePolicy;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import io.github.normwright.kernels.config.AttributeType.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the documents of a system, and repairs what the system had spoilt. */
final class DocumentReader {

    /** Members of the envelope that have a place of their own. */
    private static final Set<String> ENVELOPE = Set.of("module", "class_name", "config", "registered_name");

    private static final String BUILD_CONFIG = "build_config";

    /** Arguments of a call, and others that a configuration may have only as nothing. */
    private static final Set<String> OF_CALLS = Set.of("training", "reuse", "inputs");

    private static final Set<String> ONLY_NULL = Set.of("adjustment", "activity_regularizer", "quantization_config");

    private static final int HIGHEST_RANK = 64;

    private final LayerSchema schema;
    private final ConfigDialect dialect;

    DocumentReader(LayerSchema schema, ConfigDialect dialect) {
        this.schema = schema;
        this.dialect = dialect;
    }

    /** Reads a document with an envelope or without. */
    LayerConfig read(JsonValue document) {
        schema.check(dialect);
        if (!(document instanceof JsonObject object)) {
            throw new ConfigException("expected an object, found " + document.kind());
        }
        if (!object.has("class_name")) {
            return config(object, Optional.empty(), new LinkedHashMap<>());
        }
        String className =
                object.text("class_name").orElseThrow(() -> new ConfigException("class_name: expected a string"));
        if (!schema.classNames().contains(className)) {
            throw new ConfigException(
                    "class_name: expected " + schema.classNames().get(0) + ", found " + className);
        }
        if (!KerasClasses.isOwn(object)) {
            throw new ConfigException("expected a class of Keras, found " + className + " of "
                    + Json.write(object.get("module").orElse(JsonNull.NULL)) + ", registered as "
                    + Json.write(object.get("registered_name").orElse(JsonNull.NULL)));
        }
        JsonObject config = object.object("config")
                .orElseThrow(() -> new ConfigException("config: expected an object, found "
                        + object.get("config").map(JsonValue::kind).orElse("nothing")));
        Map<String, JsonValue> extras = new LinkedHashMap<>();
        if (!className.equals(schema.classNames().get(0))) {
            extras.put("class_name", new JsonString(className));
        }
        object.get("module")
                .filter(module -> !module.equals(new JsonString(schema.module())))
                .ifPresent(module -> extras.put("module", module));
        Optional<List<Integer>> shape = builtShape(object);
        object.members().forEach((key, value) -> {
            if (!ENVELOPE.contains(key) && !(key.equals(BUILD_CONFIG) && shape.isPresent())) {
                extras.put(key, value);
            }
        });
        return schema.ofClass(config(config, shape, extras), className);
    }

    private Optional<List<Integer>> builtShape(JsonObject object) {
        return object.object(BUILD_CONFIG)
                .flatMap(build -> build.get("input_shape"))
                .filter(shape -> !shape.isNull())
                .map(shape -> shape(shape, new Place("build_config.input_shape", dialect)));
    }

    static List<Integer> shape(JsonValue value, Place place) {
        if (!(value instanceof JsonArray array) || array.elements().size() > HIGHEST_RANK) {
            throw place.expected("a list of at most 64 sizes", value);
        }
        List<Integer> shape = new ArrayList<>();
        for (JsonValue size : array.elements()) {
            if (size.isNull()) {
                shape.add(Shape.DYNAMIC);
            } else if (size instanceof JsonInteger integer
                    && integer.value() >= 0
                    && integer.value() <= Integer.MAX_VALUE) {
                shape.add((int) integer.value());
            } else {
                throw place.expected("sizes, or null where they are not known", size);
            }
        }
        return shape;
    }

    private LayerConfig config(JsonObject config, Optional<List<Integer>> shape, Map<String, JsonValue> extras) {
        Place place = new Place("config", dialect);
        checkKeys(config);
        Map<String, JsonValue> attributes = new LinkedHashMap<>();
        for (ConfigAttribute attribute : schema.attributes()) {
            Optional<JsonValue> value = attribute.key().flatMap(config::get);
            if (value.isPresent()) {
                Place member = place.at(attribute.key().orElseThrow());
                attributes.put(attribute.name(), attribute.type().read(value.get(), member));
            } else if (!schema.forgotten(dialect).contains(attribute.name())) {
                attributes.put(attribute.name(), attribute.usual());
            }
        }
        config.get(LayerSchema.BATCH_INPUT_SHAPE).ifPresent(batchShape -> {
            shape(batchShape, place.at(LayerSchema.BATCH_INPUT_SHAPE));
            extras.put(LayerSchema.BATCH_INPUT_SHAPE, batchShape);
        });
        // A layer that cannot be frozen by itself may be by the model around it.
        if (schema.ofKey(LayerSchema.TRAINABLE).isEmpty()) {
            config.get(LayerSchema.TRAINABLE)
                    .ifPresent(value -> extras.put(
                            LayerSchema.TRAINABLE, FlagType.FLAG.read(value, place.at(LayerSchema.TRAINABLE))));
        }
        Optional<DTypePolicy> policy = config.get(LayerSchema.DTYPE).map(value -> {
            if (value instanceof JsonObject object) {
                object.get("shared_object_id").ifPresent(id -> extras.put(DocumentWriter.SHARED_DTYPE, id));
            }
            return Policies.read(value, place.at(LayerSchema.DTYPE));
        });
        return repaired(new LayerConfig(
                schema.annotation(),
                name(config, place),
                policy,
                shape,
                new JsonObject(attributes),
                new JsonObject(extras)));
    }

    private void checkKeys(JsonObject config) {
        Set<String> known = schema.knownKeys(dialect);
        config.members().forEach((key, value) -> {
            boolean isNothing = ONLY_NULL.contains(key) && value.isNull();
            boolean isOfCall = OF_CALLS.contains(key) && dialect == ConfigDialect.TF_LAYERS;
            if (!known.contains(key) && !isNothing && !isOfCall) {
                throw new ConfigException(
                        "config: expected the keys of " + schema.classNames().get(0) + " in " + dialect + ", "
                                + String.join(", ", new TreeSet<>(known)) + "; found " + key);
            }
        });
    }

    private static Optional<String> name(JsonObject config, Place place) {
        Optional<JsonValue> name = config.get(LayerSchema.NAME).filter(value -> !value.isNull());
        return name.map(value ->
                value.text().orElseThrow(() -> place.at(LayerSchema.NAME).expected("a string or null", value)));
    }

    /** Axes that are one too high are lowered, and the shape of a layer that has not been built is what was said of it. */
    private static LayerConfig repaired(LayerConfig config) {
        boolean hasVirtualBatches = config.number("virtualBatchSize").orElse(0.0) > 0;
        JsonValue axis = config.attribute("axis").orElseThrow();
        return hasVirtualBatches && AxisType.isShifted(axis)
                ? config.with("axis", AxisType.unshifted((JsonArray) axis))
                : config;
    }
}
