package io.github.normwright.examples.modelfiles;

import io.github.normwright.api.DType;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import io.github.normwright.examples.modelfiles.format.Origin;
import io.github.normwright.examples.modelfiles.format.Tensor;
import io.github.normwright.examples.modelfiles.format.TensorFile;
import io.github.normwright.examples.modelfiles.format.TensorInfo;
import io.github.normwright.kernels.Elements;
import io.github.normwright.kernels.fold.LinearLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An open model file, as far as its normalization layers go. Variables are read when asked for. Not thread-safe. */
public final class Model implements AutoCloseable {

    private final Path file;
    private final String system;
    private final Optional<Path> settingsFile;
    private final List<ModelLayer> layers;
    private final List<ModelLinear> linears;
    private final TensorFile tensors;

    Model(
            Path file,
            String system,
            Optional<Path> settingsFile,
            List<ModelLayer> layers,
            List<ModelLinear> linears,
            TensorFile tensors) {
        this.file = file;
        this.system = system;
        this.settingsFile = settingsFile;
        this.layers = List.copyOf(layers);
        this.linears = List.copyOf(linears);
        this.tensors = tensors;
    }

    /**
     * The file.
     *
     * @return its path, as it was opened
     */
    public Path file() {
        return file;
    }

    /**
     * What wrote the file, as far as it says.
     *
     * @return such as {@code Keras 3.15.1}
     */
    public String system() {
        return system;
    }

    /**
     * The other file that the layers' settings are from.
     *
     * @return nothing if this one has them, or if there is none
     */
    public Optional<Path> settingsFile() {
        return settingsFile;
    }

    /**
     * The normalization layers.
     *
     * @return the layers in the model's order; immutable
     */
    public List<ModelLayer> layers() {
        return layers;
    }

    /**
     * The dense, convolution and depthwise layers without an activation: those that normalizations can be folded into.
     *
     * @return the layers in the model's order, as far as the file says what they are; immutable
     */
    public List<ModelLinear> linears() {
        return linears;
    }

    /**
     * Reads a linear layer.
     *
     * @param linear a linear layer of this model
     * @param input the shape of its input, on which its padding may depend
     * @return its weights and what they mean
     * @throws IOException if the file cannot be read, or is damaged
     */
    public LinearLayer<?> read(ModelLinear linear, List<Integer> input) throws IOException {
        Tensor weights = tensors.read(linear.weights());
        Optional<Tensor> bias = linear.bias().isPresent()
                ? Optional.of(tensors.read(linear.bias().get()))
                : Optional.empty();
        Elements<?> elements = Elements.of(DType.valueOf(weights.info().type().name()));
        return read(elements, linear, input, weights, bias);
    }

    private static <A> LinearLayer<A> read(
            Elements<A> elements, ModelLinear linear, List<Integer> input, Tensor weights, Optional<Tensor> bias) {
        return LinearLayer.of(
                elements,
                linear.layout(),
                linear.geometry(input),
                elements.of(weights.toDoubles()),
                bias.map(tensor -> elements.of(tensor.toDoubles())));
    }

    /**
     * The tensors of the whole file.
     *
     * @return the open file
     */
    public TensorFile tensors() {
        return tensors;
    }

    /**
     * Finds a layer.
     *
     * @param pathOrName its path; or its name, if no other normalization layer has it
     * @return the layer
     * @throws ModelFileException if there is none, or if there are several
     */
    public ModelLayer layer(String pathOrName) throws ModelFileException {
        List<ModelLayer> found =
                layers.stream().filter(layer -> layer.path().equals(pathOrName)).toList();
        if (found.isEmpty()) {
            found = layers.stream()
                    .filter(layer -> layer.name().equals(pathOrName))
                    .toList();
        }
        if (found.size() != 1) {
            List<String> paths = layers.stream().map(ModelLayer::path).toList();
            throw new Origin(file.toString())
                    .refuse(
                            "has %s normalization layer %s; it has %s",
                            found.isEmpty() ? "no" : "more than one", Origin.quoted(pathOrName), paths);
        }
        return found.get(0);
    }

    /**
     * What the file says of a variable.
     *
     * @param layer a layer of this model
     * @param variable the name of one of its variables
     * @return name in the file, type and shape
     * @throws ModelFileException if there is no such variable
     */
    public TensorInfo info(ModelLayer layer, String variable) throws ModelFileException {
        return tensors.tensors().get(tensorName(layer, variable));
    }

    /**
     * Reads a variable.
     *
     * @param layer a layer of this model
     * @param variable the name of one of its variables
     * @return its values
     * @throws ModelFileException if there is no such variable, or if it is damaged
     * @throws IOException if the file cannot be read
     */
    public Tensor read(ModelLayer layer, String variable) throws IOException {
        return tensors.read(tensorName(layer, variable));
    }

    private String tensorName(ModelLayer layer, String variable) throws ModelFileException {
        String name = layer.variables().get(variable);
        if (name == null || !tensors.tensors().containsKey(name)) {
            throw place(layer)
                    .refuse(
                            "has no variable %s; it has %s",
                            Origin.quoted(variable), layer.variables().keySet());
        }
        return name;
    }

    /** A layer in the words of a message. */
    Origin place(ModelLayer layer) {
        return new Origin(file.toString()).within("layer " + Origin.quoted(layer.path()));
    }

    /**
     * Writes a copy of the file in which the variables of some layers have other values, and nothing else has changed, so
     * that the system that wrote the file reads the copy. Values are rounded to the types that the file has for them.
     *
     * @param target the file to write, created or replaced at once; it may be the model's own
     * @param changed the values of variables by their names, for the layers that are to change
     * @throws ModelFileException if the file has no such variables, or of other shapes; nothing is written then
     * @throws IOException if the file cannot be written; a file that was there is left as it was
     */
    public void copyWith(Path target, Map<ModelLayer, Map<String, double[]>> changed) throws IOException {
        List<Tensor> replacements = new ArrayList<>();
        for (Map.Entry<ModelLayer, Map<String, double[]>> layer : changed.entrySet()) {
            for (Map.Entry<String, double[]> variable : layer.getValue().entrySet()) {
                TensorInfo info = info(layer.getKey(), variable.getKey());
                if (info.elements() != variable.getValue().length) {
                    throw place(layer.getKey())
                            .refuse(
                                    "%s is %s in the file and cannot take %d values",
                                    variable.getKey(), info, variable.getValue().length);
                }
                replacements.add(Tensor.of(info.name(), info.type(), info.shape(), variable.getValue()));
            }
        }
        tensors.copyWith(target, replacements);
    }

    @Override
    public void close() throws IOException {
        tensors.close();
    }
}
