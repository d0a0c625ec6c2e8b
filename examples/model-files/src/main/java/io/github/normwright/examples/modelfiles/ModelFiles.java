package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Hdf5File;
import io.github.normwright.examples.modelfiles.format.KerasArchive;
import io.github.normwright.examples.modelfiles.format.Limits;
import io.github.normwright.examples.modelfiles.format.NpzFile;
import io.github.normwright.examples.modelfiles.format.OnnxFile;
import io.github.normwright.examples.modelfiles.format.Origin;
import io.github.normwright.examples.modelfiles.format.SafetensorsFile;
import io.github.normwright.examples.modelfiles.format.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens model files: {@code .keras}, {@code .weights.h5}, legacy {@code .h5}, {@code .onnx}, {@code .safetensors} and {@code
 * .npz}.
 *
 * <p>Files of weights do not have the settings of the layers: {@code .weights.h5}, {@code .safetensors}, {@code .npz}, and an
 * {@code .h5} of weights only. These are taken from a file with the same name and the ending {@code .keras}, {@code .h5},
 * {@code .json} (of {@code model.to_json()}) or {@code .onnx} beside it, or from one that the caller names.
 */
public final class ModelFiles {

    private ModelFiles() {}

    /**
     * Opens a model file.
     *
     * @param file the file
     * @return the open model
     * @throws io.github.normwright.examples.modelfiles.format.ModelFileException if it is damaged, larger than allowed, or of
     *     a kind that is not known
     * @throws IOException if it cannot be read
     */
    public static Model open(Path file) throws IOException {
        return open(file, Optional.empty(), Limits.DEFAULT);
    }

    /**
     * Opens a model file.
     *
     * @param file the file
     * @param settings the file that has the layers' settings, if the file itself has not; nothing to look beside it
     * @param limits what the files may ask for
     * @return the open model
     * @throws io.github.normwright.examples.modelfiles.format.ModelFileException if a file is damaged, larger than allowed, or
     *     of a kind that is not known
     * @throws IOException if one cannot be read
     */
    public static Model open(Path file, Optional<Path> settings, Limits limits) throws IOException {
        return switch (FileKind.of(file)) {
            case KERAS -> guarded(KerasArchive.open(file, limits), archive -> KerasModels.of(file, archive));
            case HDF5 ->
                guarded(
                        Hdf5File.open(file, limits),
                        hdf5 -> KerasModels.of(file, hdf5, settings(file, hdf5, settings, limits), limits));
            case ONNX -> guarded(OnnxFile.open(file, limits), onnx -> OnnxModels.of(file, onnx));
            case SAFETENSORS ->
                guarded(
                        SafetensorsFile.open(file, limits),
                        tensors -> NamedTensorModels.of(file, tensors, settings(file, settings, limits)));
            case NPZ ->
                guarded(
                        NpzFile.open(file, limits),
                        tensors -> NamedTensorModels.of(file, tensors, settings(file, settings, limits)));
            case JSON, UNKNOWN ->
                throw new Origin(file.toString())
                        .refuse(
                                "is no model file that can be read: it starts with %s, and its name does not end in .keras, .h5,"
                                        + " .onnx, .safetensors or .npz",
                                Origin.quoted(FileKind.startOf(file)));
        };
    }

    private static Optional<Settings> settings(Path file, Hdf5File hdf5, Optional<Path> named, Limits limits)
            throws IOException {
        return hdf5.text("", "model_config").isPresent() ? Optional.empty() : settings(file, named, limits);
    }

    private static Optional<Settings> settings(Path file, Optional<Path> named, Limits limits) throws IOException {
        Optional<Path> other = named.or(() -> Settings.beside(file));
        return other.isPresent() ? Optional.of(Settings.read(other.get(), limits)) : Optional.empty();
    }

    /** Makes a model of an open file. */
    private interface Reading<F> {
        Model model(F file) throws IOException;
    }

    /** Closes the file if no model can be made of it. */
    private static <F extends TensorFile> Model guarded(F file, Reading<F> reading) throws IOException {
        try {
            return reading.model(file);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }
}
