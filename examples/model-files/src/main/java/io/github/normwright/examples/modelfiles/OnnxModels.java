package io.github.normwright.examples.modelfiles;

import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import io.github.normwright.examples.modelfiles.format.OnnxFile;
import io.github.normwright.examples.modelfiles.format.OnnxNode;
import io.github.normwright.examples.modelfiles.format.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the normalization nodes in ONNX files. */
final class OnnxModels {

    private static final List<String> VARIABLES = List.of("gamma", "beta", "moving_mean", "moving_variance");

    private static final double DEFAULT_EPSILON = 1e-5;
    private static final double DEFAULT_MOMENTUM = 0.9;

    private final OnnxFile file;
    private final Map<String, OnnxNode> producers = new HashMap<>();
    private final OnnxNames names = new OnnxNames();

    private OnnxModels(OnnxFile file) {
        this.file = file;
        file.nodes().forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
    }

    static Model of(Path path, OnnxFile file) {
        String system = file.producer().isEmpty() ? "ONNX" : "ONNX, written by " + file.producer();
        return new Model(path, system, Optional.empty(), layers(file), OnnxLinears.of(file), file);
    }

    static List<ModelLayer> layers(OnnxFile file) {
        OnnxModels models = new OnnxModels(file);
        List<ModelLayer> layers = new ArrayList<>();
        for (OnnxNode node : file.nodes()) {
            NormalizationKind.ofOnnx(node.operator()).ifPresent(kind -> layers.add(models.layer(node, kind)));
        }
        return layers;
    }

    private ModelLayer layer(OnnxNode node, NormalizationKind kind) {
        Map<String, String> variables = kind == NormalizationKind.BATCH ? variables(node) : Map.of();
        String name = names.ofLayer(node, variables);
        Optional<String> problem = kind == NormalizationKind.BATCH ? problem(node, variables) : Optional.empty();
        List<String> assumptions = node.integers().getOrDefault("training_mode", 0L) == 0
                ? List.of()
                : List.of("The node is in training mode; the layer infers by the moving statistics all the same.");
        return new ModelLayer(
                name,
                name,
                kind,
                Profile.ONNX,
                dtype(variables),
                settings(node),
                node.inputs().isEmpty()
                        ? Optional.empty()
                        : file.shape(node.inputs().get(0)),
                input(node),
                variables,
                assumptions,
                problem);
    }

    /** Scale, offset, mean and variance follow the input. */
    private Map<String, String> variables(OnnxNode node) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < VARIABLES.size() && i + 1 < node.inputs().size(); i++) {
            String tensor = throughIdentities(node.inputs().get(i + 1));
            if (file.tensors().containsKey(tensor)) {
                variables.put(VARIABLES.get(i), tensor);
            }
        }
        return variables;
    }

    /** Exporters write equal tensors once, and name the others by nodes that do nothing. */
    private String throughIdentities(String value) {
        String name = value;
        for (int depth = 0; depth < 16; depth++) {
            OnnxNode producer = producers.get(name);
            boolean isIdentity = producer != null
                    && producer.operator().equals("Identity")
                    && producer.inputs().size() == 1;
            if (!isIdentity) {
                return name;
            }
            name = producer.inputs().get(0);
        }
        return name;
    }

    private static Optional<String> problem(OnnxNode node, Map<String, String> variables) {
        if (!variables.keySet().containsAll(VARIABLES)) {
            return Optional.of("takes " + VARIABLES + " from other nodes, not from tensors of the file, but for "
                    + variables.keySet());
        }
        return node.integers().getOrDefault("spatial", 1L) == 0
                ? Optional.of("keeps statistics of every value, not of channels (spatial = 0)")
                : Optional.empty();
    }

    private DType dtype(Map<String, String> variables) {
        TensorInfo gamma = variables.isEmpty()
                ? null
                : file.tensors().get(variables.values().iterator().next());
        if (gamma == null) {
            return DType.FLOAT32;
        }
        return switch (gamma.type()) {
            case FLOAT64 -> DType.FLOAT64;
            case FLOAT16 -> DType.FLOAT16;
            case BFLOAT16 -> DType.BFLOAT16;
            default -> DType.FLOAT32;
        };
    }

    private static Map<String, Object> settings(OnnxNode node) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("axis", List.of(1L));
        settings.put("momentum", number(node, "momentum", DEFAULT_MOMENTUM));
        settings.put("epsilon", number(node, "epsilon", DEFAULT_EPSILON));
        return settings;
    }

    /** The decimal that was meant: 1e-5 is a float in the file, and not quite 1e-5. */
    private static double number(OnnxNode node, String attribute, double otherwise) {
        Float value = node.floats().get(attribute);
        return value == null ? otherwise : Double.parseDouble(value.toString());
    }

    private LayerInput input(OnnxNode node) {
        if (node.inputs().isEmpty()) {
            return new LayerInput.Unknown();
        }
        OnnxNode producer = producers.get(node.inputs().get(0));
        return producer == null ? new LayerInput.OfModel() : new LayerInput.OutputOf(names.ofNode(producer));
    }
}
