package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.ParameterType;
import io.github.normwright.api.Profile;
import io.github.normwright.api.TrainingContext;
import io.github.normwright.kernels.BFloat16;
import io.github.normwright.kernels.Float16;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Positions;
import io.github.normwright.processor.testing.TestedLayer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers whose tensors have 16 bits compute as those with 32 do, and round once, at the end. */
class SixteenBitTest {

    private static final int BATCH = 6;
    private static final Positions LAST = new Positions(true, 19, 3);
    private static final Positions FIRST = new Positions(false, 3, 37);

    static Stream<Arguments> layers() {
        return Stream.of(DType.FLOAT16, DType.BFLOAT16)
                .flatMap(dtype -> Stream.of(LAST, FIRST)
                        .flatMap(positions -> Stream.of(Kernels.SCALAR, Kernels.VECTOR_512)
                                .map(kernel -> Arguments.of(dtype, positions, kernel))));
    }

    private static double[] rounded(DType dtype, double... values) {
        return DoubleStream.of(values)
                .map(value -> dtype == DType.FLOAT16
                        ? Float16.toFloat(Float16.fromFloat((float) value))
                        : BFloat16.toFloat(BFloat16.fromFloat((float) value)))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void resultsAreThoseOf32BitsRoundedOnce(DType dtype, Positions positions, Kernels kernel) {
        LayerSource source = positions.source().with("parameterType", ParameterType.FLOAT32);
        TestedLayer wide = initialized(TestedLayer.of(source, kernel), positions);
        TestedLayer narrow = initialized(TestedLayer.of(source.as(dtype), kernel), positions);
        double[] x = rounded(dtype, positions.random(BATCH, 1));
        double[] dy = rounded(dtype, positions.random(BATCH, 2));
        assertArrayEquals(rounded(dtype, wide.infer(x)), narrow.infer(x));
        TestedLayer.Use wideUse = wide.use();
        TestedLayer.Use use = narrow.use();
        assertArrayEquals(rounded(dtype, wideUse.train(x)), use.train(x));
        assertArrayEquals(rounded(dtype, wideUse.backward(dy)), use.backward(dy));
        for (String parameter : List.of("gamma", "beta")) {
            assertArrayEquals(wideUse.gradient(parameter), use.gradient(parameter), parameter);
        }
        wide.variables().forEach((name, values) -> assertArrayEquals(values, narrow.get(name), name));
    }

    /** Numbers that none of the narrow types can hold. */
    private static TestedLayer initialized(TestedLayer layer, Positions positions) {
        return layer.set("gamma", positions.perChannel(0.7, 0.1))
                .set("beta", positions.perChannel(-0.3, 0.07))
                .set("moving_mean", positions.perChannel(0.1, 0.01))
                .set("moving_variance", positions.perChannel(1.1, 0.013));
    }

    /** The new values of variables are rounded, too, but normalization does not wait for that. */
    @ParameterizedTest
    @CsvSource({"FLOAT16, SCALAR", "FLOAT16, VECTOR_512", "BFLOAT16, SCALAR", "BFLOAT16, VECTOR_512"})
    void variablesOfTheTypeOfTheInputAreRoundedWhenTheyAreUpdated(DType dtype, Kernels kernel) {
        LayerSource source = LAST.source().with("momentum", 0.5);
        TestedLayer wide = TestedLayer.of(source, kernel);
        TestedLayer narrow =
                TestedLayer.of(source.with("parameterType", ParameterType.INPUT).as(dtype), kernel);
        double[] x = rounded(dtype, LAST.random(BATCH, 3));
        assertArrayEquals(rounded(dtype, wide.use().train(x)), narrow.use().train(x));
        for (String name : List.of("moving_mean", "moving_variance")) {
            assertArrayEquals(rounded(dtype, wide.get(name)), narrow.get(name), name);
        }
    }

    /** Without a scale an output is its input plus beta: a variance of 1 and an epsilon that vanishes beside it. */
    private static TestedLayer adding(DType dtype, double beta) {
        return TestedLayer.of(LayerSource.of(shape(DYNAMIC, 1), -1)
                        .with("epsilon", 1e-12)
                        .with("parameterType", ParameterType.FLOAT32)
                        .as(dtype))
                .set("beta", beta);
    }

    /** Halfway between 65504, the largest number, and the power of two behind it, rounding goes to infinity. */
    @ParameterizedTest
    @CsvSource({
        "65504, 0, 65504",
        "65504, 15, 65504",
        "65504, 15.99, 65504",
        "65504, 16, Infinity",
        "65504, 65504, Infinity",
        "-65504, -15.99, -65504",
        "-65504, -16, -Infinity"
    })
    void float16OutputsBecomeInfinite(double x, double beta, double expected) {
        assertEquals(expected, adding(DType.FLOAT16, beta).infer(x)[0]);
    }

    /** 1 and 1 + 2^-10 are neighbours in float16, 1 and 1 + 2^-7 in bfloat16. */
    @ParameterizedTest
    @CsvSource({
        "FLOAT16, 1, 0x1p-11, 1",
        "FLOAT16, 1, 0x1.002p-11, 1.0009765625",
        "FLOAT16, 1.0009765625, 0x1p-11, 1.001953125",
        "BFLOAT16, 1, 0x1p-8, 1",
        "BFLOAT16, 1, 0x1.002p-8, 1.0078125",
        "BFLOAT16, 1.0078125, 0x1p-8, 1.015625"
    })
    void halvesGoToTheEvenNeighbour(DType dtype, double x, String beta, double expected) {
        assertEquals(expected, adding(dtype, Double.parseDouble(beta)).infer(x)[0]);
    }

    @Test
    void bfloat16HoldsWhatFloat16DoesNot() {
        assertEquals(0x1.ep16, adding(DType.BFLOAT16, 0x1.ep15).infer(0x1.ep15)[0]);
    }

    /** As in training with loss scaling: large values in, and a variance of 3.6e9. */
    private static double movingVariance(LayerSource source) {
        TestedLayer layer = TestedLayer.of(source);
        double[] y = layer.use().train(60000, -60000);
        assertArrayEquals(new double[] {1, -1}, y);
        return layer.get("moving_variance")[0];
    }

    @Test
    void movingVariancesOfTheTypeOfTheInputBecomeInfinite() {
        LayerSource source = LayerSource.of(shape(DYNAMIC, 1), -1).as(DType.FLOAT16);
        assertEquals(1 / 0.0, movingVariance(source.with("parameterType", ParameterType.INPUT)));
        // 60000 is a multiple of 32, and so one of the numbers of float16.
        double expected = 0.99 + 0.01 * 3.6e9;
        LayerSource wide = source.with("parameterType", ParameterType.FLOAT32);
        assertEquals(expected, movingVariance(wide), 1e-6 * expected);
        LayerSource bfloat16 = source.as(DType.BFLOAT16).with("parameterType", ParameterType.INPUT);
        double[] rounded = rounded(DType.BFLOAT16, 60000);
        assertEquals(0.01 * rounded[0] * rounded[0], movingVariance(bfloat16), 4e-3 * expected);
    }

    @ParameterizedTest
    @CsvSource({"KERAS_3, true", "TORCH, true", "TF_KERAS, false", "TF_KERAS_V1, false", "ONNX, false"})
    void eachSystemHasATypeOfVariables(Profile profile, boolean isInput) {
        LayerSource source =
                LayerSource.of(shape(DYNAMIC, 1), -1).with("profile", profile).as(DType.FLOAT16);
        assertEquals(isInput, Double.isInfinite(movingVariance(source)));
    }

    /** A sum over a batch is larger than what it sums, and its type is that of the arrays of variables. */
    @Test
    void gradientsStay32BitsWide() {
        TestedLayer layer = TestedLayer.of(
                LayerSource.of(shape(DYNAMIC, 1), -1).as(DType.FLOAT16).with("parameterType", ParameterType.INPUT));
        TestedLayer.Use use = layer.use();
        double[] x = new double[4096];
        Arrays.setAll(x, i -> i % 2);
        use.train(x);
        double[] dy = new double[4096];
        Arrays.fill(dy, 100);
        use.backward(dy);
        // Beyond 65504.
        assertArrayEquals(new double[] {409600}, use.gradient("beta"));
    }

    /** All there are: subnormal ones, infinities, and NaNs that signal. */
    @ParameterizedTest
    @EnumSource(
            value = Kernels.class,
            names = {"VECTOR_128", "VECTOR_256", "VECTOR_512"})
    void vectorsConvertEachElementAsPlainJavaDoes(Kernels vectors) {
        short[] x = new short[1 << 16];
        for (int i = 0; i < x.length; i++) {
            x[i] = (short) i;
        }
        for (DType dtype : List.of(DType.FLOAT16, DType.BFLOAT16)) {
            LayerSource source = LayerSource.of(shape(DYNAMIC, 64), -1)
                    .with("parameterType", ParameterType.FLOAT32)
                    .as(dtype);
            assertArrayEquals(outputs(source, Kernels.SCALAR, x), outputs(source, vectors, x), dtype.toString());
        }
    }

    /** The gradient of a residual is one that came in, or zero: nothing is calculated that would make a NaN quiet. */
    @ParameterizedTest
    @EnumSource(Kernels.class)
    void gradientsThatPassAreStoredAsPlainConversionsDo(Kernels kernel) {
        short[] dy = new short[1 << 16];
        short[] expected = new short[dy.length];
        short[] positive = new short[dy.length];
        for (int i = 0; i < dy.length; i++) {
            dy[i] = (short) i;
            expected[i] = BFloat16.fromFloat(BFloat16.toFloat(dy[i]));
            positive[i] = BFloat16.fromFloat(100 + i % 7);
        }
        TestedLayer layer = TestedLayer.of(
                LayerSource.of(shape(DYNAMIC, 64), -1)
                        .with("residual", true)
                        .with("activation", Activation.RELU)
                        .as(DType.BFLOAT16),
                kernel);
        TrainingContext<Object> context = layer.layer().newContext();
        short[] y = new short[dy.length];
        short[] dResidual = new short[dy.length];
        layer.layer().infer(positive, 0, positive, 0, y, 0, new int[] {dy.length / 64}, context);
        layer.layer().backward(dy, 0, new short[dy.length], 0, dResidual, 0, context);
        assertArrayEquals(expected, dResidual);
    }

    /** Outputs that lie between elements, and on both sides of the largest and the smallest ones. */
    private static short[] outputs(LayerSource source, Kernels kernel, short[] x) {
        TestedLayer layer = TestedLayer.of(source, kernel);
        double[] gamma = new double[64];
        double[] beta = new double[64];
        for (int channel = 0; channel < gamma.length; channel++) {
            gamma[channel] = (1 + channel * 0.013) * (channel % 3 == 0 ? -1 : 1);
            beta[channel] = channel % 5 == 0 ? channel * 1e-6 : 0;
        }
        layer.set("gamma", gamma).set("beta", beta);
        short[] y = new short[x.length];
        layer.layer().infer(x, 0, y, 0, new int[] {x.length / 64});
        return y;
    }
}
