package io.github.normwright.processor.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.processor.message.Message;
import io.github.normwright.processor.testing.Compiler;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mistake gives one message, on the exact value, with its code, what was found and what is allowed: in javac and in
 * ecj.
 */
class MessagesTest {

    private static final String HEAD = """
            import io.github.normwright.api.*;
            import static io.github.normwright.api.Shape.DYNAMIC;
            """;

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
                layer("shape = {DYNAMIC, 4, 4}, axis = {1, 2, «1»}", "[NW122] axis names axis 1 twice."),
                layer("shape = {DYNAMIC, 4, 4}, axis = {2, «-1»}", "[NW122] axis names axis 2 twice: as 2 and as -1."),
                layer(
                        "shape = {DYNAMIC, 4}, axis = «0»",
                        "[NW123] axis 0 of shape {DYNAMIC, 4} is DYNAMIC, but statistics and parameters are kept along it."
                                + " Give its size in shape."),
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «0»",
                        "[NW130] epsilon must be positive and finite, found 0.0. Keras uses 1e-3, PyTorch 1e-5."),
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «-1e-3»",
                        "[NW130] epsilon must be positive and finite, found -0.001. Keras uses 1e-3, PyTorch 1e-5."),
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «1f / 0»",
                        "[NW130] epsilon must be positive and finite, found Infinity. Keras uses 1e-3, PyTorch 1e-5."),
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «0.0 / 0»",
                        "[NW130] epsilon must be positive and finite, found NaN. Keras uses 1e-3, PyTorch 1e-5."),
                layer(
                        "shape = {DYNAMIC, 4}, epsilon = «1e-60»",
                        "[NW131] epsilon 1.0E-60 is zero as a float32. Use at least 1.4e-45, or dtypes = FLOAT64."),
                layer(
                        "shape = {DYNAMIC, 4}, momentum = «1 / 0.0»",
                        "[NW132] momentum must be finite, found Infinity. KERAS_3 uses 0.99."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TORCH, momentum = «0.0 / 0»",
                        "[NW132] momentum must be finite, found NaN. TORCH uses 0.1."),
                layer(
                        "shape = {DYNAMIC, 4}, cumulativeAverage = true, momentum = «0.9»",
                        "[NW134] momentum has no effect with cumulativeAverage = true. Leave one of them out."),
                layer(
                        "shape = {DYNAMIC, 4}, fused = «Fused.FORBIDDEN»",
                        "[NW135] fused = FORBIDDEN needs a profile of TensorFlow, found KERAS_3: no other system behaves"
                                + " differently."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS, fused = «Fused.REQUIRED»",
                        "[NW136] fused = REQUIRED is refused by TensorFlow here: it takes input of rank 4 or 5 (4 only in"
                                + " TensorFlow 1), and shape has rank 2. Use AUTO or FORBIDDEN."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, axis = 2, profile = Profile.TF_KERAS, fused = «Fused.REQUIRED»",
                        "[NW136] fused = REQUIRED is refused by TensorFlow here: it takes axis 1 or 3 of rank 4, found axis"
                                + " 2. Use AUTO or FORBIDDEN."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, axis = {1, 3}, profile = Profile.TF_KERAS, fused ="
                                + " «Fused.REQUIRED»",
                        "[NW136] fused = REQUIRED is refused by TensorFlow here: it takes a single axis, and axis names"
                                + " several. Use AUTO or FORBIDDEN."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, dtypes = DType.FLOAT64, profile = Profile.TF_KERAS, fused ="
                                + " «Fused.REQUIRED»",
                        "[NW136] fused = REQUIRED is refused by TensorFlow here: it has no float64 kernel, and dtypes"
                                + " names FLOAT64. Use AUTO or FORBIDDEN."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, cumulativeAverage = «true»",
                        "[NW137] cumulativeAverage = true has no effect with trackRunningStats = false. Leave one of them"
                                + " out."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, movingVariance = «MovingVariance.BIASED»",
                        "[NW137] movingVariance = BIASED has no effect with trackRunningStats = false. Leave one of them"
                                + " out."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TORCH, trainable = «false»",
                        "[NW138] trainable = false needs profile = KERAS_3 or one of TensorFlow, found TORCH: that system has"
                                + " no frozen layer. Call infer(x, y, ..., context) instead of train."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, trainable = «false»",
                        "[NW139] trainable = false normalizes by the moving statistics; it cannot go with"
                                + " trackRunningStats = false."),
                layer(
                        "shape = {DYNAMIC, 4}, dtypes = «{}»",
                        "[NW106] dtypes must name at least one type, found {}. Allowed: FLOAT32, FLOAT64, FLOAT16,"
                                + " BFLOAT16."),
                layer(
                        "shape = {DYNAMIC, 4}, dtypes = {DType.FLOAT32, «DType.FLOAT32»}",
                        "[NW107] dtypes names FLOAT32 twice."),
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
                        "[NW130] epsilon must be positive and finite, found 0.0. Keras uses 1e-3, PyTorch 1e-5."),
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

    static Stream<Arguments> errorsOfBatches() {
        return Stream.of(
                layer(
                        "shape = {DYNAMIC, 4}, fusedEpsilonFloor = «1e-5»",
                        "[NW140] fusedEpsilonFloor needs a profile of TensorFlow, found KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS_V1, fusedEpsilonFloor = «-1»",
                        "[NW141] fusedEpsilonFloor must be at least 0 and finite, found -1.0."),
                layer(
                        "shape = «{1, 4}», profile = Profile.TORCH",
                        "[NW142] shape leaves one value per channel, whose variance is zero; TORCH refuses that in"
                                + " training. Use refuseSingleValues = OFF to allow it."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, useMovingStatistics = «Switch.ON»",
                        "[NW139] useMovingStatistics = ON normalizes by the moving statistics; it cannot go with"
                                + " trackRunningStats = false."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TORCH, renorm = «true»",
                        "[NW150] the system of profile = TORCH has no batch renormalization. Leave renorm out, or"
                                + " use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.ONNX, virtualBatchSize = «2»",
                        "[NW150] the system of profile = ONNX has no virtual batches. Leave virtualBatchSize out,"
                                + " or use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_LAYERS_1_4, adjustment = «true»",
                        "[NW150] the system of profile = TF_LAYERS_1_4 has no adjustments. Leave adjustment out,"
                                + " or use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS_V1, mask = «true»",
                        "[NW150] the system of profile = TF_KERAS_V1 has no masks. Leave mask out, or use"
                                + " KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.ONNX, synchronizedStatistics = «true»",
                        "[NW150] the system of profile = ONNX has no synchronized statistics. Leave"
                                + " synchronizedStatistics out, or use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, renormMomentum = «0.9»",
                        "[NW151] renormMomentum has no effect without renorm = true. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, renormClipping = @RenormClipping(rmax = «3»)",
                        "[NW151] renormClipping.rmax has no effect without renorm = true. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, virtualBatches = «VirtualBatches.CONTIGUOUS»",
                        "[NW151] virtualBatches has no effect without virtualBatchSize. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, adjustmentAxes = «0»",
                        "[NW151] adjustmentAxes has no effect without adjustment = true. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, maskRule = «MaskRule.EXACT»",
                        "[NW151] maskRule has no effect without mask. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, trainable = false, nonFinite = «NonFinite.FAIL»",
                        "[NW151] nonFinite has no effect without moving statistics that training updates. Leave it out."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS, virtualBatchSize = 2, adjustment = «true»",
                        "[NW152] TensorFlow refuses adjustment together with virtualBatchSize. Leave one of them out, or"
                                + " use KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS, virtualBatchSize = 2, mask = «true»",
                        "[NW152] TensorFlow refuses mask together with virtualBatchSize. Leave one of them out, or use"
                                + " KERAS_3."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, profile = Profile.TF_KERAS, fused = Fused.REQUIRED, mask = «true»",
                        "[NW168] mask has no effect with fused = REQUIRED: TensorFlow's fused kernel ignores it. Use fused"
                                + " = FORBIDDEN to have it count."),
                layer(
                        "shape = {DYNAMIC, 4}, profile = Profile.TF_KERAS, dtypes = DType.FLOAT64, renorm = «true»",
                        "[NW153] tf-keras cannot compute renorm in float64, which dtypes names. Use profile = KERAS_3 or"
                                + " FLOAT32."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, cumulativeAverage = «true»",
                        "[NW154] cumulativeAverage cannot go with renorm, whose averages are exponential."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormMomentum = «1 / 0.0»",
                        "[NW155] renormMomentum must be finite, found Infinity. All systems use 0.99."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormClipping = @RenormClipping(rmax = «0.5», rmin = 0.7)",
                        "[NW156] rmax must be at least rmin, which is 0.7, found 0.5."),
                Arguments.of(
                        "@BatchNormalization(shape = {DYNAMIC, 4}, name = \"a\") @BatchNormalization(shape = {DYNAMIC, 8},"
                                + " name = \"b\", renorm = true, renormClipping = @RenormClipping(rmin = «-1»)) interface"
                                + " Twice {}",
                        "[NW156] rmin must be at least 0, found -1.0."),
                layer(
                        "shape = {DYNAMIC, 4, 4}, axis = «{1, 2}», profile = Profile.TF_LAYERS_1_4",
                        "[NW143] the tf.layers of TensorFlow 1.4 takes one axis, and axis names several. Use"
                                + " profile = TF_LAYERS."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, dtypes = DType.FLOAT64, profile = «Profile.TF_LAYERS_1_4»",
                        "[NW144] TensorFlow 1.4 runs its fused kernel here and fails, for that has no float64. Use fused ="
                                + " FORBIDDEN."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormClipping = @RenormClipping(dmax = «-1»)",
                        "[NW156] dmax must be at least 0, found -1.0."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormClipping = @RenormClipping(dmaxSchedule ="
                                + " «@LimitSchedule(lastStep = 5)»)",
                        "[NW157] renormClipping.dmaxSchedule leads to a limit that is missing. Add renormClipping.dmax."),
                layer(
                        "shape = {DYNAMIC, 4}, renorm = true, renormClipping = @RenormClipping(dmax = 5, dmaxSchedule ="
                                + " «@LimitSchedule(firstStep = 5, lastStep = 5)»)",
                        "[NW158] lastStep must be larger than firstStep, which must be at least 0; found 5 to 5."),
                layer(
                        "shape = {DYNAMIC, 4}, virtualBatchSize = «-2»",
                        "[NW160] virtualBatchSize must be positive, or 0 for the whole batch, found -2."),
                layer(
                        "shape = {8, 4}, axis = «0», virtualBatchSize = 2",
                        "[NW161] axis must not name axis 0 where virtualBatchSize cuts the batch along it."),
                layer(
                        "shape = {8, 4}, virtualBatchSize = «3»",
                        "[NW162] virtualBatchSize must divide the batch of 8, found 3."),
                layer(
                        "shape = {8, 4}, virtualBatchSize = 2, cumulativeAverage = true, virtualBatchUpdates ="
                                + " «VirtualBatchUpdates.SEQUENTIAL»",
                        "[NW163] virtualBatchUpdates = SEQUENTIAL cannot go with cumulativeAverage = true. Use AVERAGED."),
                layer(
                        "shape = {8, 4}, mask = true, maskAxes = «{0, 5}»",
                        "[NW164] maskAxes names axis 5, which is out of range: shape has rank 2, so it lies between -2 and"
                                + " 1."),
                layer(
                        "shape = {8, 4}, adjustment = true, adjustmentAxes = «{1, -1}»",
                        "[NW165] adjustmentAxes names axis 1 twice."),
                layer(
                        "shape = {DYNAMIC, 4}, virtualBatchSize = 2, synchronizedStatistics = «true»",
                        "[NW167] synchronizedStatistics cannot go with virtualBatchSize: one makes statistics of more than"
                                + " a batch, the other of less. Leave one of them out."));
    }

    static Stream<Arguments> errorsOfObjects() {
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

    static Stream<Arguments> warnings() {
        return Stream.of(
                layer(
                        "shape = {DYNAMIC, 4}, momentum = «1.5»",
                        "[NW133] momentum 1.5 lies outside 0 to 1: the moving statistics extrapolate and may become"
                                + " negative."),
                layer(
                        "shape = {DYNAMIC, 4}, trackRunningStats = false, momentum = «0.9»",
                        "[NW134] momentum has no effect with trackRunningStats = false. Leave one of them out."),
                layer(
                        "shape = {DYNAMIC, 4, 4, 4}, profile = Profile.TF_KERAS, mask = «true»",
                        "[NW166] TensorFlow's fused kernel, which takes this shape, ignores the mask, and so does this"
                                + " layer. Use fused = FORBIDDEN to have it count."));
    }

    private static Arguments layer(String attributes, String message) {
        return Arguments.of("@BatchNormalization(" + attributes + ") interface Norm {}", message);
    }

    @ParameterizedTest
    @MethodSource({"errors", "errorsOfBatches", "errorsOfObjects"})
    void aMistakeIsOneErrorOnTheExactValue(String source, String message) {
        check(source, message, Diagnostic.Kind.ERROR);
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void somethingDoubtfulIsAWarning(String source, String message) {
        check(source, message, Diagnostic.Kind.WARNING);
    }

    private static void check(String source, String message, Diagnostic.Kind kind) {
        MarkedSource marked = MarkedSource.of(HEAD + source);
        for (Compiler compiler : Compiler.values()) {
            List<Compiler.Finding> findings = compiler.compile(List.of(), marked.text()).stream()
                    .filter(finding -> finding.message().contains("[NW") || finding.kind() == Diagnostic.Kind.ERROR)
                    .toList();
            assertEquals(
                    List.of(message),
                    findings.stream().map(Compiler.Finding::message).toList(),
                    compiler.toString());
            assertEquals(kind, findings.get(0).kind(), compiler.toString());
            // Eclipse marks the attribute or the annotation that the value belongs to.
            if (compiler == Compiler.JAVAC) {
                assertEquals(marked.marked(), findings.get(0).markedIn(marked.text()));
            }
        }
    }

    @Test
    void everyMessageHasATest() {
        Set<String> tested = Stream.of(errors(), errorsOfBatches(), errorsOfObjects(), warnings())
                .flatMap(Function.identity())
                .map(arguments -> arguments.get()[1].toString())
                .map(text -> text.substring(1, 6))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        // Options are tested in OptionsTest; the other two need a bug or a full disk.
        tested.addAll(List.of("NW001", "NW002", "NW003", "NW004"));
        assertEquals(
                Arrays.stream(Message.values()).map(Message::code).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(tested));
    }
}
