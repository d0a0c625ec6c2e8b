package io.github.normwright.processor.diagnostics;

import static io.github.normwright.processor.diagnostics.MessagesTest.layer;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in where an annotation stands and what its layers are called. */
final class NameMistakes {

    private NameMistakes() {}

    static Stream<Arguments> errors() {
        return Stream.of(
                layer(
                        "shape = {DYNAMIC, 4}, name = «\"conv1/bn\"»",
                        "[NW102] name must consist of letters, digits and underscores and start with a letter, found"
                                + " \"conv1/bn\". Did you mean \"conv1_bn\"?"),
                Arguments.of(
                        "interface Outer { «@BatchNormalization(shape = {DYNAMIC, 4})» class Inner {} }"
                                .replace("interface Outer", "class Outer")
                                .replace("class Inner", "private class Inner"),
                        "[NW101] Outer.Inner is private, so the generated layer could not be named after it. Make it"
                                + " package-private."),
                Arguments.of(
                        "«@BatchNormalization(shape = {DYNAMIC, 4})» @BatchNormalization(shape = {DYNAMIC, 8}, name ="
                                + " \"b\") interface Twice {}",
                        "[NW103] name is needed where @BatchNormalization is repeated: the generated classes are named"
                                + " after it. Add name = \"...\"."),
                Arguments.of(
                        "@BatchNormalization(shape = {DYNAMIC, 4}, name = \"a_b\")"
                                + " «@BatchNormalization(shape = {DYNAMIC, 8}, name = \"aB\")» interface Twice {}",
                        "[NW104] the class TwiceABFloat32 would be generated twice; it is already generated for Twice."
                                + " Give each annotation a name of its own."),
                Arguments.of(
                        "class A { @BatchNormalization(shape = {DYNAMIC, 4}) interface B {} }"
                                + " «@BatchNormalization(shape = {DYNAMIC, 8})» interface AB {}",
                        "[NW104] the class ABFloat32 would be generated twice; it is already generated for A.B. Rename one"
                                + " of the annotated types."),
                Arguments.of(
                        "@BatchNormalization(shape = {DYNAMIC, 4}, name = \"a\", epsilon = «0»)"
                                + " @BatchNormalization(shape = {DYNAMIC, 8}, name = \"b\") interface Twice {}",
                        "[NW130] epsilon must be positive and finite, found 0.0. Use 1e-5, say, or leave it out for that of the profile."),
                Arguments.of(
                        "@BatchNormalizations({@BatchNormalization(shape = {DYNAMIC, 4}, name = \"a\"),"
                                + " @BatchNormalization(shape = {DYNAMIC, 8}, name = \"b\", axis = {1, «7»})})"
                                + " interface Twice {}",
                        "[NW121] axis 7 is out of range: shape {DYNAMIC, 8} has rank 2, so axis lies between -2 and 1."),
                Arguments.of(
                        "«@BatchNormalization(shape = {DYNAMIC, 4})» interface Norm {} class NormFloat32 {}",
                        "[NW105] the class NormFloat32 to be generated exists already in this compilation. Rename that"
                                + " class or the annotated type."));
    }
}
