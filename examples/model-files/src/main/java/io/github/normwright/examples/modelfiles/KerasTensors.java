package io.github.normwright.examples.modelfiles;

import io.github.normwright.examples.modelfiles.format.Json;
import io.github.normwright.examples.modelfiles.format.ModelFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the tensors in the calls of a layer. Keras 3 writes {@code {"class_name": "__keras_tensor__", "config": {"shape": ...,
 * "keras_history": [layer, node, tensor]}}}, the versions before it {@code [layer, node, tensor, arguments]}.
 */
final class KerasTensors {

    private KerasTensors() {}

    /** The first tensor in the first call. */
    static Optional<Json> first(Json value) throws ModelFileException {
        if (value.isObject()) {
            return isTensor(value) ? Optional.of(value) : firstOf(members(value));
        }
        if (!value.isArray()) {
            return Optional.empty();
        }
        List<Json> elements = value.elements();
        boolean isReference = elements.size() >= 3
                && elements.get(0).value() instanceof String
                && elements.get(1).value() instanceof Long
                && elements.get(2).value() instanceof Long;
        return isReference ? Optional.of(value) : firstOf(elements);
    }

    private static Optional<Json> firstOf(List<Json> values) throws ModelFileException {
        for (Json value : values) {
            Optional<Json> tensor = first(value);
            if (tensor.isPresent()) {
                return tensor;
            }
        }
        return Optional.empty();
    }

    private static List<Json> members(Json object) throws ModelFileException {
        List<Json> members = new ArrayList<>();
        for (String key : object.object().keySet()) {
            members.add(object.get(key));
        }
        return members;
    }

    private static boolean isTensor(Json value) throws ModelFileException {
        return "__keras_tensor__".equals(value.get("class_name").value());
    }

    /** The layer that gives a tensor. */
    static String producer(Json tensor) throws ModelFileException {
        List<Json> reference = tensor.isObject()
                ? tensor.require("config").require("keras_history").elements()
                : tensor.elements();
        if (reference.isEmpty()) {
            throw tensor.origin().refuse("names no layer");
        }
        return reference.get(0).string();
    }

    /** The shape of a tensor, where it is said. */
    static Optional<List<Integer>> shape(Json tensor) throws ModelFileException {
        return tensor.isObject() ? KerasShapes.read(tensor.require("config").get("shape")) : Optional.empty();
    }
}
