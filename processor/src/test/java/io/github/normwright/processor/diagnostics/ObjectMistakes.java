package io.github.normwright.processor.diagnostics;

import static io.github.normwright.processor.diagnostics.MessagesTest.layer;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in initializers, regularizers and constraints. */
final class ObjectMistakes {

    private ObjectMistakes() {}

    static Stream<Arguments> errors() {
        return Stream.of(
                layer(
                        "shape = {DYNAMIC, 4}, gammaInitializer = @Initializer(kind = InitializerKind.ONES, value = «2»)",
                        "[NW170] value has no effect with kind = ONES. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, gammaInitializer = @Initializer(value = «2»)",
                        "[NW170] value has no effect with kind = DEFAULT. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, betaInitializer = @Initializer(kind = InitializerKind.VARIANCE_SCALING,"
                                + " scale = «0»)",
                        "[NW171] scale must be positive and finite, found 0.0."),
                layer(
                        "shape = {DYNAMIC, 4}, gammaRegularizer = @Regularizer(kind = RegularizerKind.L1, l1 = «-1»)",
                        "[NW171] l1 must be at least 0 and finite, found -1.0."),
                layer(
                        "shape = {DYNAMIC, 4}, movingMeanInitializer = @Initializer(kind ="
                                + " InitializerKind.RANDOM_UNIFORM, minval = «1»)",
                        "[NW172] minval must not be larger than maxval, found 1.0 and 0.05."),
                layer(
                        "shape = {DYNAMIC, 4}, gammaInitializer = @Initializer(kind = «InitializerKind.ORTHOGONAL»)",
                        "[NW173] ORTHOGONAL needs a variable of at least 2 dimensions; this one has the shape [4]."),
                layer(
                        "shape = {DYNAMIC, 4, 5}, axis = {1, 2}, gammaInitializer = @Initializer(kind ="
                                + " «InitializerKind.IDENTITY»)",
                        "[NW173] IDENTITY needs a variable of exactly 2 dimensions; this one has the shape [1, 4, 5]."),
                layer(
                        "shape = {DYNAMIC, 4}, betaConstraint = @Constraint(kind = ConstraintKind.UNIT_NORM, axis = «1»)",
                        "[NW174] axis 1 is out of range: the variable has the shape [4] of rank 1, so it lies between -1"
                                + " and 0."),
                layer(
                        "shape = {DYNAMIC, 4}, betaConstraint = «@Constraint(kind = ConstraintKind.CUSTOM)»",
                        "[NW175] kind = CUSTOM needs a class. Add custom = ...class."),
                Arguments.of(
                        "@BatchNormalization(shape = {DYNAMIC, 4}, gammaConstraint = @Constraint(kind ="
                                + " ConstraintKind.CUSTOM, custom = «Own.class»)) interface Norm {} class Own implements"
                                + " VariableConstraint { Own(int size) {} @Override public void project(double[] values,"
                                + " int[] shape) {} }",
                        "[NW176] Own must be a class with a constructor without parameters that generated code can call:"
                                + " neither abstract nor private, and public if it is in another package."));
    }
}
