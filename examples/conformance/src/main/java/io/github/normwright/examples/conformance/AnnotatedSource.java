package io.github.normwright.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Writes the annotation that asks for what a case recorded. Every key of the configuration becomes the attribute of the
 * same name in Java's spelling; a key that the annotation does not have yet is left to the compiler to refuse.
 */
final class AnnotatedSource {

    static final String TYPE = "Recorded";

    private final Case recording;
    private final List<String> attributes = new ArrayList<>();

    private AnnotatedSource(Case recording) {
        this.recording = recording;
    }

    /** The source of an interface {@value #TYPE} that carries the annotation. */
    static String of(Case recording) {
        return new AnnotatedSource(recording).source();
    }

    private String source() {
        attribute("shape", shape());
        attribute("dtypes", "DType." + recording.dtype().toUpperCase(Locale.ROOT));
        attribute("profile", "Profile." + profile());
        if (!recording.isTrainable()) {
            attribute("trainable", "false");
        }
        if (recording.givesMask()) {
            attribute("mask", "true");
        }
        if (recording.givesAdjustment()) {
            attribute("adjustment", "true");
            attribute("adjustmentAxes", adjustmentAxes());
        }
        asRecordedUnderTensorFlow2();
        recording.config().properties().forEach(setting -> setting(setting.getKey(), setting.getValue()));
        return "import io.github.normwright.api.*;\n@%s(%s)\npublic interface %s {}\n"
                .formatted(recording.layer(), String.join(", ", attributes), TYPE);
    }

    /** Dynamic in the batch dimension, unless statistics are kept along it. */
    private String shape() {
        List<Integer> shape = recording.inputShape();
        StringJoiner sizes = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < shape.size(); i++) {
            sizes.add(i == 0 && !keepsBatch() ? "Shape.DYNAMIC" : shape.get(i).toString());
        }
        return sizes.toString();
    }

    /** An adjustment is broadcast like any array: its last size belongs to the last axis. */
    private String adjustmentAxes() {
        List<Integer> shape = recording.steps().stream()
                .filter(step -> step.has("adjustment"))
                .findFirst()
                .orElseThrow()
                .tensor("adjustment", "scale")
                .shape();
        StringJoiner axes = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < shape.size(); i++) {
            if (shape.get(i) != 1) {
                axes.add(Integer.toString(i - shape.size()));
            }
        }
        return axes.toString();
    }

    private boolean keepsBatch() {
        int rank = recording.inputShape().size();
        for (JsonNode axis : recording.config().path("axis")) {
            if (Math.floorMod(axis.asInt(), rank) == 0) {
                return true;
            }
        }
        return false;
    }

    private String profile() {
        return switch (recording.system()) {
            case "keras" -> "KERAS_3";
            case "tf-keras" -> recording.systemClass().endsWith("V1") ? "TF_KERAS_V1" : "TF_KERAS";
            case "tf.layers" -> "TF_LAYERS";
            case "torch" -> "TORCH";
            case "onnx" -> "ONNX";
            default -> throw new IllegalArgumentException("unknown system " + recording.system());
        };
    }

    /** TensorFlow 2 runs its compatibility classes with the fused kernel of its own time. */
    private void asRecordedUnderTensorFlow2() {
        boolean isVersion1 = profile().equals("TF_KERAS_V1") || profile().equals("TF_LAYERS");
        if (isVersion1) {
            attribute("fusedEpsilonFloor", "0");
        }
        if (isVersion1 && recording.isFused() && recording.inputShape().size() == 5) {
            attribute("movingVariance", "MovingVariance.UNBIASED");
        }
    }

    private void setting(String key, JsonNode value) {
        if (value.isNull() && !key.equals("momentum")) {
            return;
        }
        switch (key) {
            case "synchronized" -> attribute("synchronizedStatistics", value.toString());
            case "renorm_clipping" -> attribute("renormClipping", clipping(value));
            case "momentum" -> momentum(value);
            case "fused" -> attribute("fused", value.asBoolean() ? "Fused.REQUIRED" : "Fused.FORBIDDEN");
            case "trainable" -> {
                // Already said by the case itself.
            }
            default -> attribute(camelCase(key), literal(value));
        }
    }

    /** Recorded as the share of the old value that is kept, also for PyTorch, which counts the other share. */
    private void momentum(JsonNode value) {
        if (value.isNull()) {
            attribute("cumulativeAverage", "true");
        } else {
            boolean countsNewShare = recording.system().equals("torch");
            attribute("momentum", Double.toString(countsNewShare ? 1 - value.asDouble() : value.asDouble()));
        }
    }

    private static String clipping(JsonNode limits) {
        StringJoiner attributes = new StringJoiner(", ", "@RenormClipping(", ")");
        limits.properties().stream()
                .filter(limit -> !limit.getValue().isNull())
                .forEach(limit -> attributes.add(limit.getKey() + " = " + literal(limit.getValue())));
        return attributes.toString();
    }

    private static String literal(JsonNode value) {
        if (value.isArray()) {
            StringJoiner elements = new StringJoiner(", ", "{", "}");
            value.forEach(element -> elements.add(literal(element)));
            return elements.toString();
        }
        return value.toString();
    }

    private void attribute(String name, String value) {
        attributes.add(name + " = " + value);
    }

    static String camelCase(String key) {
        StringBuilder name = new StringBuilder();
        for (String part : key.split("_")) {
            name.append(name.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return name.toString();
    }
}
