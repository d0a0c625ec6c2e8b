package io.github.normwright.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.ForeignVariant.Lines;
import io.github.normwright.processor.emit.ElementType;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.spi.Precision;
import io.github.normwright.processor.spi.Settings;
import io.github.normwright.processor.spi.VariantSpec;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.Oracle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a stranger's variant does wrong is one message, and what is right works: no code comes out broken. */
class ForeignVariantsTest {

    private static final String VARIANT = ForeignVariant.class.getName();

    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                failed(
                        "no such attribute",
                        "check",
                        "java.util.NoSuchElementException: no value for the attribute bias"
                                + " among [formulas, epsilon]"),
                failed(
                        "another type",
                        "check",
                        "java.lang.IllegalArgumentException: the attribute epsilon is 0.001,"
                                + " which is no Integer but a Double"),
                failed("exception", "algorithm", "java.lang.IllegalStateException: out of order"),
                failed("other version", "algorithm", "java.lang.NoSuchMethodError: logarithm"),
                failed("null", "algorithm", "java.lang.NullPointerException: it gives no formulas"),
                Arguments.of("an error elsewhere", "[FO1] this is nowhere."),
                formula("unknown", "y = x * gama", "nothing before it is named gama"),
                formula("unknown before", "scaled = x * gama", "nothing before it is named gama"),
                formula("twice", "scaled = x * 2", "another value is named scaled"),
                formula("operand twice", "gamma", "another operand has the name"),
                formula("keyword", "class = x * gamma", "the name class is a word of the Java language"),
                formula(
                        "no name",
                        "a-b = x * gamma",
                        "the name a-b must consist of letters and digits and start with a small letter"),
                taken("taken", "channel"),
                taken("taken by a field", "sharesTile"),
                taken("taken by tiles", "sampleTile"),
                taken("taken by sums", "lanesStart"),
                taken("taken by rests", "innerRest"),
                taken("taken by quarters of a tile", "rowsApart"),
                taken("taken by strips of planes", "strip"),
                taken("taken by ends of strips", "stripEnd"),
                taken("taken by the start of quarters", "quartersStart"),
                taken("taken by rows in fours", "fours"),
                taken("taken by the first of four rows", "firstOfFour"),
                taken("taken by pairs of rows", "aligned"),
                taken("taken by rows that are joined", "joinedRows"),
                taken("taken by copies of rows", "wrappedChannels"),
                taken("taken by edges of rows", "element"),
                takenFor("taken by a rest", "gammaOfRest", "gamma"),
                takenFor("taken by a number of a row", "gammaOfRow", "gamma"),
                takenFor("taken by lanes", "gammaLane", "gamma"),
                takenFor("taken by bits", "xBitsRaised", "x"),
                takenFor("taken by lanes of a copy", "gamma0Lanes", "gamma"),
                takenFor("taken by a turn", "gammaTurn", "gamma"),
                takenFor("taken by a tensor", "xOffset", "x"),
                takenFor("taken by another", "gammas", "gamma"),
                takenFor("setting taken", "gammaPart", "gamma"),
                formula("two settings", "y = (x + limit) * limit", "the setting limit is 2.0 here and 1.0 before"),
                formula("second tensor", "z", "a tensor is named x or residual, and has all axes of the input"),
                reduction(
                        "over nothing",
                        "total = sum(x) over no axis",
                        "no axis is reduced; let check refuse such a shape, or define the value itself"),
                reduction(
                        "over a foreign axis",
                        "total = sum(x) over axis7",
                        "axis7 is not among the axes, axis0, axis1, axis2"),
                reduction(
                        "over the wrong axis",
                        "total = sum(gamma) over axis1",
                        "the value does not vary along axis1; multiply by a count instead"),
                reduction(
                        "moments apart",
                        "m, v = moments(x) over axis0, axis2",
                        "other reductions keep axis0, axis1, axis2, and axis0, axis2 lie apart among them; use sums here"),
                reduction(
                        "weighted moments apart",
                        "m, v = moments(x, weight stopGradient(x * x)) over axis1, axis2",
                        "other reductions keep axis2, so weighted values cannot be merged; use sums here"),
                reduction(
                        "small moments",
                        "m, v = moments(gamma) over axis2",
                        "moments are those of a value as large as the input; use sums for smaller ones"),
                variable(
                        "without a shape", "gamma has no shape: it varies along axis0, whose size is not known before"),
                variable("not listed", "delta is missing in variableNames(), [gamma]"),
                variable("not a number", "gamma starts with NaN, which is not finite"),
                variable("a method", "notify has the name of a method that every layer or object has"),
                variable("undeclared", "gamma is used along axis2, but not declared so by the layer"),
                result("no output", "training: it delivers the tensors [] and not y alone"),
                result("another output", "training: it delivers the tensors [z] and not y alone"),
                result("without x", "training: y does not depend on x"),
                result("updates everywhere", "inference: it updates or checks something, which only training may"),
                result(
                        "a large update",
                        "training: \"gamma <- x\": the value varies along axis0, axis1; reduce it first"),
                variable("an unknown update", "gone is used along no axis, but not declared so by the layer"),
                result("a name for both", "training: the name of the algorithm must be inference"),
                result("a gradient", "training: gradients are derived; a variant writes none"),
                Arguments.of(
                        "no derivative",
                        "[NW199] the variant " + VARIANT
                                + " cannot be differentiated: in \"y = lastBitsAsExponent(x)\","
                                + " a function has no derivative: not differentiable: Unary[operator=LAST_BITS_AS_EXPONENT,"
                                + " operand=Ref[name=x]]."),
                Arguments.of(
                        "weight",
                        "[NW199] the variant " + VARIANT + " cannot be differentiated: in \"mean, variance = moments(x,"
                                + " weight x * x) over axis1\", the weight depends on the input or a parameter, and no"
                                + " gradient flows through a weight; put it into stopGradient if that is meant."));
    }

    private static Arguments failed(String formulas, String method, String what) {
        return Arguments.of(
                formulas,
                "[NW194] the variant " + VARIANT + " failed in " + method + ": " + what
                        + ". Its author can repair that.");
    }

    private static Arguments formula(String formulas, String node, String what) {
        return Arguments.of(
                formulas,
                "[NW195] the variant " + VARIANT + " has a wrong formula: in \"" + node + "\", " + what + ".");
    }

    private static Arguments taken(String formulas, String name) {
        return formula(
                formulas, name + " = x * gamma", "the name " + name + " is one that generated code needs for itself");
    }

    private static Arguments takenFor(String formulas, String name, String owner) {
        return formula(formulas, name, "generated code would take the name " + name + " for something of " + owner);
    }

    private static Arguments reduction(String formulas, String node, String what) {
        return Arguments.of(
                formulas,
                "[NW196] the variant " + VARIANT + " has a wrong reduction: in \"" + node + "\", " + what + ".");
    }

    private static Arguments variable(String formulas, String what) {
        return Arguments.of(formulas, "[NW197] the variant " + VARIANT + " has a wrong variable: " + what + ".");
    }

    private static Arguments result(String formulas, String what) {
        return Arguments.of(formulas, "[NW198] the variant " + VARIANT + " has a wrong result in " + what + ".");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsOneErrorOnTheAnnotation(String formulas, String message) throws IOException {
        String user = "@foreign.Foreign(shape = {-1, 3, 5}, formulas = \"" + formulas + "\") interface Norm {}";
        Compilation compilation =
                ForeignCompiler.compile(folder, List.of(VARIANT), ForeignVariant.ANNOTATION, user, """
                class User { double use(NormFloat32 norm) { return norm.gamma().values()[0]; } }
                """);
        assertEquals(List.of(message), ForeignCompiler.errors(compilation));
        Diagnostic<? extends JavaFileObject> error = compilation.errors().get(0);
        assertTrue(error.getSource().getName().contains("Norm"), error.toString());
    }

    static Stream<Arguments> right() {
        return ForeignFormulas.right().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void whatNobodyObjectsToComputesTheFormulas(String name, Lines lines) throws IOException {
        String user = "@foreign.Foreign(shape = {-1, 3, 19}, formulas = \"" + name + "\") interface Norm {}";
        Compilation compilation = ForeignCompiler.compile(folder, List.of(VARIANT), ForeignVariant.ANNOTATION, user);
        assertEquals(List.of(), ForeignCompiler.errors(compilation), name);

        Axes space = new Axes(List.of(
                new Axis(0, new Extent.Dynamic("batch")),
                new Axis(1, new Extent.Fixed(3)),
                new Axis(2, new Extent.Fixed(19))));
        VariantSpec spec = new VariantSpec(space, Axes.of(space.list().get(2)), new Settings(Map.of("formulas", name)));
        LayerAlgorithm layer = new ForeignVariant().algorithm(spec, Precision.DOUBLE);
        Compiled compiled = Compiled.of(layer, ElementType.FLOAT64, "NormFloat64");
        for (boolean isTraining : new boolean[] {true, false}) {
            LayerRun.Input input = LayerRun.Input.random(layer, 7, isTraining, 4);
            LayerRun scalar =
                    LayerRun.of(Kernels.SCALAR.create(compiled, "NormFloat64", Threads.callingThread()), input, 4);
            Compare.assertClose(Oracle.run(layer, input, 4), scalar, 1e-12, name);
            LayerRun vector =
                    LayerRun.of(Kernels.VECTOR_512.create(compiled, "NormFloat64", Threads.callingThread()), input, 4);
            Compare.assertSame(scalar, vector, name);
        }
    }

    static Stream<Arguments> annotations() {
        String needs = ". Every annotation of a variant declares shape, axis, dtypes and name.";
        return Stream.of(
                Arguments.of("int[] shape() default {};", "", "attribute shape of type int[], found none" + needs),
                Arguments.of("int[] axis() default -1;", "", "attribute axis of type int[], found none" + needs),
                Arguments.of(
                        "int[] axis() default -1;",
                        "int axis() default -1;",
                        "attribute axis of type int[], found the value -1" + needs),
                Arguments.of(
                        "DType[] dtypes() default {DType.FLOAT32, DType.FLOAT64};",
                        "String[] dtypes() default \"float\";",
                        "attribute dtypes of type DType[], found the value {float}" + needs),
                Arguments.of("String name() default \"\";", "", "attribute name of type String, found none" + needs),
                Arguments.of(
                        "String name() default \"\";",
                        "int name() default 1;",
                        "attribute name of type String, found the value 1" + needs));
    }

    @ParameterizedTest
    @MethodSource("annotations")
    void anAnnotationDeclaresTheCommonAttributes(String line, String instead, String what) throws IOException {
        String annotation = ForeignVariant.ANNOTATION.replace(line, instead);
        String shape = annotation.contains("shape()") ? "shape = {-1, 3, 5}" : "";
        String user = "@foreign.Foreign(" + shape + ") interface Norm {}";
        assertEquals(
                List.of("[NW192] @Foreign must declare an " + what),
                ForeignCompiler.errors(ForeignCompiler.compile(folder, List.of(VARIANT), annotation, user)));
    }

    @Test
    void anAnnotationStandsOnATypeOnly() throws IOException {
        String user = "interface Norm { @foreign.Foreign(shape = {-1, 3, 5}) void norm(); }";
        assertEquals(
                List.of("[NW193] @Foreign must stand on a class or an interface, found the method norm(). Give it"
                        + " @Target(ElementType.TYPE)."),
                ForeignCompiler.errors(
                        ForeignCompiler.compile(folder, List.of(VARIANT), ForeignVariant.ANNOTATION, user)));
    }

    @Test
    void nobodyIsToldOfAnAnnotationThatIsNotThere() throws IOException {
        String user = "@io.github.normwright.api.LayerNormalization(shape = {-1, 5}) interface Norm {}";
        assertEquals(List.of(), ForeignCompiler.errors(ForeignCompiler.compile(folder, List.of(VARIANT), user)));
    }
}
