package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import io.github.normwright.processor.testing.Formula;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Oracle;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A formula that nobody planned for becomes kernels with its gradient: only the formula had to be written. */
class FormulaTest {

    static Stream<Arguments> formulas() {
        List<LayerSource> layouts = List.of(
                LayerSource.of(shape(DYNAMIC, 37), -1),
                LayerSource.of(shape(DYNAMIC, 3, 70), 1),
                LayerSource.of(shape(DYNAMIC, 3, 4, 5), 1, 3),
                // Rows that are done one by one, with vectors that end where they do, and without.
                LayerSource.of(shape(3, 272), 0),
                LayerSource.of(shape(4, 2, 301), 0, 1));
        return Stream.of(Formula.values())
                .flatMap(formula -> layouts.stream()
                        .flatMap(layout -> Stream.of(layout, layout.as(DType.FLOAT64)))
                        .map(layout -> Arguments.of(formula, layout)));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void kernelsComputeTheFormula(Formula formula, LayerSource layout) {
        LayerAlgorithm layer = formula.layer(layout);
        Compiled compiled = Compiled.of(layer, ElementType.of(layout.dtype()), layout.className());
        double tolerance = layout.dtype() == DType.FLOAT32 ? 5e-5 : 1e-12;
        int[] dynamic = layout.shape().contains(DYNAMIC) ? new int[] {11} : new int[0];
        LayerRun.Input input = LayerRun.Input.random(layer, 5, true, dynamic);
        LayerRun scalar = LayerRun.of(
                Kernels.SCALAR.create(compiled, layout.className(), Threads.callingThread()), input, dynamic);
        Compare.assertClose(Oracle.run(layer, input, dynamic), scalar, tolerance, formula + " " + layout);
        for (Kernels kernel : List.of(Kernels.VECTOR_128, Kernels.VECTOR_512)) {
            LayerRun vector =
                    LayerRun.of(kernel.create(compiled, layout.className(), Threads.callingThread()), input, dynamic);
            Compare.assertSame(scalar, vector, formula + " " + layout + " " + kernel);
        }
    }

    /** Normalizes each row; a further term of the output is a further term of the gradients, without further work. */
    private static LayerAlgorithm rows(LayerSource layout, boolean hasSkip) {
        Axes space = layout.variantSpec().space();
        Axes along = layout.variantSpec().axis();
        Variable gamma = new Variable("gamma", along, true, true, 1);
        return LayerAlgorithm.alike(space, List.of(gamma), false, builder -> {
            Expr x = builder.tensor(LayerAlgorithm.INPUT);
            AlgorithmBuilder.Moments moments = builder.moments("mean", "variance", x, along);
            Expr normalized = x.minus(moments.mean())
                    .times(Expr.reciprocalSqrt(moments.variance().plus(0.1)));
            Expr scaled = normalized.times(builder.variable(gamma));
            Expr skip = x.times(x).times(builder.variable(gamma));
            builder.output(LayerAlgorithm.OUTPUT, hasSkip ? scaled.plus(skip) : scaled);
        });
    }

    @Test
    void aFurtherTermChangesTheGradientByItsOwn() {
        LayerSource layout = LayerSource.of(shape(DYNAMIC, 37), -1).as(DType.FLOAT64);
        LayerRun.Input input = LayerRun.Input.random(rows(layout, true), 5, true, 4);
        Map<String, double[]> with = run(rows(layout, true), layout, input);
        Map<String, double[]> without = run(rows(layout, false), layout, input);
        double[] gamma = input.variables().get("gamma");
        double[] x = input.x();
        double[] dy = input.dy();
        double[] ofGamma = new double[gamma.length];
        for (int i = 0; i < x.length; i++) {
            double term = 2 * x[i] * gamma[i % gamma.length] * dy[i];
            assertEquals(without.get("dx")[i] + term, with.get("dx")[i], 1e-12 * Math.max(1, Math.abs(term)));
            ofGamma[i % gamma.length] += x[i] * x[i] * dy[i];
        }
        for (int i = 0; i < gamma.length; i++) {
            assertEquals(without.get("dgamma")[i] + ofGamma[i], with.get("dgamma")[i], 1e-11);
        }
    }

    private static Map<String, double[]> run(LayerAlgorithm layer, LayerSource layout, LayerRun.Input input) {
        Compiled compiled = Compiled.of(layer, ElementType.of(layout.dtype()), layout.className());
        return LayerRun.of(Kernels.VECTOR_256.create(compiled, layout.className(), Threads.callingThread()), input, 4)
                .values();
    }
}
