package io.github.normwright.examples.kerasimport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.modelfiles.format.Limits;
import io.github.normwright.examples.modelfiles.format.SafetensorsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command, on models that real systems have written. */
class MainTest {

    private static final Path MODELS = Path.of("..", "model-files", "src", "test", "resources", "models");

    @TempDir
    private Path folder;

    /** How a command ended. */
    private record Run(int status, String output, String errors) {}

    private static Run run(Object... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(output, true));
        command.setErr(new PrintWriter(errors, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new Run(command.execute(words), output.toString(), errors.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keras3-axes.keras | 3 equal, 0 loaded and not compared, 0 failed, 0 not supported yet",
                "keras3-branches.weights.h5 | 3 equal, 0 loaded and not compared, 0 failed, 1 not supported yet",
                "keras3-nested.h5 | 1 equal, 1 loaded and not compared, 0 failed, 0 not supported yet",
                "torch-modules.onnx | 2 equal, 0 loaded and not compared, 0 failed, 1 not supported yet",
                "torch-modules.safetensors | 2 equal, 0 loaded and not compared, 0 failed, 0 not supported yet",
                "keras3-bfloat16.keras | 1 equal, 0 loaded and not compared, 0 failed, 0 not supported yet"
            })
    void layersGiveWhatWasRecorded(String name, String summary) {
        Run run = run(MODELS.resolve(name));
        assertTrue(run.output().strip().endsWith(summary), run.output() + run.errors());
        assertEquals(0, run.status());
    }

    @Test
    void sourcesAndVariablesAreWritten() throws IOException {
        Path variables = folder.resolve("variables.safetensors");
        Run run = run(
                MODELS.resolve("keras3-branches.keras"),
                "--output",
                folder,
                "--package",
                "com.example",
                "--variables",
                variables);
        assertEquals(0, run.status(), run.errors());
        String source = Files.readString(folder.resolve("com/example/StemNorm.java"));
        assertTrue(source.contains("package com.example;") && source.contains("epsilon = 1e-5"), source);
        assertTrue(source.contains("shape = {DYNAMIC, 4, 3, 4}"), source);
        try (SafetensorsFile file = SafetensorsFile.open(variables, Limits.DEFAULT)) {
            assertEquals(9, file.tensors().size());
            assertEquals(4, file.read("stem_norm.gamma").toDoubles().length);
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        Run missing = run(folder.resolve("missing.keras"));
        assertEquals(2, missing.status());
        assertTrue(missing.errors().contains("missing.keras"), missing.errors());
        Run layer = run(MODELS.resolve("keras3-branches.keras"), "--shape", "bn=?,4");
        assertEquals(2, layer.status());
        assertTrue(layer.errors().contains("has no normalization layer \"bn\""), layer.errors());
    }

    @Test
    void anotherRecordingIsNotEqual() {
        Run run = run(
                MODELS.resolve("keras3-float64.keras"), "--recording", MODELS.resolve("keras3-mixed-float16-io.npz"));
        assertEquals(1, run.status(), run.output() + run.errors());
        assertTrue(run.output().strip().endsWith("1 failed, 0 not supported yet"), run.output());
    }
}
