package io.github.normwright.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.github.normwright.processor.ir.UnaryOperator;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.PreciseFunctions;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How far the methods that compute elementary functions are from their functions, in units in the last place, and what they
 * do at the edges. {@code -Dnormwright.floats=1} checks every float there is, which takes half an hour.
 */
class ElementaryFunctionsTest {

    /** Which floats are checked: one in so many. */
    private static final int STEP = Integer.getInteger("normwright.floats", 1499);

    private static final int CHUNK = 1 << 16;

    private static double allowed(UnaryOperator function, ElementType type) {
        return function == UnaryOperator.NORMAL_CDF || type == ElementType.FLOAT64 ? 4 : 2;
    }

    static Stream<UnaryOperator> functions() {
        return Arrays.stream(UnaryOperator.values()).filter(UnaryOperator::isElementary);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void floatsAreWithinTheirBounds(UnaryOperator function) {
        Function32 tested = new Function32(function);
        for (long bits = 0; bits < 1L << 32; bits += (long) CHUNK * STEP) {
            float[] x = new float[CHUNK];
            for (int i = 0; i < CHUNK; i++) {
                x[i] = Float.intBitsToFloat((int) (bits + (long) i * STEP));
            }
            tested.check(x);
        }
    }

    /** Where the functions have their bends and steps, floats lie close to one another. */
    @ParameterizedTest
    @MethodSource("functions")
    void floatsOfModerateSizeAreWithinTheirBounds(UnaryOperator function) {
        Function32 tested = new Function32(function);
        Random random = new Random(1);
        for (double range : new double[] {1, 3, 16, 105}) {
            float[] x = new float[200_000];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (range * (2 * random.nextDouble() - 1));
            }
            tested.check(x);
        }
    }

    private static final class Function32 {

        private final UnaryOperator function;
        private final Method method;

        Function32(UnaryOperator function) {
            this.function = function;
            this.method = method(function, ElementType.FLOAT32);
        }

        void check(float[] x) {
            float[] y = (float[]) call(method, x);
            double most = allowed(function, ElementType.FLOAT32);
            for (int i = 0; i < x.length; i++) {
                double expected = function.apply(x[i]);
                float rounded = (float) expected;
                boolean isExact = Float.compare(rounded, y[i]) == 0 || rounded == 0 && y[i] == 0;
                if (!isExact && !(Math.abs(y[i] - expected) <= most * Math.ulp(rounded))) {
                    throw new AssertionError("%s(%s) is %s, expected %s: %s units off"
                            .formatted(
                                    function.symbol(),
                                    x[i],
                                    y[i],
                                    expected,
                                    Math.abs(y[i] - expected) / Math.ulp(rounded)));
                }
            }
        }
    }

    static Stream<Arguments> doubles() {
        return functions().flatMap(function -> {
            Random random = new Random(2);
            boolean isSlow = function == UnaryOperator.NORMAL_CDF;
            return Stream.of(
                            random.doubles(700, -1, 1),
                            random.doubles(300, -8, 8),
                            random.doubles(isSlow ? 12 : 100, -38, 38),
                            random.doubles(isSlow ? 0 : 60, -720, 709),
                            random.doubles(40, -200, 0).map(exponent -> Math.pow(10, exponent)))
                    .map(values -> Arguments.of(function, values.toArray()));
        });
    }

    @ParameterizedTest
    @MethodSource("doubles")
    void doublesAreWithinTheirBounds(UnaryOperator function, double[] x) {
        double[] y = (double[]) call(method(function, ElementType.FLOAT64), x);
        for (int i = 0; i < x.length; i++) {
            BigDecimal expected = PreciseFunctions.of(function, x[i]);
            double ulp = Math.ulp(expected.doubleValue());
            double units = new BigDecimal(y[i]).subtract(expected).abs().doubleValue() / ulp;
            assertTrue(
                    units <= allowed(function, ElementType.FLOAT64),
                    function.symbol() + "(" + x[i] + ") is " + y[i] + ", expected " + expected.doubleValue() + ": "
                            + units + " units off");
        }
    }

    /** The oracle of the layers' tests. */
    @ParameterizedTest
    @MethodSource("doubles")
    void theInterpretersFunctionsAreRight(UnaryOperator function, double[] x) {
        for (double each : x) {
            double expected = PreciseFunctions.of(function, each).doubleValue();
            double allowed = 1e-15 + 1e-13 * Math.abs(expected);
            assertEquals(expected, function.apply(each), allowed, function.symbol() + " of " + each);
        }
    }

