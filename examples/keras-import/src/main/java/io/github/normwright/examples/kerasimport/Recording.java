package io.github.normwright.examples.kerasimport;

import io.github.normwright.examples.modelfiles.LayerInput;
import io.github.normwright.examples.modelfiles.ModelLayer;
import io.github.normwright.examples.modelfiles.ModelLinear;
import io.github.normwright.examples.modelfiles.format.Limits;
import io.github.normwright.examples.modelfiles.format.NpzFile;
import io.github.normwright.examples.modelfiles.format.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the layers of a model gave in inference: a file of NumPy arrays with the model's input {@code x}, and {@code out_LAYER}
 * for each layer, in the order of the layers.
 */
final class Recording implements AutoCloseable {

    private static final String ENDING = "-io.npz";
    private static final String INPUT = "x";
    private static final String OUTPUT = "out_";

    private final Path path;
    private final NpzFile file;

    private Recording(Path path, NpzFile file) {
        this.path = path;
        this.file = file;
    }

    /** The recording beside a model, if there is one. */
    static Optional<Path> beside(Path model) {
        String stem = model.getFileName().toString().replaceFirst("(\\.weights)?\\.[^.]*$", "");
        return Optional.of(model.resolveSibling(stem + ENDING)).filter(Files::isRegularFile);
    }

    /** Whether a file is a recording, and not a model. */
    static boolean isRecording(Path file) {
        return file.getFileName().toString().endsWith(ENDING);
    }

    static Recording open(Path path) throws IOException {
        return new Recording(path, NpzFile.open(path, Limits.DEFAULT));
    }

    Path path() {
        return path;
    }

    /** Where the output of a layer stands, if it was recorded. */
    Optional<String> output(ModelLayer layer) {
        return output(layer.path(), layer.name());
    }

    /** Where the output of a layer of any kind stands, if it was recorded. */
    Optional<String> output(String path, String name) {
        return names(path)
                .or(() -> names(name))
                .filter(array -> file.tensors().get(array).type().isFloating());
    }

    /** Where the input of a layer stands, if it was recorded. */
    Optional<String> input(ModelLayer layer) {
        LayerInput input = layer.input();
        if (input instanceof LayerInput.OfModel) {
            return Optional.of(INPUT).filter(file.tensors()::containsKey);
        }
        if (input instanceof LayerInput.OutputOf other) {
            return names(other.layer()).or(() -> before(layer));
        }
        return before(layer);
    }

    /** Where the input of a linear layer stands, if it was recorded. */
    Optional<String> input(ModelLinear linear) {
        if (linear.input() instanceof LayerInput.OutputOf other) {
            return names(other.layer());
        }
        return Optional.of(INPUT).filter(input -> linear.input() instanceof LayerInput.OfModel);
    }

    /** Where the file does not say what a layer takes, it is what was recorded before it, if that has the same shape. */
    private Optional<String> before(ModelLayer layer) {
        Optional<String> output = output(layer);
        List<String> values = file.names().stream()
                .filter(name -> name.equals(INPUT) || name.startsWith(OUTPUT))
                .toList();
        int place = output.map(values::indexOf).orElse(-1);
        return place < 1
                ? Optional.empty()
                : Optional.of(values.get(place - 1)).filter(name -> shape(name).equals(shape(output.get())));
    }

    private Optional<String> names(String layer) {
        return Stream.of("/", ".", "_")
                .map(separator -> OUTPUT + layer.replace("/", separator))
                .filter(file.tensors()::containsKey)
                .findFirst();
    }

    List<Integer> shape(String name) {
        return file.tensors().get(name).shape();
    }

    Tensor read(String name) throws IOException {
        return file.read(name);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
