package io.github.normwright.examples.modelfiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.DType;
import io.github.normwright.api.Profile;
import io.github.normwright.examples.modelfiles.format.Limits;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import io.github.normwright.examples.modelfiles.format.NpzFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds the layers of models that real systems have written, with their settings and variables. */
class ModelFilesTest {

    @TempDir
    private Path folder;

    private static List<String> generated(Model model) {
        return model.layers().stream()
                .filter(ModelLayer::isGenerated)
                .map(ModelLayer::path)
                .toList();
    }

    /** What a layer's variables are called in the recording: nested ones are recorded by their outermost model. */
    private static String recorded(ModelLayer layer) {
        return layer.path().contains("/")
                ? layer.path().substring(0, layer.path().indexOf('/'))
                : layer.path();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keras3-branches", "keras3-axes", "keras3-nested", "keras3-many"})
    void everyFileOfAModelHasTheVariablesThatKerasHas(String name) throws IOException {
        try (NpzFile recording = NpzFile.open(TestFiles.of(name + "-io.npz"), Limits.DEFAULT)) {
            for (String ending : List.of(".keras", ".h5", ".weights.h5")) {
                int compared = 0;
                try (Model model = ModelFiles.open(TestFiles.of(name + ending))) {
                    for (ModelLayer layer : model.layers()) {
                        for (String variable :
                                layer.isGenerated() ? layer.variables().keySet() : List.<String>of()) {
                            assertArrayEquals(
                                    recording
                                            .read(recorded(layer) + "." + variable)
                                            .toDoubles(),
                                    model.read(layer, variable).toDoubles(),
                                    layer.path() + " " + variable + " of " + ending);
                            compared++;
                        }
                    }
                }
                long variables = recording.names().stream()
                        .filter(each -> each.matches(".*\\.(moving|renorm)_\\w+"))
                        .count();
                assertTrue(compared >= variables && variables > 0, compared + " of " + ending);
            }
        }
    }

    @Test
    void layersHaveTheirSettingsAndShapes() throws IOException {
        try (Model model = ModelFiles.open(TestFiles.of("keras3-branches.keras"))) {
            assertEquals("Keras 3.15.1", model.system());
            assertEquals(List.of("stem_norm", "left", "right"), generated(model));
            assertEquals(4, model.layers().size());
            ModelLayer stem = model.layer("stem_norm");
            assertEquals(1e-5, stem.settings().get("epsilon"));
            assertEquals(0.9, stem.settings().get("momentum"));
            assertEquals(Optional.of(List.of(-1, 4, 3, 4)), stem.inputShape());
            assertEquals(new LayerInput.OutputOf("stem"), stem.input());
            assertEquals(Profile.KERAS_3, stem.profile());
            assertEquals(
                    List.of("beta", "moving_mean", "moving_variance"),
                    List.copyOf(model.layer("left").variables().keySet()));
            assertEquals(
                    List.of("moving_mean", "moving_variance"),
                    List.copyOf(model.layer("right").variables().keySet()));
            String said = assertThrows(ModelFileException.class, () -> model.layer("stem"))
                    .getMessage();
            assertTrue(
                    said.endsWith("has no normalization layer \"stem\"; it has [stem_norm, left, right, layer_norm]"),
                    said);
        }
        try (Model model = ModelFiles.open(TestFiles.of("keras3-axes.h5"))) {
            assertEquals(List.of(1), model.layer("batch_normalization").axes());
            assertEquals(
                    List.of(
                            "gamma",
                            "beta",
                            "moving_mean",
                            "moving_variance",
                            "moving_stddev",
                            "renorm_mean",
                            "renorm_stddev"),
                    List.copyOf(model.layer("renormalized").variables().keySet()));
        }
        try (Model model = ModelFiles.open(TestFiles.of("keras3-nested.weights.h5"))) {
            assertEquals(List.of("inner/inner_norm", "outer_norm"), generated(model));
            assertEquals("inner/inner_norm", model.layer("inner_norm").path());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "float64,FLOAT64",
        "float16,FLOAT16",
        "mixed-float16,FLOAT16",
        "bfloat16,BFLOAT16",
        "mixed-bfloat16,BFLOAT16"
    })
    void policiesBecomeTypes(String policy, DType dtype) throws IOException {
        try (Model model = ModelFiles.open(TestFiles.of("keras3-" + policy + ".keras"))) {
            assertEquals(dtype, model.layer("norm").dtype());
        }
    }

    @Test
    void namedTensorsTakeTheirSettingsFromAFileBesideThem() throws IOException {
        try (Model model = ModelFiles.open(TestFiles.of("torch-modules.safetensors"))) {
            assertEquals(List.of("features.1", "head_norm"), generated(model));
            assertEquals(0.001, (double) model.layer("features.1").settings().get("epsilon"), 1e-9);
            assertEquals(List.of(), model.layer("features.1").assumptions());
        }
        Path alone = folder.resolve("alone.safetensors");
        Files.copy(TestFiles.of("torch-modules.safetensors"), alone);
        try (Model model = ModelFiles.open(alone)) {
            assertEquals(1e-5, model.layer("features.1").settings().get("epsilon"));
            assertEquals(1, model.layer("features.1").assumptions().size());
        }
    }

    @Test
    void weightsWithoutSettingsAreListedButNotGenerated() throws IOException {
        Path alone = folder.resolve("alone.weights.h5");
        Files.copy(TestFiles.of("keras3-mlp.weights.h5"), alone);
        try (Model model = ModelFiles.open(alone)) {
            assertEquals(2, model.layers().size());
            assertTrue(model.layers().get(0).problem().orElseThrow().contains("no settings"));
        }
    }

    @Test
    void onnxNodesWithoutConstantVariablesAreNotGenerated() throws IOException {
        try (Model model = ModelFiles.open(TestFiles.of("onnx-tensors.onnx"))) {
            assertEquals(List.of("norm"), generated(model));
            assertArrayEquals(
                    new double[] {1.5, -2, 0.25},
                    model.read(model.layer("norm"), "beta").toDoubles());
            assertTrue(model.layer("computed").problem().orElseThrow().contains("from other nodes"));
        }
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("model.txt"), "hello, world");
        String said = assertThrows(ModelFileException.class, () -> ModelFiles.open(file))
                .getMessage();
        assertTrue(said.contains("it starts with \"hello, w\""), said);
    }
}
