package io.github.normwright.kernels.config;

import io.github.normwright.api.config.ConfigFormat;
import io.github.normwright.api.config.JsonNull;
import io.github.normwright.api.config.JsonNumber;
import io.github.normwright.api.config.JsonObject;
import io.github.normwright.api.config.JsonString;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An initializer, a regularizer or a constraint (SEMANTICS 8).
 *
 * @param family which of them
 * @param usual the kind that the annotation has where it is left out; {@code NONE} for none
 */
record ObjectType(ObjectFamily family, String usual) implements AttributeType {

    static final String NONE = "NONE";

    /** What an annotation that is left out comes to. */
    private static final String DEFAULT = "DEFAULT";

    @Override
    public JsonValue read(JsonValue value, Place place) {
        if (value.isNull() && usual.equals(NONE)) {
            return ofKind(NONE);
        }
        return new ObjectReader(family, place).read(value);
    }

    @Override
    public JsonValue readOwn(JsonValue value, Place place) {
        if (!(value instanceof JsonObject object)) {
            throw place.expected("an object with kind", value);
        }
        String constant = kind(object);
        if (constant.equals(ObjectFamily.CUSTOM)) {
            object.text("custom").orElseThrow(() -> place.at("custom").expected("a class", JsonNull.NULL));
        } else if (!constant.equals(NONE) || !usual.equals(NONE)) {
            new ObjectReader(family, place).checkOwn(object, constant);
        }
        return value;
    }

    @Override
    public JsonValue write(JsonValue value, LayerConfig config, ConfigFormat format) {
        return new ObjectWriter(family, format).write((JsonObject) value, kind(value));
    }

    static JsonObject ofKind(String constant) {
        return new JsonObject(Map.of("kind", new JsonString(constant)));
    }

    /** The kind, in the place of a default the kind that it stands for. */
    private String kind(JsonValue value) {
        String kind = ((JsonObject) value).text("kind").orElse(DEFAULT);
        return kind.equals(DEFAULT) ? usual : kind;
    }

    @Override
    public boolean isSame(JsonValue one, JsonValue other, Comparison comparison) {
        return normal((JsonObject) one, comparison).equals(normal((JsonObject) other, comparison));
    }

    private Map<String, Object> normal(JsonObject value, Comparison comparison) {
        String constant = kind(value);
        if (constant.equals(NONE)) {
            return Map.of();
        }
        if (constant.equals(ObjectFamily.CUSTOM)) {
            return Map.of(ObjectFamily.CUSTOM, simpleName(value.text("custom").orElse("")));
        }
        ObjectKind kind = family.kind(constant);
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (ObjectArgument argument : kind.arguments()) {
            JsonValue written = value.get(argument.attribute()).orElse(argument.inKeras3());
            arguments.put(argument.attribute(), plain(argument, written));
        }
        Map<String, Object> normal = family.normal(constant, arguments);
        // Systems keep factors as floats, whatever the layer's type.
        Comparison used = family == ObjectFamilies.REGULARIZERS ? new Comparison(true, 0, 0) : comparison;
        normal.replaceAll((name, each) -> each instanceof Double number ? used.number(number) : each);
        return normal;
    }

    private static Object plain(ObjectArgument argument, JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.asDouble();
        }
        return value.text()
                .map(text -> text.toUpperCase(Locale.ROOT))
                .map(text -> argument.constant(text).orElse(text))
                .orElse("");
    }

    /** A class's name without its package or module. */
    static String simpleName(String name) {
        return name.replaceFirst("^.*[.>$]", "");
    }

    @Override
    public Optional<String> java(JsonValue value) {
        JsonObject object = (JsonObject) value;
        String constant = kind(value);
        if (constant.equals(usual)) {
            return Optional.empty();
        }
        String annotation = family.annotation();
        List<String> parts = new ArrayList<>();
        parts.add("kind = " + annotation + "Kind." + constant);
        if (constant.equals(ObjectFamily.CUSTOM)) {
            parts.add("custom = " + object.text("custom").orElseThrow() + ".class");
        } else {
            family.kind(constant)
                    .arguments()
                    .forEach(argument -> object.get(argument.attribute())
                            .flatMap(written -> java(argument, written))
                            .ifPresent(parts::add));
        }
        return Optional.of("@" + annotation + "(" + String.join(", ", parts) + ")");
    }

    private static boolean isUsual(ObjectArgument argument, JsonValue value) {
        return plain(argument, value).equals(plain(argument, argument.inKeras3()));
    }

    private Optional<String> java(ObjectArgument argument, JsonValue value) {
        if (value.isNull() || isUsual(argument, value)) {
            return Optional.empty();
        }
        String text = value instanceof JsonNumber number
                ? JavaText.number(number)
                : argument.choice() + "."
                        + argument.constant(value.text().orElseThrow()).orElseThrow();
        return Optional.of(argument.attribute() + " = " + text);
    }
}
