package io.github.normwright.examples.conformance;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A recording: what a real system was given, and what it computed. The format is described in FORMAT.md.
 *
 * @param json the document
 */
record Case(JsonNode json) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Reads a file. */
    static JsonNode parse(Path file) throws IOException {
        return MAPPER.readTree(file.toFile());
    }

    /** The case files of a folder and of those in it, in a fixed order. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    String id() {
        return json.path("id").asText();
    }

    String system() {
        return json.path("system").path("name").asText();
    }

    /** The class or function of the system that was recorded. */
    String systemClass() {
        return json.path("system").path("class").asText();
    }

    /** Whether TensorFlow ran its fused kernel. */
    boolean isFused() {
        return json.path("resolved").path("fused").asBoolean();
    }

    /** A list of names, if the case has it. */
    Optional<List<String>> names(String key) {
        return json.has(key)
                ? Optional.of(StreamSupport.stream(json.path(key).spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                : Optional.empty();
    }

    /** Whether calls were given a mask. */
    boolean givesMask() {
        return steps().stream().anyMatch(step -> step.has("mask"));
    }

    /** Whether calls were given an adjustment. */
    boolean givesAdjustment() {
        return steps().stream().anyMatch(step -> step.has("adjustment"));
    }

    String layer() {
        return json.path("layer").asText();
    }

    String dtype() {
        return json.path("dtype").asText();
    }

    JsonNode config() {
        return json.path("config");
    }

    boolean isTrainable() {
        return json.path("trainable").asBoolean(true);
    }

    List<Integer> inputShape() {
        return integers(json.path("input_shape"));
    }

    /** The allowed difference: relative, then absolute. */
    Tolerance tolerance() {
        JsonNode tolerance = json.path("tolerance");
        return new Tolerance(tolerance.path(0).asDouble(), tolerance.path(1).asDouble());
    }

    Map<String, Tensor> initial() {
        return tensors(json.path("initial"));
    }

    List<Step> steps() {
        return StreamSupport.stream(json.path("steps").spliterator(), false)
                .map(Step::new)
                .toList();
    }

    /**
     * How far a value may be from the recorded one.
     *
     * @param relative to the recorded value
     * @param absolute whatever the recorded value
     */
    record Tolerance(double relative, double absolute) {}

    /** One call of the recorded layer. */
    record Step(JsonNode json) {

        boolean isTraining() {
            return json.path("training").asBoolean();
        }

        boolean has(String key) {
            return json.hasNonNull(key);
        }

        Tensor tensor(String key) {
            return Tensor.of(json.path(key));
        }

        /** A tensor within an object of the step. */
        Tensor tensor(String key, String part) {
            return Tensor.of(json.path(key).path(part));
        }

        /** One tensor for each replica. */
        List<Tensor> tensors(String key) {
            return replicas(json.path(key));
        }

        /** Whether the pending updates were run after the call. */
        boolean runsUpdates() {
            return json.path("run_updates").asBoolean(true);
        }

        List<Tensor> expectedOfReplicas(String key) {
            return replicas(json.path("expect").path(key));
        }

        private static List<Tensor> replicas(JsonNode tensors) {
            return StreamSupport.stream(tensors.spliterator(), false)
                    .map(Tensor::of)
                    .toList();
        }

        boolean expects(String key) {
            return json.path("expect").hasNonNull(key);
        }

        Tensor expected(String key) {
            return Tensor.of(json.path("expect").path(key));
        }

        Map<String, Tensor> expectedVariables() {
            return expectedVariables("variables");
        }

        /** The variables at some time: after the step, or before its updates. */
        Map<String, Tensor> expectedVariables(String when) {
            return Case.tensors(json.path("expect").path(when));
        }

        /** The names of everything in the step. */
        List<String> keys() {
            List<String> keys = new ArrayList<>();
            json.fieldNames().forEachRemaining(keys::add);
            return keys;
        }
    }

    /**
     * Numbers in a shape, row-major.
     *
     * @param shape the sizes
     * @param values the numbers, each exactly as recorded
     */
    record Tensor(List<Integer> shape, double[] values) {

        static Tensor of(JsonNode json) {
            JsonNode data = json.path("data");
            double[] values = new double[data.size()];
            for (int i = 0; i < values.length; i++) {
                // Not a number and the infinities are strings.
                JsonNode value = data.get(i);
                values[i] = value.isTextual()
                        ? Double.parseDouble(value.asText())
                        : value.isBoolean() ? (value.asBoolean() ? 1 : 0) : value.asDouble();
            }
            return new Tensor(integers(json.path("shape")), values);
        }
    }

    private static Map<String, Tensor> tensors(JsonNode json) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        json.properties().forEach(field -> tensors.put(field.getKey(), Tensor.of(field.getValue())));
        return tensors;
    }

    private static List<Integer> integers(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }
}
