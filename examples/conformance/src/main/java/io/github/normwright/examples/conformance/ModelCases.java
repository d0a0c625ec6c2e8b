package io.github.normwright.examples.conformance;

import io.github.normwright.examples.kerasimport.Comparison;
import io.github.normwright.examples.kerasimport.FoldedForm;
import io.github.normwright.examples.kerasimport.ImportedLayer;
import io.github.normwright.examples.kerasimport.ImportedLayer.Outcome;
import io.github.normwright.examples.kerasimport.LayerCompiler;
import io.github.normwright.examples.kerasimport.ModelImport;
import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelFiles;
import io.github.normwright.examples.modelfiles.ModelLayer;
import io.github.normwright.examples.modelfiles.Neighbours;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Models with a recording of their outputs. A model is a case: each of its batch normalizations becomes a generated layer with
 * the model's variables, which must give the recorded output. Each that can be folded into a linear layer beside it is a further
 * case: the folded layer must give the recorded output, too. Each layer of another kind is a case that is skipped, so that it is
 * counted.
 */
final class ModelCases {

    private static final List<String> ENDINGS = List.of(".keras", ".h5", ".onnx", ".safetensors");

    private ModelCases() {}

    /** Whether a file is a model. */
    static boolean isModel(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** The cases of a model. A file that cannot be read is a case that fails. */
    static List<NamedCase> of(Path file) {
        String id = file.getFileName().toString();
        List<NamedCase> cases = new ArrayList<>();
        cases.add(new NamedCase(id, compiler -> play(file, compiler)));
        try (Model model = ModelFiles.open(file)) {
            for (Neighbours neighbours : Neighbours.in(model)) {
                cases.add(new NamedCase(id + ":" + neighbours, compiler -> fold(file, neighbours, compiler)));
            }
            for (ModelLayer layer : model.layers()) {
                if (!layer.kind().isGenerated()) {
                    cases.add(skipped(id, layer));
                }
            }
        } catch (IOException said) {
            return cases;
        }
        return cases;
    }

    private static NamedCase skipped(String id, ModelLayer layer) {
        return new NamedCase(id + ":" + layer.path(), compiler -> {
            throw new SkippedException(layer.kind().className() + " is not supported yet");
        });
    }

    private static List<String> play(Path file, LayerCompiler compiler) throws IOException {
        List<String> differences = new ArrayList<>();
        try (Model model = ModelFiles.open(file)) {
            List<ImportedLayer> layers = ModelImport.run(model, ModelImport.Options.DEFAULT, compiler);
            layers.stream()
                    .filter(layer -> layer.outcome() == Outcome.FAILED)
                    .map(ModelCases::difference)
                    .forEach(differences::add);
            boolean isCompared =
                    layers.stream().anyMatch(layer -> layer.comparison().isPresent());
            if (!isCompared && differences.isEmpty()) {
                differences.add("none of its " + layers.size() + " normalization layers was compared with a recording");
            }
        }
        return differences;
    }

    private static List<String> fold(Path file, Neighbours neighbours, LayerCompiler compiler) throws IOException {
        try (Model model = ModelFiles.open(file)) {
            List<ImportedLayer> layers = ModelImport.run(model, ModelImport.Options.DEFAULT, compiler);
            Optional<Comparison> comparison = FoldedForm.compare(model, neighbours, layers);
            if (comparison.isEmpty()) {
                throw new SkippedException("what " + neighbours + " take and give was not recorded");
            }
            return comparison.get().isClose()
                    ? List.of()
                    : List.of("folded, it differs from the recorded output by "
                            + comparison.get().difference());
        }
    }

    private static String difference(ImportedLayer layer) {
        return layer.layer().path() + ": "
                + layer.problem()
                        .orElseGet(() -> "differs from the recorded output by "
                                + layer.comparison().orElseThrow().difference());
    }
}
