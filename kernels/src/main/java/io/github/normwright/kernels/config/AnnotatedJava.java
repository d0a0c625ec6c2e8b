package io.github.normwright.kernels.config;

import io.github.normwright.api.DType;
import io.github.normwright.api.ParameterType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.Shape;
import io.github.normwright.api.config.ConfigDialect;
import io.github.normwright.api.config.JsonNumber;
import io.github.normwright.api.config.JsonValue;
import io.github.normwright.api.config.LayerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the annotation that a layer's document asks for, as a source file. */
public final class AnnotatedJava {

    private final LayerConfig config;
    private final LayerSchema schema;
    private final Profile profile;
    private final List<String> attributes = new ArrayList<>();

    private AnnotatedJava(LayerConfig config, Profile profile) {
        this.config = config;
        this.schema = LayerSchemas.ofAnnotation(config.layer());
        this.profile = profile;
    }

    /**
     * An interface with the annotation that has the layer generated.
     *
     * @param config what a document says of the layer, as it was read
     * @param dialect whose document it was
     * @return a source file without a package; the interface is named after the layer
     */
    public static String of(LayerConfig config, ConfigDialect dialect) {
        String name = config.name().orElse("");
        return of(config, dialect, typeName(name.isEmpty() ? config.layer() : name));
    }

    /**
     * An interface with the annotation that has the layer generated. Where the document does not say the shape of the input,
     * the list of sizes is left empty, and the compiler asks for it.
     *
     * @param config what a document says of the layer, as it was read
     * @param dialect whose document it was
     * @param type the name of the interface
     * @return a source file without a package
     */
    public static String of(LayerConfig config, ConfigDialect dialect, String type) {
        Profile profile = config.attribute("profile")
                .flatMap(JsonValue::text)
                .map(Profile::valueOf)
                .orElse(dialect.profile());
        return new AnnotatedJava(config, profile).text(type);
    }

    /** A layer's name as the name of a type; what ends in Layer is no annotation. */
    private static String typeName(String name) {
        StringBuilder type = new StringBuilder();
        for (String part : name.split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty()) {
                type.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        boolean isName = type.length() > 0 && Character.isLetter(type.charAt(0));
        return (isName ? type : "Layer" + type) + "Layer";
    }

    private String text(String type) {
        addAttributes();
        String separator = ",\n        ";
        return "import static io.github.normwright.api.Shape.DYNAMIC;\n\nimport io.github.normwright.api.*;\n\n@"
                + config.layer() + "(\n        " + String.join(separator, attributes) + ")\npublic interface " + type
                + " {}\n";
    }

    private void addAttributes() {
        add("shape", config.shape().map(this::annotatedShape).orElse("{}"));
        config.name()
                .filter(name -> name.matches("[A-Za-z][A-Za-z0-9_]*"))
                .ifPresent(name -> add("name", "\"" + name + "\""));
        if (profile != schema.usualProfile()) {
            add("profile", "Profile." + profile);
        }
        addTypes();
        for (ConfigAttribute attribute : schema.attributes()) {
            config.attribute(attribute.name())
                    .filter(value -> schema.isUsed(attribute.name(), config))
                    .filter(value -> !isUsual(attribute, value))
                    .flatMap(attribute.type()::java)
                    .ifPresent(value -> add(attribute.name(), value));
        }
        config.attributes().members().forEach((name, value) -> {
            if (schema.attribute(name).isEmpty()) {
                ownValue(name, value).ifPresent(text -> add(name, text));
            }
        });
    }

    private boolean isUsual(ConfigAttribute attribute, JsonValue value) {
        JsonValue usual = schema.usual(attribute, profile);
        boolean isNumber = value instanceof JsonNumber && usual instanceof JsonNumber;
        return isNumber ? ((JsonNumber) value).asDouble() == ((JsonNumber) usual).asDouble() : value.equals(usual);
    }

    private void addTypes() {
        config.policy().ifPresent(policy -> {
            DType dtype = policy.dtype();
            if (dtype != DType.FLOAT32) {
                add("dtypes", "DType." + dtype);
            }
            boolean isNarrow = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
            ParameterType type = policy.parameterType();
            if (isNarrow && schema.hasVariables() && type != profile.usualParameterType()) {
                add("parameterType", "ParameterType." + type);
            }
        });
    }

    /** The batch is dynamic, unless the layer keeps statistics along it. */
    private String annotatedShape(List<Integer> sizes) {
        boolean keepsBatch =
                config.axis().stream().anyMatch(axis -> Math.floorMod(axis, Math.max(1, sizes.size())) == 0);
        List<Integer> annotated = new ArrayList<>(sizes);
        if (!keepsBatch && !sizes.isEmpty()) {
            annotated.set(0, Shape.DYNAMIC);
        }
        return shape(annotated);
    }

    static String shape(List<Integer> sizes) {
        return sizes.stream()
                .map(size -> size == Shape.DYNAMIC ? "DYNAMIC" : size.toString())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Attributes that only our own documents have: their enums are named after them. */
    private static Optional<String> ownValue(String name, JsonValue value) {
        if (name.equals("profile") || name.equals("parameterType")) {
            return Optional.empty();
        }
        return value.text().isPresent()
                ? Optional.of(ENUMS.getOrDefault(name, upperCase(name)) + "."
                        + value.text().get())
                : Optional.of(Json.write(value).replace('[', '{').replace(']', '}'));
    }

    private static final Map<String, String> ENUMS = Map.of(
            "freezeParameters", "Switch",
            "freezeStatistics", "Switch",
            "useMovingStatistics", "Switch",
            "deferredUpdates", "Switch",
            "refuseSingleValues", "Switch");

    private static String upperCase(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private void add(String attribute, String value) {
        attributes.add(attribute + " = " + value);
    }
}
