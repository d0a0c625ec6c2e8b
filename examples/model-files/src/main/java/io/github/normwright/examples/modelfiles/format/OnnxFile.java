package io.github.normwright.examples.modelfiles.format;

import io.github.normwright.examples.modelfiles.format.ProtobufReader.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An ONNX file: the nodes of its main graph, and the tensors that are part of it, be they initializers or the values of {@code
 * Constant} nodes. Graphs within nodes, functions and tensors in other files are not read.
 */
public final class OnnxFile implements TensorFile {

    private final Path path;
    private final Bytes bytes;
    private final OnnxGraph graph;
    private final String producer;
    private final SortedMap<String, TensorInfo> tensors = new TreeMap<>();
    private final Map<String, OnnxTensor> places = new HashMap<>();

    private OnnxFile(Path path, Bytes bytes, OnnxGraph graph, String producer) {
        this.path = path;
        this.bytes = bytes;
        this.graph = graph;
        this.producer = producer;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param limits what it may ask for
     * @return the open file
     * @throws ModelFileException if it is damaged or too large
     * @throws IOException if it cannot be read
     */
    public static OnnxFile open(Path file, Limits limits) throws IOException {
        Bytes bytes = Bytes.of(file, new Origin(file.toString()));
        try {
            return read(file, bytes, limits);
        } catch (IOException | RuntimeException failure) {
            bytes.close();
            throw failure;
        }
    }

    /** Reads the message {@code ModelProto}. */
    private static OnnxFile read(Path path, Bytes bytes, Limits limits) throws IOException {
        ProtobufReader message = ProtobufReader.of(bytes);
        OnnxGraph graph = null;
        String producer = "";
        while (message.next()) {
            switch (message.field()) {
                case 2 -> producer = message.string();
                case 7 -> {
                    if (graph != null) {
                        throw bytes.origin().refuse("has two graphs");
                    }
                    graph = OnnxGraph.read(message.message(), limits);
                }
                default -> message.skip();
            }
        }
        if (graph == null) {
            throw bytes.origin().refuse("has no graph, so it is no ONNX model, or is cut off");
        }
        OnnxFile file = new OnnxFile(path, bytes, graph, producer);
        for (Map.Entry<String, OnnxTensor> constant : graph.constants().entrySet()) {
            String name = constant.getKey();
            Optional<TensorInfo> info = constant.getValue().info(bytes.origin(), name, limits);
            if (info.isPresent()) {
                file.tensors.put(name, info.get());
                file.places.put(name, constant.getValue());
            }
        }
        return file;
    }

    /**
     * The nodes, as the file has them: each after those whose outputs it takes.
     *
     * @return the nodes; immutable
     */
    public List<OnnxNode> nodes() {
        return Collections.unmodifiableList(graph.nodes());
    }

    /**
     * The shape of a value, if the file says it.
     *
     * @param value the name of an input or output of a node
     * @return its sizes, -1 for those that are not known
     */
    public Optional<List<Integer>> shape(String value) {
        return Optional.ofNullable(graph.shapes().get(value)).map(List::copyOf);
    }

    /**
     * What wrote the file.
     *
     * @return its name, such as {@code pytorch}; may be empty
     */
    public String producer() {
        return producer;
    }

    @Override
    public SortedMap<String, TensorInfo> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    @Override
    public Tensor read(String name) throws IOException {
        TensorInfo info = Tensors.find(bytes.origin(), tensors, name);
        return places.get(name).tensor(bytes, info);
    }

    @Override
    public void copyWith(Path target, List<Tensor> replacements) throws IOException {
        Patches.of(bytes.origin(), this, this::offset, replacements).copy(path, target);
    }

    private Optional<Long> offset(String name) {
        return places.get(name).piece(tensors.get(name)).map(Place::offset);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
