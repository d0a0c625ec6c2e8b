package io.github.normwright.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the annotation of a layer with an initializer, regularizer or constraint that a Keras document describes. */
final class ObjectSource {

    /** Keys that choose among axes of weights that have several; variables of a layer have one. */
    private static final Set<String> WITHOUT_MEANING = Set.of("input_axes", "output_axes");

    private static final Map<String, String> ENUMS =
            Map.of("mode", "VarianceScalingMode", "distribution", "VarianceScalingDistribution");

    private ObjectSource() {}

    /**
     * The source of an annotated interface.
     *
     * @param attribute the attribute that carries the object
     * @param document the object's document; null for none
     * @param channels how many channels the layer has
     */
    static String of(String attribute, JsonNode document, int channels) {
        String object = document.isObject() ? ", " + attribute + " = " + object(attribute, document) : "";
        return "import io.github.normwright.api.*;\n"
                + "@BatchNormalization(shape = {Shape.DYNAMIC, " + channels + "}" + object + ")\n"
                + "public interface " + AnnotatedSource.TYPE + " {}\n";
    }

    private static String object(String attribute, JsonNode document) {
        String type = attribute.substring("gamma".length());
        List<String> arguments = new ArrayList<>();
        arguments.add(
                "kind = " + type + "Kind." + kind(document.path("class_name").asText()));
        document.path("config").properties().forEach(entry -> {
            if (!WITHOUT_MEANING.contains(entry.getKey()) && !entry.getValue().isNull()) {
                arguments.add(
                        AnnotatedSource.camelCase(entry.getKey()) + " = " + literal(entry.getKey(), entry.getValue()));
            }
        });
        return "@" + type + "(" + String.join(", ", arguments) + ")";
    }

    /** {@code RandomNormal} becomes {@code RANDOM_NORMAL}; some classes are exported under a longer name. */
    private static String kind(String className) {
        return className
                .replaceFirst("Initializer$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }

    private static String literal(String key, JsonNode value) {
        return value.isTextual() ? ENUMS.get(key) + "." + value.asText().toUpperCase(Locale.ROOT) : value.toString();
    }
}
