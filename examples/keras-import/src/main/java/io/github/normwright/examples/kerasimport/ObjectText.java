package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.ConstraintKind;
import io.github.normwright.api.InitializerKind;
import io.github.normwright.api.RegularizerKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Writes the annotation of an initializer, regularizer or constraint that a Keras document describes. */
public final class ObjectText {

    /**
     * Keys without a meaning for the variables of a layer: axes of weights that have several, and the type, which is the
     * layer's.
     */
    private static final Set<String> WITHOUT_MEANING = Set.of("input_axes", "output_axes", "dtype");

    private static final Map<String, String> ENUMS =
            Map.of("mode", "VarianceScalingMode", "distribution", "VarianceScalingDistribution");

    private ObjectText() {}

    /** Whether a setting may be an object. */
    static boolean isObject(String setting) {
        return setting.endsWith("_initializer") || setting.endsWith("_regularizer") || setting.endsWith("_constraint");
    }

    /**
     * Whether there is an annotation for an object.
     *
     * @param setting the setting it stands in
     * @param document the object's document
     * @return false for classes that are not Keras'
     */
    static boolean isKnown(String setting, Map<?, ?> document) {
        String kind = kind(document);
        List<?> kinds = switch (type(setting)) {
            case "Initializer" -> Arrays.asList(InitializerKind.values());
            case "Regularizer" -> Arrays.asList(RegularizerKind.values());
            default -> Arrays.asList(ConstraintKind.values());
        };
        return !kind.equals("CUSTOM")
                && kinds.stream().anyMatch(known -> known.toString().equals(kind));
    }

    /**
     * The annotation of an object.
     *
     * @param setting the setting it stands in, such as {@code gamma_initializer}
     * @param document the object's document, with {@code class_name} and {@code config}
     * @return such as {@code @Initializer(kind = InitializerKind.CONSTANT, value = 0.5)}
     * @throws IllegalArgumentException if the document has what such documents do not have
     */
    public static String of(String setting, Map<?, ?> document) {
        String type = type(setting);
        StringJoiner arguments = new StringJoiner(", ", "@" + type + "(", ")");
        arguments.add("kind = " + type + "Kind." + AnnotationText.javaName(kind(document)));
        if (document.get("config") instanceof Map<?, ?> config) {
            config.forEach((key, value) -> {
                if (value != null && !(value instanceof Map<?, ?>) && !WITHOUT_MEANING.contains(key)) {
                    String name = AnnotationText.javaName(AnnotationText.camelCase((String) key));
                    arguments.add(name + " = " + literal((String) key, value));
                }
            });
        }
        return arguments.toString();
    }

    private static String type(String setting) {
        String last = setting.substring(setting.lastIndexOf('_') + 1);
        return last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1);
    }

    /** {@code RandomNormal} becomes {@code RANDOM_NORMAL}; some classes are exported under a longer name. */
    private static String kind(Map<?, ?> document) {
        return String.valueOf(document.get("class_name"))
                .replaceFirst("Initializer$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }

    private static String literal(String key, Object value) {
        return value instanceof String text && ENUMS.containsKey(key)
                ? ENUMS.get(key) + "." + AnnotationText.javaName(text.toUpperCase(Locale.ROOT))
                : AnnotationText.literal(value);
    }
}
