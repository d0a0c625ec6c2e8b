package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.DType;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.emit.ElementType;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.ir.Variable;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Oracle;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several statistics of one tensor, as switchable normalization has them (Luo et al., "Differentiable Learning-to-Normalize
 * via Switchable Normalization", 2019): what loops keep is merged further for some of them.
 */
class MomentsAlongDifferentAxesTest {

    /** Which axes to reduce for each of the statistics, given all axes and those of the channels. */
    private enum Kind {
        SWITCHABLE((space, channels) -> List.of(
                space.minus(channels).minus(samples(space)), space.minus(samples(space)), space.minus(channels))),
        SAMPLES_AND_BATCH((space, channels) -> List.of(space.minus(samples(space)), space.minus(channels))),
        SAMPLES_AND_ROWS((space, channels) -> List.of(space.minus(samples(space)), channels)),
        BATCH_AND_CHANNELS_OF_SAMPLES((space, channels) ->
                List.of(space.minus(channels), space.minus(channels).minus(samples(space)))),
        ALL_AND_ROWS((space, channels) -> List.of(space, channels));

        private final BiFunction<Axes, Axes, List<Axes>> reduced;

        Kind(BiFunction<Axes, Axes, List<Axes>> reduced) {
            this.reduced = reduced;
        }

        private static Axes samples(Axes space) {
            return Axes.of(space.list().get(0));
        }
    }

    static Stream<Arguments> layers() {
        return Stream.of(
                        LayerSource.of(shape(DYNAMIC, 7, 12), -1),
                        LayerSource.of(shape(DYNAMIC, 5, 51), -1).as(DType.FLOAT64),
                        LayerSource.of(shape(DYNAMIC, 6, 7), 1).as(DType.FLOAT64),
                        LayerSource.of(shape(DYNAMIC, 3, 100), 1),
                        LayerSource.of(shape(9, 3, 5, 17), 1),
                        LayerSource.of(shape(DYNAMIC, 3, 5, 17), 2),
                        LayerSource.of(shape(9, 3, 700), -1))
                .flatMap(layout -> Stream.of(Kind.values()).map(kind -> Arguments.of(kind, layout)));
    }

    private static LayerAlgorithm layer(Kind kind, LayerSource layout) {
        Axes space = layout.variantSpec().space();
        Axes channels = layout.variantSpec().axis();
        Variable gamma = new Variable("gamma", channels, true, true, 1);
        return LayerAlgorithm.alike(space, space, List.of(gamma), false, builder -> {
            Expr x = builder.tensor(LayerAlgorithm.INPUT);
            Expr y = Expr.ZERO;
            List<Axes> reduced = kind.reduced.apply(space, channels);
            for (int i = 0; i < reduced.size(); i++) {
                AlgorithmBuilder.Moments moments = builder.moments("mean" + i, "variance" + i, x, reduced.get(i));
                Expr inverse = Expr.reciprocalSqrt(moments.variance().plus(0.1 * (i + 1)));
                Expr normalized = x.minus(moments.mean()).times(inverse);
                y = i == 0 ? normalized : y.plus(normalized.times(i + 1));
            }
            builder.output(LayerAlgorithm.OUTPUT, y.times(builder.variable(gamma)));
        });
    }

    @ParameterizedTest
    @MethodSource("layers")
    void kernelsComputeTheFormulas(Kind kind, LayerSource layout) {
        LayerAlgorithm layer = layer(kind, layout);
        Compiled compiled = Compiled.of(layer, ElementType.of(layout.dtype()), layout.className());
        double tolerance = layout.dtype() == DType.FLOAT32 ? 2e-5 : 1e-12;
        int[] dynamic = layout.shape().get(0) == DYNAMIC ? new int[] {9} : new int[] {};
        for (boolean isTraining : new boolean[] {true, false}) {
            LayerRun.Input input = LayerRun.Input.random(layer, 5, isTraining, dynamic);
            LayerRun scalar = LayerRun.of(
                    Kernels.SCALAR.create(compiled, layout.className(), Threads.callingThread()), input, dynamic);
            Compare.assertClose(Oracle.run(layer, input, dynamic), scalar, tolerance, kind + " " + layout);
            for (Kernels kernel : List.of(Kernels.VECTOR_128, Kernels.VECTOR_512)) {
                LayerRun vector =
                        LayerRun.of(kernel.create(compiled, layout.className(), Threads.of(2)), input, dynamic);
                Compare.assertSame(scalar, vector, kind + " " + layout + " " + kernel);
            }
        }
    }
}
