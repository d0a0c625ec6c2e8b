package io.github.normwright.kernels.config;

import io.github.normwright.api.Shape;
import io.github.normwright.api.config.ConfigEnvelope;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.DTypePolicy;
import io.github.normwright.api.config.JsonArray;
import io.github.normwright.api.config.JsonBoolean;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the documents of a system. */
final class DocumentWriter {

    /** Where the extras of a configuration keep the id of a policy that several layers share. */
    static final String SHARED_DTYPE = "dtype.shared_object_id";

    /** Extras that are not members of the envelope. */
    private static final Set<String> ELSEWHERE =
            Set.of("module", "class_name", LayerSchema.BATCH_INPUT_SHAPE, LayerSchema.TRAINABLE, SHARED_DTYPE);

    private final LayerSchema schema;
    private final ConfigFormat format;

    DocumentWriter(LayerSchema schema, ConfigFormat format) {
        this.schema = schema;
        this.format = format;
    }

    JsonObject write(LayerConfig given) {
        schema.check(format.dialect());
        schema.obstacle(given, format).ifPresent(obstacle -> {
            throw new ConfigException("documents of " + format + " have no " + obstacle);
        });
        LayerConfig config = schema.inTermsOf(schema.profile(given.attributes()), given);
        JsonObject inner = config(config);
        if (format.envelope() == ConfigEnvelope.NONE) {
            return inner;
        }
        boolean isRegistered = format.envelope() == ConfigEnvelope.REGISTERED;
        Map<String, JsonValue> document = new LinkedHashMap<>();
        if (isRegistered) {
            document.put("module", config.extras().get("module").orElse(new JsonString(schema.module())));
        }
        document.put(
                "class_name",
                config.extras()
                        .get("class_name")
                        .orElse(new JsonString(schema.classNames().get(0))));
        document.put("config", inner);
        if (isRegistered) {
            document.put("registered_name", JsonNull.NULL);
            config.shape()
                    .ifPresent(
                            shape -> document.put("build_config", new JsonObject(Map.of("input_shape", sizes(shape)))));
        }
        config.extras().members().forEach((key, value) -> {
            if (!ELSEWHERE.contains(key)) {
                document.put(key, value);
            }
        });
        return new JsonObject(document);
    }

    private JsonObject config(LayerConfig config) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String key : schema.keys(config, format)) {
            switch (key) {
                case LayerSchema.NAME ->
                    members.put(
                            key, config.name().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL));
                case LayerSchema.DTYPE -> members.put(key, dtype(config));
                case LayerSchema.BATCH_INPUT_SHAPE ->
                    members.put(key, config.extras().get(key).orElse(JsonNull.NULL));
                default ->
                    members.put(
                            key,
                            schema.ofKey(key)
                                    .map(attribute -> value(attribute, config))
                                    .orElseGet(() -> trainable(config)));
            }
        }
        return new JsonObject(members);
    }

    /** The one key that stands for no attribute of most annotations. */
    private static JsonValue trainable(LayerConfig config) {
        return config.extras().get(LayerSchema.TRAINABLE).orElse(new JsonBoolean(true));
    }

    private JsonValue value(ConfigAttribute attribute, LayerConfig config) {
        JsonValue value = config.attribute(attribute.name()).orElse(attribute.usual());
        return attribute.type().write(value, config, format);
    }

    private JsonValue dtype(LayerConfig config) {
        DTypePolicy policy = config.policy()
                .orElseThrow(() -> new ConfigException(
                        "documents of " + format + " name a dtype, which this configuration does not know"));
        Optional<JsonValue> id = config.extras().get(SHARED_DTYPE);
        return Policies.write(policy, format, id);
    }

    static JsonArray sizes(List<Integer> shape) {
        return new JsonArray(shape.stream()
                .<JsonValue>map(size -> size == Shape.DYNAMIC ? JsonNull.NULL : new JsonInteger(size))
                .toList());
    }
}
