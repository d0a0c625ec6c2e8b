package io.github.normwright.examples.modelfiles;

import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import io.github.normwright.examples.modelfiles.format.ElementType;
import io.github.normwright.examples.modelfiles.format.TensorFile;
import io.github.normwright.examples.modelfiles.format.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds batch normalization in files that have nothing but named tensors: a layer is what has a running mean and a running
 * variance, as PyTorch names them, or a moving mean and a moving variance, as Keras does. Settings are those of another file, or
 * the defaults of the system.
 */
final class NamedTensorModels {

    /** How a system names the variables of a layer, and what its defaults are. */
    private enum Naming {
        TORCH(Profile.TORCH, 1L, 0.9, 1e-5, List.of("weight", "bias", "running_mean", "running_var")),
        KERAS(Profile.KERAS_3, -1L, 0.99, 1e-3, List.of("gamma", "beta", "moving_mean", "moving_variance"));

        private final Profile profile;
        private final long axis;
        private final double momentum;
        private final double epsilon;
        private final List<String> names;

        Naming(Profile profile, long axis, double momentum, double epsilon, List<String> names) {
            this.profile = profile;
            this.axis = axis;
            this.momentum = momentum;
            this.epsilon = epsilon;
            this.names = names;
        }
    }

    private static final Pattern MEAN = Pattern.compile("(.+)([./])(running_mean|moving_mean)");

    /** The variables that only layers with batch renormalization have. */
    private static final List<String> RENORM = List.of("moving_stddev", "renorm_mean", "renorm_stddev");

    private NamedTensorModels() {}

    static Model of(Path path, TensorFile file, Optional<Settings> settings) throws IOException {
        List<ModelLayer> layers = new ArrayList<>();
        for (String tensor : file.tensors().keySet()) {
            Matcher mean = MEAN.matcher(tensor);
            if (mean.matches()) {
                String name = mean.group(1);
                Naming naming = mean.group(3).equals("running_mean") ? Naming.TORCH : Naming.KERAS;
                Optional<ModelLayer> like =
                        settings.isPresent() ? settings.get().layer(name) : Optional.empty();
                layers.add(layer(file.tensors(), naming, name, mean.group(2), like));
            }
        }
        boolean usesSettings =
                layers.stream().anyMatch(layer -> layer.assumptions().isEmpty());
        Optional<Path> settingsFile = usesSettings ? settings.map(Settings::file) : Optional.empty();
        List<ModelLinear> linears = settings.map(Settings::linears).orElse(List.of()).stream()
                .filter(linear -> linear.isIn(file.tensors()))
                .toList();
        return new Model(path, "named tensors", settingsFile, layers, linears, file);
    }

    private static ModelLayer layer(
            SortedMap<String, TensorInfo> tensors,
            Naming naming,
            String name,
            String separator,
            Optional<ModelLayer> like) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < naming.names.size(); i++) {
            addIfThere(tensors, name + separator + naming.names.get(i), Naming.KERAS.names.get(i), variables);
        }
        RENORM.forEach(variable -> addIfThere(tensors, name + separator + variable, variable, variables));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("axis", naming.axis);
        settings.put("momentum", naming.momentum);
        settings.put("epsilon", naming.epsilon);
        like.ifPresent(other -> settings.putAll(other.settings()));
        settings.put("scale", variables.containsKey("gamma"));
        settings.put("center", variables.containsKey("beta"));
        if (variables.keySet().containsAll(RENORM)) {
            settings.put("renorm", true);
        }
        boolean isComplete = variables.containsKey("moving_variance");
        return new ModelLayer(
                name,
                name,
                NormalizationKind.BATCH,
                like.isPresent() && naming == Naming.KERAS ? like.get().profile() : naming.profile,
                like.map(ModelLayer::dtype).orElseGet(() -> dtype(tensors.get(variables.get("moving_mean")))),
                settings,
                like.flatMap(ModelLayer::inputShape),
                like.map(ModelLayer::input).orElseGet(LayerInput.Unknown::new),
                variables,
                like.isPresent() ? List.of() : List.of(assumption(naming)),
                isComplete ? Optional.empty() : Optional.of("has a mean but no variance"));
    }

    private static void addIfThere(
            SortedMap<String, TensorInfo> tensors, String tensor, String variable, Map<String, String> variables) {
        if (tensors.containsKey(tensor)) {
            variables.put(variable, tensor);
        }
    }

    private static String assumption(Naming naming) {
        return "epsilon is assumed to be %s and the channels' axis %d, the defaults of %s: the file does not say."
                .formatted(naming.epsilon, naming.axis, naming == Naming.TORCH ? "PyTorch" : "Keras");
    }

    private static DType dtype(TensorInfo mean) {
        return mean.type() == ElementType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    }
}
