package io.github.normwright.processor.testing;

import static io.github.normwright.api.Shape.DYNAMIC;

import io.github.normwright.api.DType;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * The test kit for variants: what the tests of Normwright hold its own to, for whoever writes another.
 *
 * <p>A variant is found as a compiler finds it, as a service, so that its registration is tested too. The tests need the
 * annotation, Normwright's kernels, compile-testing and JUnit on their class path, and a Java machine that was started with
 * {@code --add-modules jdk.incubator.vector}. Every method throws an {@link AssertionError} that names the layer and the
 * first value that is wrong.
 *
 * <p>A {@link LayerSource} says which layer to test, such as {@code LayerSource.of(MyNormalization.class,
 * LayerSource.shape(DYNAMIC, 5, 7), -1).with("epsilon", 0.01)}.
 */
public final class VariantTests {

    private static final long SEED = 11;
    private static final int BATCH = 3;

    private VariantTests() {}

    /**
     * Compiles a layer without a warning and compares it with its formulas, interpreted in double precision: outputs and
     * gradients, in training and in inference, for several sizes of dynamic dimensions. The kernels with vectors of 128, 256
     * and 512 bits, on several threads, compute the same as plain Java does, bit for bit.
     *
     * @param source the layer
     */
    public static void agreesWithFormulas(LayerSource source) {
        Agreement.check(source);
    }

    /**
     * Compares the gradients of a layer in float64 with finite differences of its own outputs: of the input and of every
     * parameter; and the gradients of the kernel with vectors with those, bit for bit. Where a value happens to lie within
     * 1e-5 of a place where the slope jumps, such as the maximum of two numbers, another size of the layer moves it.
     *
     * @param source the layer, small and with no dynamic dimension but the first
     */
    public static void gradientsAreSlopes(LayerSource source) {
        LayerSource inDoubles = source.as(DType.FLOAT64);
        int[] dynamic = source.shape().get(0) == DYNAMIC ? new int[] {BATCH} : new int[0];
        LayerRun.Input input = LayerRun.Input.random(inDoubles.algorithm(), SEED, true, dynamic);
        Slopes.check(inDoubles, kernel -> {
            TestedLayer layer = TestedLayer.of(inDoubles, kernel);
            return new Slopes(layer, layer.use(), positiveVariables(layer), input.x(), input.dy());
        });
    }

    private static Map<String, double[]> positiveVariables(TestedLayer layer) {
        Random random = new Random(SEED);
        Map<String, double[]> variables = new LinkedHashMap<>(layer.variables());
        variables.replaceAll(
                (name, values) -> random.doubles(values.length, 0.5, 2).toArray());
        return variables;
    }

    /**
     * Compares the generated sources with those recorded in {@code src/test/resources/goldens/sources}. Run the tests with
     * {@code -Dgoldens.update=true} to record them, and read the difference.
     *
     * @param name the folder to record them in
     * @param source the layer
     */
    public static void sourcesAreAsRecorded(String name, LayerSource source) {
        Compiled.of(source)
                .sources()
                .forEach((className, text) -> Goldens.check("sources/" + name + "/" + className + ".java.txt", text));
    }

    /**
     * Draws shapes, axes and dtypes that the variant's own check does not object to, and compares each layer with its
     * formulas as {@link #agreesWithFormulas} does: whatever the check lets through must work.
     *
     * @param annotation the annotation
     * @param count how many layers; each takes a second or two
     * @param settings adds attributes to a layer, by chance if there are several worth a test
     */
    public static void randomLayersAgree(
            Class<? extends Annotation> annotation, int count, BiFunction<LayerSource, Random, LayerSource> settings) {
        RandomShapes shapes = new RandomShapes(annotation, new Random(SEED), settings);
        for (int i = 0; i < count; i++) {
            agreesWithFormulas(shapes.next());
        }
    }
}
