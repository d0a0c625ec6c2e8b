package io.github.normwright.examples.kerasimport;

import io.github.normwright.examples.kerasimport.ImportedLayer.Outcome;
import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelLayer;
import io.github.normwright.examples.modelfiles.format.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what became of a model's layers, for people to read. */
final class ImportReport {

    /** Settings that are said elsewhere, or that do not matter in a trained model. */
    private static final Set<String> UNSAID = Set.of("name", "dtype");

    private final Model model;
    private final List<ImportedLayer> layers;

    ImportReport(Model model, List<ImportedLayer> layers) {
        this.model = model;
        this.layers = layers;
    }

    /** All of it, line by line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int count = layers.size();
        lines.add("%s: %s, %d normalization layer%s"
                .formatted(model.file(), model.system(), count, count == 1 ? "" : "s"));
        model.settingsFile().ifPresent(file -> lines.add("settings of the layers from " + file));
        layers.forEach(layer -> addLayer(layer, lines));
        lines.add("");
        lines.add(summary());
        return lines;
    }

    private void addLayer(ImportedLayer imported, List<String> lines) {
        ModelLayer layer = imported.layer();
        lines.add("");
        lines.add(layer.path());
        add("kind", layer.kind().className() + ", " + layer.dtype() + ", as " + layer.profile(), lines);
        imported.generated().ifPresent(generated -> add("shape", shape(generated.shape()), lines));
        add("settings", settings(layer.settings()), lines);
        add("variables", variables(imported), lines);
        imported.sourceFile().ifPresent(file -> add("source", file.toString(), lines));
        imported.remarks().forEach(remark -> add("note", remark, lines));
        add("result", result(imported), lines);
    }

    private static void add(String key, String value, List<String> lines) {
        lines.add("  %-10s %s".formatted(key, value));
    }

    private static String shape(List<Integer> sizes) {
        return "{"
                + String.join(
                        ", ",
                        sizes.stream()
                                .map(size -> size == -1 ? "DYNAMIC" : size.toString())
                                .toList()) + "}";
    }

    private static String settings(Map<String, Object> settings) {
        List<String> said = new ArrayList<>();
        settings.forEach((key, value) -> {
            boolean isPlain = value instanceof Number || value instanceof Boolean || value instanceof List<?>;
            if (isPlain && !UNSAID.contains(key)) {
                said.add(key + " " + value);
            } else if (value instanceof Map<?, ?> document
                    && document.get("class_name") != null
                    && !UNSAID.contains(key)) {
                said.add(key + " " + document.get("class_name"));
            }
        });
        return said.isEmpty() ? "not in the file" : String.join(", ", said);
    }

    private String variables(ImportedLayer imported) {
        List<String> said = new ArrayList<>();
        imported.layer().variables().forEach((name, tensor) -> {
            TensorInfo info = model.tensors().tensors().get(tensor);
            said.add(name + " " + info);
        });
        return said.isEmpty() ? "none" : String.join(", ", said);
    }

    private static String result(ImportedLayer imported) {
        return switch (imported.outcome()) {
            case EQUAL ->
                "equal to the recorded output: "
                        + difference(imported.comparison().orElseThrow());
            case LOADED -> "loaded; not compared, as there is no recording of it";
            case UNSUPPORTED -> "NOT SUPPORTED YET: layers of this kind cannot be generated";
            case FAILED ->
                "FAILED: "
                        + imported.problem()
                                .orElseGet(() -> "differs from the recorded output: "
                                        + difference(imported.comparison().orElseThrow()));
        };
    }

    private static String difference(Comparison comparison) {
        return String.format(
                Locale.ROOT, "largest difference %.2e, allowed %.2e", comparison.difference(), comparison.allowed());
    }

    /** The line that ends it. */
    String summary() {
        return "%d equal, %d loaded and not compared, %d failed, %d not supported yet"
                .formatted(
                        count(Outcome.EQUAL), count(Outcome.LOADED), count(Outcome.FAILED), count(Outcome.UNSUPPORTED));
    }

    long count(Outcome outcome) {
        return layers.stream().filter(layer -> layer.outcome() == outcome).count();
    }
}
