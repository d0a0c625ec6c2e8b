package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Hdf5File;
import io.github.normwright.examples.modelfiles.format.Json;
import io.github.normwright.examples.modelfiles.format.KerasArchive;
import io.github.normwright.examples.modelfiles.format.Limits;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import io.github.normwright.examples.modelfiles.format.OnnxFile;
import io.github.normwright.examples.modelfiles.format.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of layers whose weights are in another file.
 *
 * @param file the file they are from
 * @param keras the architecture of a Keras model, if it is one
 * @param onnx the layers of an ONNX model, if it is one
 * @param linears the linear layers of an ONNX model, if it is one
 */
record Settings(Path file, Optional<KerasArchitecture> keras, List<ModelLayer> onnx, List<ModelLinear> linears) {

    private static Settings ofKeras(Path file, Optional<KerasArchitecture> keras) {
        return new Settings(file, keras, List.of(), List.of());
    }

    /** The endings of files that have settings, in the order in which they are looked for. */
    private static final List<String> ENDINGS = List.of(".keras", ".h5", ".json", ".onnx");

    /**
     * Finds a file of settings beside a file of weights: one with its name and another ending.
     *
     * @param weights the file of weights
     * @return the file, if there is one
     */
    static Optional<Path> beside(Path weights) {
        String name = weights.getFileName().toString();
        String stem = name.replaceFirst("(\\.weights)?\\.[^.]*$", "");
        return ENDINGS.stream()
                .map(ending -> stem + ending)
                .filter(candidate -> !candidate.equals(name))
                .map(weights::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Reads a file of settings. */
    static Settings read(Path file, Limits limits) throws IOException {
        Origin origin = new Origin(file.toString());
        return switch (FileKind.of(file)) {
            case KERAS -> {
                try (KerasArchive archive = KerasArchive.open(file, limits)) {
                    yield ofKeras(file, Optional.of(KerasModels.architecture(archive)));
                }
            }
            case HDF5 -> {
                try (Hdf5File hdf5 = Hdf5File.open(file, limits)) {
                    Optional<KerasArchitecture> architecture = KerasModels.architecture(file, hdf5, limits);
                    if (architecture.isEmpty()) {
                        throw origin.refuse("has no settings of layers: it has no attribute model_config");
                    }
                    yield ofKeras(file, architecture);
                }
            }
            case ONNX -> {
                try (OnnxFile onnx = OnnxFile.open(file, limits)) {
                    yield new Settings(file, Optional.empty(), OnnxModels.layers(onnx), OnnxLinears.of(onnx));
                }
            }
            case JSON -> {
                if (Files.size(file) > limits.documentBytes()) {
                    throw origin.refuse("has more than the %d bytes that are allowed", limits.documentBytes());
                }
                Json document = Json.parse(origin, Files.readString(file), limits);
                yield ofKeras(file, Optional.of(KerasModels.architecture(document)));
            }
            default -> throw origin.refuse("has no settings of layers; %s files have them", ENDINGS);
        };
    }

    /** A layer of a name. */
    Optional<ModelLayer> layer(String name) throws IOException {
        List<ModelLayer> layers = keras.isPresent() ? keras.get().layers(KerasVariables.NONE) : onnx;
        List<ModelLayer> found = layers.stream()
                .filter(layer -> layer.path().equals(name) || layer.name().equals(name))
                .toList();
        if (found.size() > 1) {
            throw new ModelFileException(file + ": has more than one normalization layer " + Origin.quoted(name));
        }
        return found.stream().findFirst();
    }
}
