package io.github.normwright.processor.diagnostics;

import static io.github.normwright.processor.diagnostics.MessagesTest.layer;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in shapes, axes and dtypes. */
final class ShapeMistakes {

    private ShapeMistakes() {}

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        "«@BatchNormalization(axis = 1)» interface Norm {}",
                        "[NW108] shape is missing. Give the sizes of the input, DYNAMIC for the batch: shape = {DYNAMIC,"
                                + " 64}."),
                layer("shape = «{}»", "[NW110] shape must have at least one dimension, found {}."),
                layer(
                        "shape = {DYNAMIC, «0», 4}",
                        "[NW111] dimension 1 of shape must be at least 1, or DYNAMIC (-1), found 0."),
                layer(
                        "shape = {DYNAMIC, 5, «-7»}",
                        "[NW111] dimension 2 of shape must be at least 1, or DYNAMIC (-1), found -7."),
                layer(
                        "shape = «{DYNAMIC, 65536, 65536}»",
                        "[NW112] the static dimensions of shape {DYNAMIC, 65536, 65536} multiply to 4294967296 elements;"
                                + " a Java array holds at most 2147483647."),
                layer(
                        "shape = {DYNAMIC, 4}, axis = «{}»",
                        "[NW120] axis must name at least one axis, found {}. Use -1 for channels-last, 1 for"
                                + " channels-first input."),
                layer(
                        "shape = {DYNAMIC, 4}, axis = «2»",
                        "[NW121] axis 2 is out of range: shape {DYNAMIC, 4} has rank 2, so axis lies between -2 and 1."),
                layer(
                        "shape = {DYNAMIC, 4}, axis = {1, «-3»}",
                        "[NW121] axis -3 is out of range: shape {DYNAMIC, 4} has rank 2, so axis lies between -2 and 1."),
                Arguments.of(
                        "@GroupNormalization(shape = {DYNAMIC, 4, 6}, axis = «{1, 2}», groups = 2) interface Norm {}",
                        "[NW180] axis must name one axis here, found 2."),
                Arguments.of(
                        "@InstanceNormalization(shape = {3, 4, 6}, axis = «0») interface Norm {}",
                        "[NW181] axis must not name axis 0, which counts the samples: each has statistics of its own."),
                Arguments.of(
                        "@GroupNormalization(shape = {DYNAMIC, 4, 6}, groups = «4») interface Norm {}",
                        "[NW182] groups must divide the 6 channels, or be -1 for one channel each, found 4."),
                layer("shape = {DYNAMIC, 4, 4}, axis = {1, 2, «1»}", "[NW122] axis names axis 1 twice."),
                layer("shape = {DYNAMIC, 4, 4}, axis = {2, «-1»}", "[NW122] axis names axis 2 twice: as 2 and as -1."),
                layer(
                        "shape = {DYNAMIC, 4}, axis = «0»",
                        "[NW123] axis 0 of shape {DYNAMIC, 4} is DYNAMIC, but the layer is generated for the sizes of its"
                                + " axes. Give its size in shape."),
                layer(
                        "shape = {DYNAMIC, 4}, dtypes = «{}»",
                        "[NW106] dtypes must name at least one type, found {}. Allowed: FLOAT32, FLOAT64, FLOAT16,"
                                + " BFLOAT16."),
                layer(
                        "shape = {DYNAMIC, 4}, dtypes = {DType.FLOAT32, «DType.FLOAT32»}",
                        "[NW107] dtypes names FLOAT32 twice."));
    }
}
