package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.DType;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.emit.ElementType;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Formula;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Oracle;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A formula that nobody planned for becomes kernels with its gradient: only the formula had to be written. */
class FormulaTest {

    static Stream<Arguments> formulas() {
        List<LayerSource> layouts = List.of(
                LayerSource.of(shape(DYNAMIC, 37), -1),
                LayerSource.of(shape(DYNAMIC, 3, 70), 1),
                LayerSource.of(shape(DYNAMIC, 3, 4, 5), 1, 3));
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
        LayerRun.Input input = LayerRun.Input.random(layer, 5, true, 11);
        LayerRun scalar =
                LayerRun.of(Kernels.SCALAR.create(compiled, layout.className(), Threads.callingThread()), input, 11);
        Compare.assertClose(Oracle.run(layer, input, 11), scalar, tolerance, formula + " " + layout);
        for (Kernels kernel : List.of(Kernels.VECTOR_128, Kernels.VECTOR_512)) {
            LayerRun vector =
                    LayerRun.of(kernel.create(compiled, layout.className(), Threads.callingThread()), input, 11);
            Compare.assertSame(scalar, vector, formula + " " + layout + " " + kernel);
        }
    }
}
