package io.github.normwright.kernels.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.ParameterType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.DTypePolicy;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import io.github.normwright.kernels.config.AttributeType.Place;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Documents of our own: all attributes of the annotation, in its terms, with dtype and shape. Defaults that documents leave
 * out belong to their version; they never change.
 */
final class OwnDocuments {

    /** The key that makes a document one of these, with its version. */
    static final String VERSION = "normwright";

    private static final long NEWEST = 1;

    private static final Set<String> KEYS =
            Set.of(VERSION, "layer", "name", "dtype", "parameter_type", "policy", "shape", "attributes");

    private OwnDocuments() {}

    static JsonObject write(LayerConfig config) {
        if (config.attribute("profile").isEmpty()) {
            throw new ConfigException("documents of Normwright have a profile, which those of other systems do not say;"
                    + " a specification completes it");
        }
        Map<String, JsonValue> document = new LinkedHashMap<>();
        document.put(VERSION, new JsonInteger(NEWEST));
        document.put("layer", new JsonString(config.layer()));
        document.put("name", config.name().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL));
        config.policy().ifPresent(policy -> {
            document.put("dtype", lowerCase(policy.dtype()));
            document.put("parameter_type", lowerCase(policy.parameterType()));
            document.put("policy", new JsonString(policy.name()));
        });
        document.put(
                "shape", config.shape().<JsonValue>map(DocumentWriter::sizes).orElse(JsonNull.NULL));
        document.put("attributes", config.attributes());
        return new JsonObject(document);
    }

    private static JsonValue lowerCase(Enum<?> constant) {
        return new JsonString(constant.name().toLowerCase(Locale.ROOT));
    }

    static LayerConfig read(JsonValue value, LayerSchema schema) {
        if (!(value instanceof JsonObject document)) {
            throw new ConfigException("expected an object, found " + value.kind());
        }
        checkVersion(document);
        String layer = text(document, "layer");
        if (!layer.equals(schema.annotation())) {
            throw new ConfigException("layer: expected " + schema.annotation() + ", found " + layer);
        }
        Optional<String> name =
                document.get("name").filter(each -> !each.isNull()).map(each -> text(document, "name"));
        Optional<List<Integer>> shape = document.get("shape")
                .filter(each -> !each.isNull())
                .map(each -> DocumentReader.shape(each, new Place("shape", ConfigDialect.NORMWRIGHT)));
        JsonObject attributes =
                document.object("attributes").orElseThrow(() -> new ConfigException("attributes: expected an object"));
        return new LayerConfig(
                schema.annotation(), name, policy(document), shape, checked(attributes, schema), JsonObject.EMPTY);
    }

    /** Checks what documents of other systems say too, and adds what is left out. */
    private static JsonObject checked(JsonObject attributes, LayerSchema schema) {
        Map<String, JsonValue> all = new LinkedHashMap<>(attributes.members());
        all.forEach((name, value) ->
                schema.attribute(name).ifPresent(attribute -> attribute.type().readOwn(value, place(name))));
        Profile profile = all.containsKey("profile") ? profile(attributes) : schema.usualProfile();
        all.put("profile", new JsonString(profile.name()));
        schema.complete(all, profile);
        return new JsonObject(all);
    }

    private static Place place(String attribute) {
        return new Place("attributes." + attribute, ConfigDialect.NORMWRIGHT);
    }

    private static Profile profile(JsonObject attributes) {
        String name = attributes.text("profile").orElse("");
        return Arrays.stream(Profile.values())
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> place("profile")
                        .expected(
                                "the name of a Profile",
                                attributes.get("profile").get()));
    }

    private static void checkVersion(JsonObject document) {
        JsonValue version = document.get(VERSION).orElse(JsonNull.NULL);
        if (!version.equals(new JsonInteger(NEWEST))) {
            throw new ConfigException(VERSION + ": expected version " + NEWEST + " of the document, found "
                    + (version.isNull() ? "none" : Json.write(version)));
        }
        for (String key : document.names()) {
            if (!KEYS.contains(key)) {
                throw new ConfigException("expected the keys of version " + NEWEST + ", found " + key);
            }
        }
    }

    private static Optional<DTypePolicy> policy(JsonObject document) {
        return document.has("dtype")
                ? Optional.of(new DTypePolicy(
                        text(document, "policy"),
                        constant(document, "dtype", DType.values()),
                        constant(document, "parameter_type", ParameterType.values())))
                : Optional.empty();
    }

    private static <E extends Enum<E>> E constant(JsonObject document, String key, E[] constants) {
        String name = text(document, key);
        for (E constant : constants) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
                return constant;
            }
        }
        throw new ConfigException(key + ": expected the name of a type, found " + name);
    }

    private static String text(JsonObject document, String key) {
        return document.text(key).orElseThrow(() -> new ConfigException(key + ": expected a string"));
    }
}
