package io.github.normwright.examples.modelfiles.format;

import java.util.List;
import java.util.Map;

/**
 * A node of an ONNX graph. Immutable.
 *
 * @param name its name, which may be empty
 * @param operator the operator, such as {@code BatchNormalization}; one that is not ONNX' own has its domain before it
 * @param inputs the names of its inputs; empty where an optional one is left out
 * @param outputs the names of its outputs
 * @param floats its attributes that are floats
 * @param integers its attributes that are integers
 * @param integerLists its attributes that are lists of integers
 * @param texts its attribute {@code auto_pad}, if it has one; other texts are of no use here
 */
public record OnnxNode(
        String name,
        String operator,
        List<String> inputs,
        List<String> outputs,
        Map<String, Float> floats,
        Map<String, Long> integers,
        Map<String, List<Long>> integerLists,
        Map<String, String> texts) {

    /** Copies what it is given. */
    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        floats = Map.copyOf(floats);
        integers = Map.copyOf(integers);
        integerLists = Map.copyOf(integerLists);
        texts = Map.copyOf(texts);
    }
}
