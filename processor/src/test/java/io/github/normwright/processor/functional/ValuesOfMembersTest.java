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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Groups of channels whose members have values of their own, which are the same in all groups: loops along groups and
 * along members cannot become one along channels.
 */
class ValuesOfMembersTest {

    private static final int GROUPS = 3;

    static Stream<LayerSource> layouts() {
        return Stream.of(
                        LayerSource.of(shape(DYNAMIC, 7, 12), -1),
                        LayerSource.of(shape(DYNAMIC, 5, 51), -1),
                        LayerSource.of(shape(DYNAMIC, 6, 7), 1))
                .flatMap(layout -> Stream.of(layout, layout.as(DType.FLOAT64)));
    }

    /** Each group of a sample is normalized, and what a member of the groups comes to on average is added again. */
    private static LayerAlgorithm layer(LayerSource layout) {
        Axes space = layout.variantSpec().space();
        Axes channels = layout.variantSpec().axis();
        Axes cut = channels.list().get(0).cutInto(GROUPS);
        Axes groups = Axes.of(cut.list().get(0));
        Axes members = Axes.of(cut.list().get(1));
        Axes samples = Axes.of(space.list().get(0));
        Axes all = space.minus(channels).union(cut);
        Variable gamma = new Variable("gamma", channels, true, true, 1);
        return LayerAlgorithm.alike(space, all, List.of(gamma), false, builder -> {
            Expr x = builder.tensor(LayerAlgorithm.INPUT);
            AlgorithmBuilder.Moments moments =
                    builder.moments("mean", "variance", x, all.minus(samples).minus(groups));
            Axes others = all.minus(members);
            Expr memberMean = builder.define(
                    "memberMean", builder.sum("memberSum", x, others).dividedBy(new Expr.Count(others)));
            Expr inverse = builder.define(
                    "inverseStddev", Expr.reciprocalSqrt(moments.variance().plus(0.1)));
            builder.output(
                    LayerAlgorithm.OUTPUT,
                    x.minus(moments.mean())
                            .times(inverse)
                            .times(builder.variable(gamma))
                            .plus(memberMean));
        });
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void kernelsComputeTheFormulas(LayerSource layout) {
        LayerAlgorithm layer = layer(layout);
        Compiled compiled = Compiled.of(layer, ElementType.of(layout.dtype()), layout.className());
        double tolerance = layout.dtype() == DType.FLOAT32 ? 2e-5 : 1e-12;
        for (boolean isTraining : new boolean[] {true, false}) {
            LayerRun.Input input = LayerRun.Input.random(layer, 5, isTraining, 9);
            LayerRun scalar =
                    LayerRun.of(Kernels.SCALAR.create(compiled, layout.className(), Threads.callingThread()), input, 9);
            Compare.assertClose(Oracle.run(layer, input, 9), scalar, tolerance, layout.toString());
            for (Kernels kernel : List.of(Kernels.VECTOR_128, Kernels.VECTOR_512)) {
                LayerRun vector = LayerRun.of(kernel.create(compiled, layout.className(), Threads.of(2)), input, 9);
                Compare.assertSame(scalar, vector, layout + " " + kernel);
            }
        }
    }
}
