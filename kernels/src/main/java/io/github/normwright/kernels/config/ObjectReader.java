package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigException;
import io.github.normwright.api.config.JsonFloat;
import io.github.normwright.api.config.JsonInteger;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonNumber;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.kernels.config.AttributeType.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an initializer, a regularizer or a constraint in any of the forms that systems write or take. */
final class ObjectReader {

    /** What may stand around an object's own configuration. */
    private static final Set<String> ENVELOPE = Set.of(
            "module", "class_name", "config", "registered_name", "shared_object_id", "build_config", "compile_config");

    /** Keys that choose among axes of weights that have several; variables of a layer have one. */
    private static final Set<String> WITHOUT_MEANING = Set.of("input_axes", "output_axes");

    /** What is not in the annotation but kept for documents of the same system. */
    private static final Set<String> OF_DOCUMENTS =
            Set.of("kind", "sharedObjectId", "seedGenerator", ObjectWriter.DTYPE);

    /** This string, and it alone, has factors where its class has none. */
    private static final String WITH_FACTORS = "l1_l2";

    private final ObjectFamily family;
    private final Place place;

    ObjectReader(ObjectFamily family, Place place) {
        this.family = family;
        this.place = place;
    }

    JsonObject read(JsonValue value) {
        if (value instanceof JsonString string) {
            return named(string.value());
        }
        if (value instanceof JsonObject object) {
            return read(object);
        }
        throw place.expected("a name, or an object with class_name and config", value);
    }

    private JsonObject named(String name) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("kind", new JsonString(kind(name).constant()));
        if (name.equals(WITH_FACTORS)) {
            members.put("l1", new JsonFloat(0.01));
            members.put("l2", new JsonFloat(0.01));
        }
        return new JsonObject(members);
    }

    private ObjectKind kind(String name) {
        return family.named(name)
                .orElseThrow(() -> new ConfigException(place.path() + ": expected one of "
                        + String.join(", ", family.classNames()) + ", or a class of one's own with its registered_name,"
                        + " found " + name));
    }

    private JsonObject read(JsonObject object) {
        for (String key : object.names()) {
            if (!ENVELOPE.contains(key)) {
                throw new ConfigException(place.path() + ": expected class_name and config, found the key " + key);
            }
        }
        String name = object.text("class_name")
                .orElseThrow(() -> new ConfigException(place.path() + ": class_name is missing"));
        if (!KerasClasses.isOwn(object)) {
            return custom(object, name);
        }
        ObjectKind kind = kind(name);
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("kind", new JsonString(kind.constant()));
        JsonValue config = object.get("config").orElse(JsonObject.EMPTY);
        if (!(config instanceof JsonObject arguments)) {
            throw place.at("config").expected("an object", config);
        }
        arguments.members().forEach((key, value) -> readArgument(kind, key, value, members));
        if (ObjectWriter.hasTypes(place.dialect())) {
            members.put(ObjectWriter.DTYPE, arguments.get("dtype").orElse(JsonNull.NULL));
        }
        object.get("shared_object_id").ifPresent(id -> {
            if (!(id instanceof JsonInteger)) {
                throw place.at("shared_object_id").expected("a whole number", id);
            }
            members.put("sharedObjectId", id);
        });
        return new JsonObject(members);
    }

    private static JsonObject custom(JsonObject object, String name) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        boolean isFunction = name.equals("function");
        String known = isFunction ? object.text("config").orElse(name) : name;
        members.put("kind", new JsonString(ObjectFamily.CUSTOM));
        members.put("custom", new JsonString(ObjectType.simpleName(known)));
        members.put("document", object);
        return new JsonObject(members);
    }

    private void readArgument(ObjectKind kind, String key, JsonValue value, Map<String, JsonValue> members) {
        Optional<ObjectArgument> known = kind.argument(key);
        if (known.isPresent()) {
            Place at = place.at("config").at(key);
            if (!value.isNull()) {
                members.put(known.get().attribute(), argument(known.get(), value, at, members));
            } else if (known.get().type() == ObjectArgument.Type.SEED) {
                members.put(known.get().attribute(), value);
            }
            return;
        }
        boolean isName = value.isNull() || value.text().isPresent();
        boolean isDType = key.equals("dtype") && isName && family == ObjectFamilies.INITIALIZERS;
        boolean isWithoutMeaning = WITHOUT_MEANING.contains(key) && value.isNull();
        if (!isDType && !isWithoutMeaning) {
            List<String> keys =
                    kind.arguments().stream().map(ObjectArgument::key).toList();
            throw new ConfigException(place.path() + ".config: " + kind.className()
                    + (keys.isEmpty() ? " has no arguments" : " has " + String.join(", ", keys)) + ", found " + key
                    + " with " + value.kind());
        }
    }

    /** Checks an object that has the terms of the annotation. */
    void checkOwn(JsonObject object, String constant) {
        ObjectKind kind = family.kinds().stream()
                .filter(each -> each.constant().equals(constant))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        place.path() + ".kind: expected a kind of @" + family.annotation() + ", found " + constant));
        object.members().forEach((name, value) -> {
            Optional<ObjectArgument> argument = kind.arguments().stream()
                    .filter(each -> each.attribute().equals(name))
                    .findFirst();
            boolean isNone = value.isNull()
                    && argument.filter(each -> each.type() == ObjectArgument.Type.SEED)
                            .isPresent();
            if (argument.isPresent() && !isNone) {
                argument(argument.get(), value, place.at(name), new LinkedHashMap<>());
            } else if (argument.isEmpty() && !OF_DOCUMENTS.contains(name)) {
                throw new ConfigException(place.path() + ": " + constant + " has no " + name);
            }
        });
    }

    private static JsonValue argument(
            ObjectArgument argument, JsonValue value, Place at, Map<String, JsonValue> members) {
        return switch (argument.type()) {
            case NUMBER -> {
                if (value instanceof JsonNumber) {
                    yield value;
                }
                throw at.expected("a number", value);
            }
            case SEED -> seed(value, at, members);
            case AXIS -> AxisType.AXIS.read(value, at);
            case CHOICE -> choice(argument, value, at);
        };
    }

    private static JsonValue choice(ObjectArgument argument, JsonValue value, Place at) {
        String name =
                value.text().orElseThrow(() -> at.expected("a name", value)).toUpperCase(Locale.ROOT);
        if (argument.constant(name).isEmpty()) {
            throw new ConfigException(
                    at.path() + ": expected the name of a " + argument.choice() + ", found " + Json.write(value));
        }
        return new JsonString(name);
    }

    /** Keras 3 also takes a generator, which has a seed of its own. */
    private static JsonValue seed(JsonValue value, Place at, Map<String, JsonValue> members) {
        if (value instanceof JsonObject generator) {
            members.put("seedGenerator", generator);
            return generator
                    .object("config")
                    .flatMap(config -> config.get("seed"))
                    .filter(JsonInteger.class::isInstance)
                    .orElseThrow(() -> at.expected("a generator with a seed", value));
        }
        if (value instanceof JsonInteger) {
            return value;
        }
        throw at.expected("a whole number or null", value);
    }
}