    static Stream<Arguments> edges() {
        double infinity = Double.POSITIVE_INFINITY;
        return Stream.of(
                Arguments.of(UnaryOperator.EXP, 0, 1, infinity),
                Arguments.of(UnaryOperator.EXPM1, -1, 0, infinity),
                Arguments.of(UnaryOperator.TANH, -1, 0, 1),
                Arguments.of(UnaryOperator.SIGMOID, 0, 0.5, 1),
                Arguments.of(UnaryOperator.SOFTPLUS, 0, Math.log(2), infinity),
                Arguments.of(UnaryOperator.NORMAL_CDF, 0, 0.5, 1));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void infinitiesGiveLimitsAndNothingElseLeavesThem(
            UnaryOperator function, double least, double atZero, double most) {
        double infinity = Double.POSITIVE_INFINITY;
        double huge = Float.MAX_VALUE;
        double tiny = Float.MIN_VALUE;
        double[] x = {-infinity, -huge, -1e4, -tiny, -0.0, 0, tiny, 1e4, huge, infinity, Double.NaN};
        for (ElementType type : List.of(ElementType.FLOAT32, ElementType.FLOAT64)) {
            double[] y = doubles(function, type, x);
            for (int i = 0; i < 3; i++) {
                assertEquals(least, y[i], function + " of " + x[i]);
            }
            for (int i = 3; i < 7; i++) {
                assertEquals(atZero, y[i], 1e-7, function + " of " + x[i]);
            }
            assertEquals(function == UnaryOperator.SOFTPLUS ? 1e4 : most, y[7]);
            assertEquals(function == UnaryOperator.SOFTPLUS ? huge : most, y[8]);
            assertEquals(most, y[9]);
            assertTrue(Double.isNaN(y[10]), function + " of NaN");
        }
    }

    /** Rounding may turn a rise into a small fall, but never beyond what the bounds allow, and never past the limits. */
    @ParameterizedTest
    @MethodSource("edges")
    void functionsRiseToTheirLimits(UnaryOperator function, double least, double atZero, double most) {
        double[] x = new double[400_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) ((i - x.length / 2) * 1e-3);
        }
        for (ElementType type : List.of(ElementType.FLOAT32, ElementType.FLOAT64)) {
            double[] y = doubles(function, type, x);
            for (int i = 1; i < x.length; i++) {
                double ulp = type == ElementType.FLOAT32 ? Math.ulp((float) y[i]) : Math.ulp(y[i]);
                boolean rises = y[i] >= y[i - 1] || y[i - 1] - y[i] <= 2 * allowed(function, type) * ulp;
                assertTrue(rises, function + " falls at " + x[i]);
                assertTrue(y[i] >= least && y[i] <= most, function + " leaves its range at " + x[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"FLOAT32", "FLOAT64"})
    void smallResultsAreSubnormal(ElementType type) {
        double smallest = type == ElementType.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE;
        double nearly = Math.log(3) + Math.log(smallest);
        assertEquals(3 * smallest, doubles(UnaryOperator.EXP, type, nearly)[0], smallest);
        assertEquals(3 * smallest, doubles(UnaryOperator.SIGMOID, type, nearly)[0], smallest);
        assertEquals(3 * smallest, doubles(UnaryOperator.SOFTPLUS, type, nearly)[0], smallest);
        double far = type == ElementType.FLOAT32 ? -14.0 : -38.4;
        double tail = PreciseFunctions.of(UnaryOperator.NORMAL_CDF, far).doubleValue();
        assertEquals(tail, doubles(UnaryOperator.NORMAL_CDF, type, far)[0], 2 * smallest);
    }

    private static double[] doubles(UnaryOperator function, ElementType type, double... x) {
        if (type == ElementType.FLOAT64) {
            return (double[]) call(method(function, type), x);
        }
        float[] floats = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            floats[i] = (float) x[i];
        }
        float[] y = (float[]) call(method(function, type), floats);
        double[] result = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            result[i] = y[i];
        }
        return result;
    }

    private static Object call(Method method, Object x) {
        try {
            return method.invoke(null, x);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Compiles a function, with a method that applies it to an array. */
    private static Method method(UnaryOperator function, ElementType type) {
        TypeSpec.Builder functions = TypeSpec.classBuilder("Functions")
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addMethod(FunctionMethod.of(function, type))
                .addMethod(ScalarTarget.selection(type))
                .addMethod(MethodSpec.methodBuilder("all")
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addParameter(type.array(), "x")
                        .returns(type.array())
                        .addStatement("$1T y = new $2T[x.length]", type.array(), type.primitive())
                        .beginControlFlow("for (int i = 0; i < x.length; i++)")
                        .addStatement("y[i] = $L(x[i])", function.symbol())
                        .endControlFlow()
                        .addStatement("return y")
                        .build());
        KernelConstants.ofFunction(function, type).forEach(constant -> functions.addField(constant.field()));
        String text = JavaFile.builder("", functions.build()).build().toString();
        try {
            Class<?> array = type == ElementType.FLOAT32 ? float[].class : double[].class;
            return Class.forName("Functions", true, Compiled.of(text).newLoader())
                    .getMethod("all", array);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
