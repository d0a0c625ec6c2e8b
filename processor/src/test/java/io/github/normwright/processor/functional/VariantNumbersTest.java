package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.api.UnitNormalization;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Positions;
import io.github.normwright.processor.testing.TestedLayer;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that break naive sums, in normalizations that take their statistics within a sample. */
class VariantNumbersTest {

    private static final int SAMPLES = 3;
    private static final int CHANNELS = 6;
    private static final int PLACES = 20;
    private static final int ELEMENTS = SAMPLES * CHANNELS * PLACES;
    private static final List<Kernels> KERNELS = List.of(Kernels.SCALAR, Kernels.VECTOR_256, Kernels.VECTOR_512);

    /** A layer, and which values of a batch it normalizes together: equal numbers, from 0 on. */
    private record Layer(LayerSource source, IntToDoubleFunction set) {

        static Layer of(
                Class<? extends Annotation> annotation,
                boolean isChannelsLast,
                Integer axis,
                IntToDoubleFunction setOfSampleAndChannel) {
            Positions positions = new Positions(isChannelsLast, CHANNELS, PLACES);
            LayerSource source = LayerSource.of(annotation, positions.source().shape(), axis);
            LayerSource grouped = annotation == GroupNormalization.class ? source.with("groups", 2) : source;
            return new Layer(grouped, setOfSampleAndChannel);
        }

        /** The positions that are normalized together with one of them. */
        int[] with(int position) {
            return IntStream.range(0, ELEMENTS)
                    .filter(i -> set.applyAsDouble(i) == set.applyAsDouble(position))
                    .toArray();
        }

        @Override
        public String toString() {
            return source.toString();
        }
    }

    private static final Positions LAST = new Positions(true, CHANNELS, PLACES);
    private static final Positions FIRST = new Positions(false, CHANNELS, PLACES);

    static Stream<Layer> centered() {
        return Stream.of(
                Layer.of(LayerNormalization.class, true, -1, i -> i / CHANNELS),
                Layer.of(LayerNormalization.class, false, -1, i -> i / PLACES),
                Layer.of(LayerNormalization.class, false, 1, i -> LAST.sampleOf(i) * PLACES + i % PLACES),
                Layer.of(GroupNormalization.class, true, -1, i -> LAST.sampleOf(i) * 2 + LAST.channelOf(i) / 3),
                Layer.of(GroupNormalization.class, false, 1, i -> FIRST.sampleOf(i) * 2 + FIRST.channelOf(i) / 3),
                Layer.of(InstanceNormalization.class, true, -1, i -> LAST.sampleOf(i) * CHANNELS + LAST.channelOf(i)),
                Layer.of(
                        InstanceNormalization.class, false, 1, i -> FIRST.sampleOf(i) * CHANNELS + FIRST.channelOf(i)));
    }

    static Stream<Layer> all() {
        return Stream.concat(
                centered(),
                Stream.of(RMSNormalization.class, UnitNormalization.class)
                        .flatMap(kind -> Stream.of(
                                Layer.of(kind, true, -1, i -> i / CHANNELS),
                                Layer.of(kind, false, 1, i -> LAST.sampleOf(i) * PLACES + i % PLACES))));
    }

    private static double[] floats(IntToDoubleFunction value) {
        return IntStream.range(0, ELEMENTS)
                .mapToDouble(i -> (float) value.applyAsDouble(i))
                .toArray();
    }

    private static double[] random(long seed) {
        Random random = new Random(seed);
        return floats(i -> random.nextGaussian());
    }

