package io.github.normwright.examples.modelfiles.format;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelFiles;
import io.github.normwright.examples.modelfiles.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were cut off, as downloads are: wherever the end is missing, it is noticed. */
class TruncatedFilesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch-modules.safetensors",
                "torch-cnn.onnx",
                "keras3-mlp.keras",
                "keras3-mlp.weights.h5",
                "tfkeras-mlp.h5",
                "compressed.npz"
            })
    void aCutIsNoticed(String name) throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.of(name));
        Path file = folder.resolve(name);
        int step = Math.max(1, whole.length / 400);
        for (int length = 0; length < whole.length; length += step) {
            Files.write(file, Arrays.copyOf(whole, length));
            String said = assertThrows(ModelFileException.class, () -> readAll(file), "of " + length + " bytes")
                    .getMessage();
            assertTrue(said.contains(name), said);
        }
    }

    private static void readAll(Path file) throws IOException {
        try (Model model = ModelFiles.open(file, Optional.empty(), Limits.DEFAULT)) {
            for (String tensor : model.tensors().tensors().keySet()) {
                model.tensors().read(tensor);
            }
        }
    }
}
