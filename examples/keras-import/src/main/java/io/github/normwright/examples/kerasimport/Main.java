package io.github.normwright.examples.kerasimport;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.examples.kerasimport.ImportedLayer.Outcome;
import io.github.normwright.examples.modelfiles.LayerVariables;
import io.github.normwright.examples.modelfiles.Model;
import io.github.normwright.examples.modelfiles.ModelFiles;
import io.github.normwright.examples.modelfiles.format.AtomicFile;
import io.github.normwright.examples.modelfiles.format.Limits;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import io.github.normwright.examples.modelfiles.format.NpzWriter;
import io.github.normwright.examples.modelfiles.format.SafetensorsWriter;
import io.github.normwright.examples.modelfiles.format.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports the normalization layers of a model: {@code examples/keras-import/run MODEL}. */
@Command(
        name = "examples/keras-import/run",
        sortOptions = false,
        description = {
            "Makes Java of the normalization layers of a trained model.",
            "",
            "Writes an annotated source for each batch normalization, compiles it, loads the layer's variables, and compares"
                    + " its output with the recording MODEL-io.npz beside the model, if there is one.",
            ""
        },
        footer = {
            "",
            "Files of weights do not have the settings of the layers. These are taken from a file of the same name that ends in"
                    + " .keras, .h5, .json or .onnx, or from --settings.",
            "",
            "Exit status: 0 if every layer was generated and loaded, and gives what was recorded; 1 if one does not; 2 if the"
                    + " model cannot be read, or the command is wrong. Kinds of layers that are not supported yet are listed,"
                    + " and change no status.",
            "",
            "Example: examples/keras-import/run model.keras --output src/main/java --package com.example.model"
        })
public final class Main implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "The model: a .keras, .weights.h5, .h5, .onnx, .safetensors or .npz file.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description =
                    "Writes the sources into this folder, to be copied into a project, or compiled where they are.")
    private Path output;

    @Option(
            names = {"-p", "--package"},
            paramLabel = "NAME",
            defaultValue = "",
            description = "The package of the sources. Without it, they have none.")
    private String packageName;

    @Option(
            names = {"-v", "--variables"},
            paramLabel = "FILE",
            description =
                    "Writes the variables of the generated layers into this .safetensors or .npz file, which a program can"
                            + " load without the model.")
    private Path variables;

    @Option(
            names = {"-s", "--settings"},
            paramLabel = "FILE",
            description = "The .keras, .h5, .json or .onnx file that has the settings of the layers.")
    private Path settings;

    @Option(
            names = {"-r", "--recording"},
            paramLabel = "FILE",
            description =
                    "The recording to compare with, instead of MODEL-io.npz: an .npz file with the model's input x and"
                            + " the outputs out_LAYER.")
    private Path recording;

    @Option(
            names = "--shape",
            paramLabel = "LAYER=SIZES",
            description =
                    "The shape of a layer's input, batch included, where the file does not say it: \"bn=?,28,28,64\", with"
                            + " ? for a size that is known at run time. May be repeated.")
    private Map<String, String> shapes = new LinkedHashMap<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean isHelpWanted;

    /**
     * Runs the command and exits.
     *
     * @param arguments as {@code --help} says
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command, for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof IOException) {
                command.getErr().println(message((IOException) failure));
                return 2;
            }
            throw failure;
        });
    }

    private static String message(IOException failure) {
        if (failure instanceof ModelFileException) {
            return failure.getMessage();
        }
        return failure instanceof NoSuchFileException ? "There is no file " + failure.getMessage() : failure.toString();
    }

    @Override
    public Integer call() throws IOException {
        if (!packageName.isEmpty() && !packageName.matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*")) {
            throw wrong("--package should name a Java package, found \"" + packageName + "\"");
        }
        ModelImport.Options options =
                new ModelImport.Options(packageName, Optional.ofNullable(recording), parsedShapes());
        PrintWriter out = spec.commandLine().getOut();
        try (Model model = ModelFiles.open(file, Optional.ofNullable(settings), Limits.DEFAULT)) {
            List<ImportedLayer> layers = ModelImport.run(model, options, new LayerCompiler());
            ImportReport report = new ImportReport(model, layers);
            report.lines().forEach(out::println);
            writeSources(layers, out);
            writeVariables(layers, out);
            out.flush();
            return report.count(Outcome.FAILED) == 0 ? 0 : 1;
        }
    }

    private Map<String, List<Integer>> parsedShapes() {
        Map<String, List<Integer>> parsed = new LinkedHashMap<>();
        shapes.forEach((layer, text) -> {
            List<Integer> sizes = new ArrayList<>();
            for (String size : text.replaceAll("[{}\\s]", "").split(",")) {
                if (size.equals("?") || size.equals("DYNAMIC")) {
                    sizes.add(-1);
                } else if (size.matches("[1-9]\\d{0,8}")) {
                    sizes.add(Integer.parseInt(size));
                } else {
                    throw wrong("--shape should be sizes with commas between them, such as ?,28,28,64, found \"" + text
                            + "\"");
                }
            }
            parsed.put(layer, sizes);
        });
        return parsed;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void writeSources(List<ImportedLayer> layers, PrintWriter out) throws IOException {
        if (output == null) {
            return;
        }
        int count = 0;
        for (ImportedLayer layer : layers) {
            if (layer.sourceFile().isPresent()) {
                Path target = output.resolve(layer.sourceFile().get());
                Files.createDirectories(target.toAbsolutePath().getParent());
                AtomicFile.replace(target, temporary -> Files.writeString(temporary, layer.source()));
                count++;
            }
        }
        out.println(count + " source" + (count == 1 ? "" : "s") + " written into " + output);
    }

    private void writeVariables(List<ImportedLayer> layers, PrintWriter out) throws IOException {
        if (variables == null) {
            return;
        }
        List<Tensor> tensors = new ArrayList<>();
        for (ImportedLayer layer : layers) {
            if (layer.generated().isPresent() && layer.outcome() != Outcome.FAILED) {
                NormalizationLayer<?, ?> generated = layer.generated().get();
                tensors.addAll(LayerVariables.tensors(generated, layer.layer().path()));
            }
        }
        if (variables.toString().endsWith(".npz")) {
            NpzWriter.write(variables, tensors);
        } else if (variables.toString().endsWith(".safetensors")) {
            SafetensorsWriter.write(variables, tensors, Map.of("format", "normwright"));
        } else {
            throw wrong("--variables should name a .safetensors or .npz file, found \"" + variables + "\"");
        }
        out.println(tensors.size() + " variables written into " + variables);
    }
}
