package io.github.normwright.examples.kerasimport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.api.Variable;
import io.github.normwright.examples.modelfiles.LayerVariables;
import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelFiles;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import io.github.normwright.kernels.GeneratedLayers;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables are loaded if they fit, and nothing changes if they do not. */
class LayerVariablesTest {

    private static final Path MODELS = Path.of("..", "model-files", "src", "test", "resources", "models");

    private static NormalizationLayer<?, ?> layer(String attributes, DType dtype) throws Exception {
        String source = "import io.github.normwright.api.*;\n@BatchNormalization(dtypes = DType." + dtype + ", "
                + attributes + ") public interface Norm {}";
        Class<?> annotated = new LayerCompiler().compile("Norm", source);
        return GeneratedLayers.create(MethodHandles.publicLookup(), annotated, dtype);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shape = {-1, 4, 3, 4} | FLOAT32 | keras3-branches.keras | stem_norm |",
                "shape = {-1, 4, 3, 4} | FLOAT64 | keras3-branches.keras | stem_norm |",
                "shape = {-1, 4, 3, 8} | FLOAT32 | keras3-branches.keras | stem_norm | gamma is FLOAT32 [4] in the model, but"
                        + " FLOAT32 [8] in the generated layer: the shapes differ",
                "shape = {-1, 6} | FLOAT32 | keras3-float64.keras | norm | gamma is FLOAT64 [6] in the model, but FLOAT32 [6]"
                        + " in the generated layer, which cannot hold all its numbers",
                "shape = {-1, 4, 3, 4} | FLOAT32 | keras3-branches.keras | left | has the variables [beta, moving_mean,"
                        + " moving_variance], but the generated layer \"norm\" has [gamma, beta, moving_mean, moving_variance]",
                "shape = {-1, 4, 3, 4} | FLOAT32 | keras3-branches.keras | stem | has no normalization layer \"stem\"",
            })
    void variablesAreComparedBeforeTheyAreSet(String attributes, DType dtype, String file, String name, String words)
            throws Exception {
        NormalizationLayer<?, ?> layer = layer(attributes, dtype);
        List<Object> before = layer.variables().stream()
                .map(variable -> (Object) LayerVariables.values(layer).get(variable.name()))
                .toList();
        try (Model model = ModelFiles.open(MODELS.resolve(file))) {
            if (words == null) {
                LayerVariables.load(model, name, layer);
                for (Variable<?> variable : layer.variables()) {
                    assertArrayEquals(
                            model.read(model.layer(name), variable.name()).toDoubles(),
                            LayerVariables.values(layer).get(variable.name()));
                }
                return;
            }
            String said = assertThrows(ModelFileException.class, () -> LayerVariables.load(model, name, layer))
                    .getMessage();
            assertTrue(said.contains(words), said);
            for (int i = 0; i < before.size(); i++) {
                String variable = layer.variables().get(i).name();
                assertArrayEquals(
                        (double[]) before.get(i), LayerVariables.values(layer).get(variable));
            }
            assertEquals(before.size(), layer.variables().size());
        }
    }
}