    /** Wherever a value stands, an error of the mean, which is kept as a float, is all that moves it. */
    @ParameterizedTest
    @MethodSource("centered")
    void aLargeMeanCostsNoAccuracy(Layer layer) {
        TestedLayer tested = TestedLayer.of(layer.source().with("epsilon", 1e-5));
        for (double mean : new double[] {1e4, 1e5, 1e6, 1e7}) {
            Random random = new Random(3);
            double[] x = floats(i -> mean + random.nextGaussian());
            double[] y = tested.use().train(x);
            for (int position = 0; position < ELEMENTS; position += 37) {
                int[] together = layer.with(position);
                double[] moments = Positions.moments(x, together);
                double stddev = Math.sqrt(moments[1] + 1e-5);
                double off = y[together[0]] - (x[together[0]] - moments[0]) / stddev;
                assertEquals(0, off, Math.ulp((float) mean) / stddev, "mean " + mean);
                for (int i : together) {
                    assertEquals((x[i] - moments[0]) / stddev, y[i] - off, 1e-5, "mean " + mean + " at " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("centered")
    void constantsBecomeBeta(Layer layer) {
        for (Kernels kernel : KERNELS) {
            TestedLayer tested = TestedLayer.of(layer.source(), kernel);
            double[] gamma = tested.get("gamma");
            Arrays.setAll(gamma, i -> 2);
            double[] beta = tested.get("beta");
            Arrays.setAll(beta, i -> 0.25);
            tested.set("gamma", gamma).set("beta", beta);
            for (double constant : new double[] {0, 0.1, -3.7, 1e-30, 12345.678, 3e37}) {
                TestedLayer.Use use = tested.use();
                double[] y = use.train(floats(i -> constant));
                assertArrayEquals(floats(i -> 0.25), y, "constant " + constant);
                assertTrue(DoubleStream.of(use.backward(random(5))).allMatch(Double::isFinite));
                assertArrayEquals(floats(i -> 0.25), tested.infer(floats(i -> constant)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsNotFiniteStaysAmongWhatIsNormalizedTogether(Layer layer) {
        for (Kernels kernel : KERNELS) {
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                for (int position : new int[] {0, 133, ELEMENTS - 1}) {
                    assertStays(layer, kernel, bad, position);
                }
            }
        }
    }

    private static void assertStays(Layer layer, Kernels kernel, double bad, int position) {
        TestedLayer tested = TestedLayer.of(layer.source(), kernel);
        double[] x = random(1);
        double[] spoilt = x.clone();
        spoilt[position] = bad;
        TestedLayer.Use use = tested.use();
        double[] y = use.train(x);
        double[] dx = use.backward(random(2));
        double[] spoiltY = use.train(spoilt);
        double[] spoiltDx = use.backward(random(2));
        boolean[] isSpoilt = new boolean[ELEMENTS];
        IntStream.of(layer.with(position)).forEach(i -> isSpoilt[i] = true);
        for (int i = 0; i < ELEMENTS; i++) {
            if (!isSpoilt[i]) {
                assertEquals(y[i], spoiltY[i], layer + " " + kernel + " y " + i);
                assertEquals(dx[i], spoiltDx[i], layer + " " + kernel + " dx " + i);
            }
        }
        assertTrue(Double.isNaN(spoiltY[position]), layer + " " + kernel + " y " + bad);
        assertTrue(Double.isNaN(spoiltDx[position]), layer + " " + kernel + " dx " + bad);
    }

    @ParameterizedTest
    @MethodSource("all")
    void denormalsAreNotFlushed(Layer layer) {
        for (Kernels kernel : KERNELS) {
            TestedLayer tested = TestedLayer.of(layer.source(), kernel);
            double[] y = tested.use().train(floats(i -> Float.MIN_VALUE * (i % 7)));
            // Nothing here is large enough to matter beside epsilon, or beside the smallest norm.
            boolean isUnit = layer.source().annotation() == UnitNormalization.class;
            assertEquals(0, DoubleStream.of(y).map(Math::abs).max().orElseThrow(), isUnit ? 1e-31 : 1e-41);
            assertTrue(DoubleStream.of(y).anyMatch(value -> value != 0), "flushed");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aBatchMayBeEmpty(Layer layer) {
        for (Kernels kernel : KERNELS) {
            TestedLayer tested = TestedLayer.of(layer.source(), kernel);
            TestedLayer.Use use = tested.use();
            assertEquals(0, use.train().length);
            assertEquals(0, use.backward().length);
            for (String parameter : tested.variables().keySet()) {
                double[] gradient = use.gradient(parameter);
                assertArrayEquals(new double[gradient.length], gradient, parameter);
            }
            assertEquals(0, tested.infer().length);
            assertEquals(0, use.infer().length);
        }
    }

    /** The norm of zeros counts as the smallest there is. */
    @ParameterizedTest
    @MethodSource("all")
    void zerosStayZerosAndHaveAGradient(Layer layer) {
        for (Kernels kernel : KERNELS) {
            TestedLayer tested = TestedLayer.of(layer.source(), kernel);
            TestedLayer.Use use = tested.use();
            assertArrayEquals(new double[ELEMENTS], use.train(new double[ELEMENTS]));
            double[] dy = random(2);
            double[] dx = use.backward(dy);
            assertTrue(DoubleStream.of(dx).allMatch(Double::isFinite));
            if (layer.source().annotation() == UnitNormalization.class) {
                for (int i = 0; i < ELEMENTS; i++) {
                    assertEquals(dy[i] * 1e12, dx[i], 1e-6 * Math.abs(dy[i]) * 1e12);
                }
            }
        }
    }
}
