package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the message {@code GraphProto} of an ONNX file: nodes, constants, and what is known of shapes. */
final class OnnxGraph {

    private static final String AUTO_PAD = "auto_pad";
    private static final int MOST_INTEGERS = 2 * Limits.RANK;

    private final Limits limits;
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
    private final Map<String, List<Integer>> shapes = new HashMap<>();
    private long names;

    private OnnxGraph(Limits limits) {
        this.limits = limits;
    }

    static OnnxGraph read(ProtobufReader message, Limits limits) throws IOException {
        OnnxGraph graph = new OnnxGraph(limits);
        while (message.next()) {
            switch (message.field()) {
                case 1 -> graph.readNode(message.message());
                case 5 -> {
                    OnnxTensor constant = OnnxTensor.read(message.message());
                    graph.addConstant(message.origin(), constant.name(), constant);
                }
                case 11, 12, 13 -> graph.readValue(message.message());
                default -> message.skip();
            }
        }
        return graph;
    }

    List<OnnxNode> nodes() {
        return nodes;
    }

    /** Tensors that are part of the model, by the names under which nodes take them. */
    Map<String, OnnxTensor> constants() {
        return constants;
    }

    /** Shapes by the names of the values, -1 for sizes that are not known. */
    Map<String, List<Integer>> shapes() {
        return shapes;
    }

    /** Everything that has a name takes memory, even if its name is empty. */
    private String name(ProtobufReader message) throws IOException {
        names++;
        if (names > 16L * limits.tensors()) {
            throw message.origin().refuse("has more than %d names, far more than is allowed", names - 1);
        }
        return message.string();
    }

    private void addConstant(Origin origin, String name, OnnxTensor constant) throws ModelFileException {
        if (constants.size() >= limits.tensors()) {
            throw origin.refuse("has more than the %d tensors that are allowed", limits.tensors());
        }
        if (constants.put(name, constant) != null) {
            throw origin.refuse("has two tensors named %s", Origin.quoted(name));
        }
    }

    private void readNode(ProtobufReader message) throws IOException {
        if (nodes.size() >= limits.tensors()) {
            throw message.origin().refuse("has more than the %d nodes that are allowed", limits.tensors());
        }
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String name = "";
        String type = "";
        String domain = "";
        Attributes attributes = new Attributes();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> inputs.add(name(message));
                case 2 -> outputs.add(name(message));
                case 3 -> name = name(message);
                case 4 -> type = message.string();
                case 5 -> readAttribute(message.message(), attributes);
                case 7 -> domain = message.string();
                default -> message.skip();
            }
        }
        String operator = domain.isEmpty() || domain.equals("ai.onnx") ? type : domain + "." + type;
        nodes.add(new OnnxNode(
                name,
                operator,
                inputs,
                outputs,
                attributes.floats,
                attributes.integers,
                attributes.integerLists,
                attributes.texts));
        if (operator.equals("Constant") && attributes.value != null && outputs.size() == 1) {
            addConstant(message.origin(), outputs.get(0), attributes.value);
        }
    }

    /** The attributes of a node, as far as they are of use. */
    private static final class Attributes {
        private final Map<String, Float> floats = new HashMap<>();
        private final Map<String, Long> integers = new HashMap<>();
        private final Map<String, List<Long>> integerLists = new HashMap<>();
        private final Map<String, String> texts = new HashMap<>();
        private OnnxTensor value;
    }

    private void readAttribute(ProtobufReader message, Attributes attributes) throws IOException {
        String name = "";
        Float number = null;
        Long integer = null;
        OnnxTensor tensor = null;
        List<Long> integers = new ArrayList<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = name(message);
                case 2 -> number = message.float32();
                case 3 -> integer = message.integer();
                case 4 -> {
                    if (name.equals(AUTO_PAD)) {
                        attributes.texts.put(name, message.string());
                    } else {
                        message.skip();
                    }
                }
                case 5 -> tensor = OnnxTensor.read(message.message());
                case 8 -> {
                    integers.addAll(message.integers(limits.tensors()));
                    if (integers.size() > MOST_INTEGERS) {
                        // Longer lists are no strides or paddings.
                        integers.clear();
                    }
                }
                default -> message.skip();
            }
        }
        if (!integers.isEmpty()) {
            attributes.integerLists.put(name, List.copyOf(integers));
        }
        if (number != null) {
            attributes.floats.put(name, number);
        }
        if (integer != null) {
            attributes.integers.put(name, integer);
        }
        if (tensor != null && name.equals("value")) {
            attributes.value = tensor;
        }
    }

    /** A message {@code ValueInfoProto}: a name and, some messages deep, a shape. */
    private void readValue(ProtobufReader message) throws IOException {
        String name = "";
        List<Integer> shape = null;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = name(message);
                case 2 -> shape = shapeOfType(message.message());
                default -> message.skip();
            }
        }
        if (shape != null) {
            shapes.put(name, shape);
        }
    }

    private static List<Integer> shapeOfType(ProtobufReader type) throws IOException {
        List<Integer> shape = null;
        while (type.next()) {
            if (type.field() == 1) {
                shape = shapeOfTensorType(type.message());
            } else {
                type.skip();
            }
        }
        return shape;
    }

    private static List<Integer> shapeOfTensorType(ProtobufReader tensor) throws IOException {
        List<Integer> shape = null;
        while (tensor.next()) {
            if (tensor.field() == 2) {
                shape = sizes(tensor.message());
            } else {
                tensor.skip();
            }
        }
        return shape;
    }

    private static List<Integer> sizes(ProtobufReader shape) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        while (shape.next()) {
            if (shape.field() == 1 && sizes.size() < Limits.RANK) {
                sizes.add(size(shape.message()));
            } else {
                shape.skip();
            }
        }
        return sizes;
    }

    private static int size(ProtobufReader dimension) throws IOException {
        long size = -1;
        while (dimension.next()) {
            if (dimension.field() == 1) {
                size = dimension.integer();
            } else {
                dimension.skip();
            }
        }
        return size > 0 && size <= Integer.MAX_VALUE ? (int) size : -1;
    }
}
