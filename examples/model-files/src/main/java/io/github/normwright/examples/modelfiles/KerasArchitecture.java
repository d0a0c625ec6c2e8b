package io.github.normwright.examples.modelfiles;

import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import io.github.normwright.examples.modelfiles.format.Json;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Keras model is made of, without its weights.
 *
 * @param config the model's document
 * @param version the version of Keras that wrote it; nothing if it does not say
 */
record KerasArchitecture(Json config, Optional<String> version) {

    /** The words for what wrote it. */
    String system() {
        return (profile() == Profile.KERAS_3 ? "Keras" : "tf-keras")
                + version.map(name -> " " + name).orElse("");
    }

    /** Documents of Keras 3 in which there is no version say nothing of TensorFlow either. */
    private Profile profile() {
        return version.isEmpty() || version.get().startsWith("3") ? Profile.KERAS_3 : Profile.TF_KERAS;
    }

    /** The normalization layers. */
    List<ModelLayer> layers(KerasVariables variables) throws IOException {
        List<ModelLayer> layers = new ArrayList<>();
        for (KerasLayer layer : KerasConfig.layers(config)) {
            Optional<NormalizationKind> kind = NormalizationKind.ofKeras(layer.className());
            if (kind.isPresent() && layer.isOwn()) {
                layers.add(layer(layer, kind.get(), variables.of(layer, kind.get())));
            }
        }
        return layers;
    }

    private ModelLayer layer(KerasLayer layer, NormalizationKind kind, Map<String, String> variables)
            throws ModelFileException {
        if (kind == NormalizationKind.BATCH) {
            checkSettings(layer.config());
        }
        Map<String, Object> settings = new LinkedHashMap<>(layer.config().object());
        if (layer.className().equals("SyncBatchNormalization")) {
            settings.put("synchronized", true);
        }
        String policy = policy(layer.config().get("dtype"));
        Optional<DType> dtype = dtype(policy);
        Optional<String> problem = dtype.isPresent()
                ? Optional.empty()
                : Optional.of("has the dtype policy \"" + policy + "\", which layers are not generated for");
        return new ModelLayer(
                layer.path(),
                layer.name(),
                kind,
                profile(),
                dtype.orElse(DType.FLOAT32),
                settings,
                layer.inputShape(),
                layer.input(),
                variables,
                List.of(),
                problem);
    }

    /** Axes must not be guessed: statistics of other axes give other numbers. */
    private static void checkSettings(Json config) throws ModelFileException {
        Json axis = config.get("axis");
        if (axis.isArray()) {
            for (Json each : axis.elements()) {
                checkAxis(each);
            }
        } else if (!axis.isNull()) {
            checkAxis(axis);
        }
        for (String key : List.of("epsilon", "momentum")) {
            Json number = config.get(key);
            if (!number.isNull() && !(number.value() instanceof Number)) {
                throw number.origin().refuse("should be a number");
            }
        }
    }

    private static void checkAxis(Json axis) throws ModelFileException {
        if (Math.abs(axis.integer()) > MOST_AXES) {
            throw axis.origin().refuse("should lie between -%d and %d, found %d", MOST_AXES, MOST_AXES, axis.integer());
        }
    }

    private static final int MOST_AXES = 32;

    /** A dtype is the name of a policy, or a document of one; left out, it is Keras' default. */
    private static String policy(Json dtype) throws ModelFileException {
        if (dtype.isNull()) {
            return "float32";
        }
        return dtype.isObject() ? dtype.require("config").require("name").string() : dtype.string();
    }

    /** A mixed policy is named after the type that is computed with, which is that of input and output. */
    private static Optional<DType> dtype(String policy) {
        return switch (policy) {
            case "float32" -> Optional.of(DType.FLOAT32);
            case "float64" -> Optional.of(DType.FLOAT64);
            case "float16", "mixed_float16" -> Optional.of(DType.FLOAT16);
            case "bfloat16", "mixed_bfloat16" -> Optional.of(DType.BFLOAT16);
            default -> Optional.empty();
        };
    }
}
