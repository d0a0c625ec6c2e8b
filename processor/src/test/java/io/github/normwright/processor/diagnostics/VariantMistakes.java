package io.github.normwright.processor.diagnostics;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in annotations other than that of batch normalization. */
final class VariantMistakes {

    private VariantMistakes() {}

    static Stream<Arguments> errors() {
        return Stream.concat(own(), common());
    }

    private static Stream<Arguments> own() {
        return Stream.of(
                layer(
                        "GroupNormalization",
                        "shape = {DYNAMIC, 8, 8}, axis = «{1, 2}»",
                        "[NW180] axis must name one axis here, found 2."),
                layer(
                        "GroupNormalization",
                        "shape = {8, 32}, axis = «0»",
                        "[NW181] axis must not name axis 0, which counts the samples: each has statistics of its own."),
                layer(
                        "InstanceNormalization",
                        "shape = {8, 32, 4}, axis = «{0, 1}»",
                        "[NW181] axis must not name axis 0, which counts the samples: each has statistics of its own."),
                layer(
                        "GroupNormalization",
                        "shape = {DYNAMIC, 12}, groups = «5»",
                        "[NW182] groups must divide the 12 channels, or be -1 for one channel each, found 5."),
                layer(
                        "GroupNormalization",
                        "shape = {DYNAMIC, 12}, groups = «0»",
                        "[NW182] groups must divide the 12 channels, or be -1 for one channel each, found 0."),
                layer(
                        "GroupNormalization",
                        "shape = {DYNAMIC, 12}, groups = «-2»",
                        "[NW182] groups must divide the 12 channels, or be -1 for one channel each, found -2."),
                Arguments.of(
                        "«@GroupNormalization(shape = {DYNAMIC, 12})» interface Norm {}",
                        "[NW182] groups must divide the 12 channels, or be -1 for one channel each, found 32."),
                layer(
                        "InstanceNormalization",
                        "shape = «{DYNAMIC, 12}»",
                        "[NW183] shape leaves one value per sample and channel, whose variance is zero; TORCH refuses that"
                                + " in training. Use another profile to allow it."),
                layer(
                        "InstanceNormalization",
                        "shape = {DYNAMIC, 4, 12}, momentum = «0.5»",
                        "[NW151] momentum has no effect without trackRunningStats = true. Leave it out."),
                layer(
                        "InstanceNormalization",
                        "shape = {DYNAMIC, 4, 12}, trackRunningStats = true, momentum = «1 / 0.0»",
                        "[NW132] momentum must be finite, found Infinity. TORCH uses 0.1."));
    }

    /** What all annotations have in common, on each of them. */
    private static Stream<Arguments> common() {
        Stream<Arguments> shapes = Stream.of(
                        "LayerNormalization",
                        "RMSNormalization",
                        "GroupNormalization",
                        "InstanceNormalization",
                        "UnitNormalization")
                .flatMap(VariantMistakes::ofShapes);
        Stream<Arguments> parameters = Stream.of(
                        "LayerNormalization", "RMSNormalization", "GroupNormalization", "InstanceNormalization")
                .flatMap(VariantMistakes::ofParameters);
        return Stream.concat(shapes, parameters);
    }

    private static Stream<Arguments> ofShapes(String annotation) {
        return Stream.of(
                Arguments.of(
                        "«@" + annotation + "(axis = 1)» interface Norm {}",
                        "[NW108] shape is missing. Give the sizes of the input, DYNAMIC for the batch: shape = {DYNAMIC,"
                                + " 64}."),
                layer(
                        annotation,
                        "shape = {DYNAMIC, DYNAMIC, 32}, axis = «1»",
                        "[NW123] axis 1 of shape {DYNAMIC, DYNAMIC, 32} is DYNAMIC, but the layer is generated for the"
                                + " sizes of its axes. Give its size in shape."),
                layer(
                        annotation,
                        "shape = {DYNAMIC, 4, 32}, axis = «3»",
                        "[NW121] axis 3 is out of range: shape {DYNAMIC, 4, 32} has rank 3, so axis lies between -3 and"
                                + " 2."),
                layer(
                        annotation,
                        "shape = {DYNAMIC, 4, 32}, dtypes = {DType.FLOAT32, «DType.FLOAT32»}",
                        "[NW107] dtypes names FLOAT32 twice."),
                Arguments.of(
                        "«@" + annotation + "(shape = {DYNAMIC, 4, 32})» @" + annotation
                                + "(shape = {DYNAMIC, 8, 32}, name = \"b\") interface Twice {}",
                        "[NW103] name is needed where @" + annotation + " is repeated: the generated classes are named"
                                + " after it. Add name = \"...\"."));
    }

    private static Stream<Arguments> ofParameters(String annotation) {
        return Stream.of(
                layer(
                        annotation,
                        "shape = {DYNAMIC, 4, 32}, epsilon = «0»",
                        "[NW130] epsilon must be positive and finite, found 0.0. Use 1e-5, say, or leave it out for that of the profile."),
                layer(
                        annotation,
                        "shape = {DYNAMIC, 4, 32}, epsilon = «1e-60»",
                        "[NW131] epsilon 1.0E-60 is zero as a float32. Use at least 1.4e-45, or dtypes = FLOAT64."),
                layer(
                        annotation,
                        "shape = {DYNAMIC, 4, 32}, gammaInitializer = @Initializer(value = «2»)",
                        "[NW170] value has no effect with kind = DEFAULT. Leave it out."),
                layer(
                        annotation,
                        "shape = {DYNAMIC, 4, 32}, gammaConstraint = @Constraint(kind = ConstraintKind.UNIT_NORM, axis ="
                                + " «1»)",
                        "[NW174] axis 1 is out of range: the variable has the shape [32] of rank 1, so it lies between -1"
                                + " and 0."));
    }

    private static Arguments layer(String annotation, String attributes, String message) {
        return Arguments.of("@" + annotation + "(" + attributes + ") interface Norm {}", message);
    }
}
