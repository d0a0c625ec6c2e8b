package io.github.normwright.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.normwright.api.Profile;
import io.github.normwright.api.Shape;
import io.github.normwright.examples.kerasimport.AnnotationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Writes the annotation that asks for what a case recorded. A key of the configuration that the annotation does not have yet is
 * left to the compiler to refuse.
 */
final class AnnotatedSource {

    static final String TYPE = "Recorded";

    private final Case recording;
    private final AnnotationText annotation;

    private AnnotatedSource(Case recording) {
        this.recording = recording;
        this.annotation = new AnnotationText(recording.layer(), Profile.valueOf(profile()));
    }

    /** The source of an interface {@value #TYPE} that carries the annotation. */
    static String of(Case recording) {
        return new AnnotatedSource(recording).source();
    }

    private String source() {
        annotation.shape(shape(), "Shape.DYNAMIC");
        annotation.attribute("dtypes", "DType." + recording.dtype().toUpperCase(Locale.ROOT));
        annotation.attribute("profile", "Profile." + profile());
        if (!recording.isTrainable()) {
            annotation.attribute("trainable", "false");
        }
        if (recording.givesMask()) {
            annotation.attribute("mask", "true");
        }
        if (recording.givesAdjustment()) {
            annotation.attribute("adjustment", "true");
            annotation.attribute("adjustmentAxes", adjustmentAxes());
        }
        asRecordedUnderTensorFlow2();
        recording.settings().forEach((key, value) -> {
            // That is said by the case itself.
            if (!key.equals("trainable")) {
                annotation.setting(key, value);
            }
        });
        return "import io.github.normwright.api.*;\n%s\npublic interface %s {}\n".formatted(annotation.inLine(), TYPE);
    }

    /** Dynamic in the batch dimension, unless statistics are kept along it. */
    private List<Integer> shape() {
        List<Integer> shape = new ArrayList<>(recording.inputShape());
        if (!keepsBatch()) {
            shape.set(0, Shape.DYNAMIC);
        }
        return shape;
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
            annotation.attribute("fusedEpsilonFloor", "0");
        }
        if (isVersion1 && recording.isFused() && recording.inputShape().size() == 5) {
            annotation.attribute("movingVariance", "MovingVariance.UNBIASED");
        }
    }
}
