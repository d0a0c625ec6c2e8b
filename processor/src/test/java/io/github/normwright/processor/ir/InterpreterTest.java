package io.github.normwright.processor.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracle itself, against values worked out by hand. */
class InterpreterTest {

    private static final Axis ROWS = new Axis(0, new Extent.Dynamic("batch"));
    private static final Axis COLUMNS = new Axis(1, new Extent.Fixed(3));
    private static final Axes SPACE = new Axes(List.of(ROWS, COLUMNS));
    private static final double[] X = {1, 2, 3, 5, 8, 13};

    private static Map<String, double[]> run(AlgorithmBuilder builder) {
        return Interpreter.run(builder.build(), Map.of("batch", 2), Map.of("x", X));
    }

    @Test
    void takesMomentsAlongRows() {
        AlgorithmBuilder builder = new AlgorithmBuilder("test", SPACE);
        AlgorithmBuilder.Moments moments =
                builder.moments("mean", "variance", builder.tensor("x"), new Axes(List.of(ROWS)));
        builder.output("y", moments.mean().plus(moments.variance()));
        Map<String, double[]> values = run(builder);
        assertArrayEquals(new double[] {3, 5, 8}, values.get("mean"));
        assertArrayEquals(new double[] {4, 9, 25}, values.get("variance"));
        assertArrayEquals(new double[] {7, 14, 33, 7, 14, 33}, values.get("y"));
    }

    @Test
    void takesMomentsAlongColumns() {
        AlgorithmBuilder builder = new AlgorithmBuilder("test", SPACE);
        AlgorithmBuilder.Moments moments =
                builder.moments("mean", "variance", builder.tensor("x"), new Axes(List.of(COLUMNS)));
        builder.output("y", moments.variance().times(builder.tensor("unused")));
        builder.output("z", moments.mean());
        Algorithm algorithm = builder.build();
        Map<String, double[]> values = Interpreter.run(
                algorithm, Map.of("batch", 2), Map.of("x", X, "unused", new double[] {1, 1, 1, 1, 1, 1}));
        assertArrayEquals(new double[] {2, 26.0 / 3}, values.get("mean"), 1e-15);
        assertArrayEquals(new double[] {2.0 / 3, 98.0 / 9}, values.get("variance"), 1e-14);
    }

    @Test
    void sumsWithoutLosingSmallTerms() {
        AlgorithmBuilder builder = new AlgorithmBuilder("test", SPACE);
        builder.output("y", builder.sum("total", builder.tensor("x"), SPACE));
        double[] x = {1e16, 1, 1, 1, -1e16, 1};
        Map<String, double[]> values = Interpreter.run(builder.build(), Map.of("batch", 2), Map.of("x", x));
        assertEquals(4, values.get("total")[0]);
    }

    @Test
    void infinitiesStayInfinite() {
        AlgorithmBuilder builder = new AlgorithmBuilder("test", SPACE);
        builder.output("y", builder.sum("total", builder.tensor("x"), new Axes(List.of(ROWS))));
        double[] x = {1 / 0.0, 1, 1, 2, -1 / 0.0, Double.NaN};
        Map<String, double[]> values = Interpreter.run(builder.build(), Map.of("batch", 2), Map.of("x", x));
        assertArrayEquals(new double[] {1 / 0.0, -1 / 0.0, Double.NaN}, values.get("total"));
    }

    @Test
    void updatesUseOldValues() {
        Variable first = new Variable("first", Axes.NONE, false, false, 0);
        Variable second = new Variable("second", Axes.NONE, false, false, 0);
        AlgorithmBuilder builder = new AlgorithmBuilder("test", SPACE);
        Expr old = builder.variable(first);
        builder.update(first, builder.variable(second));
        builder.update(second, old);
        builder.output("y", builder.tensor("x"));
        Map<String, double[]> values = Interpreter.run(
                builder.build(), Map.of("batch", 2), Map.of("x", X, "first", new double[] {1}, "second", new double[] {2
                }));
        assertEquals(2, values.get("first")[0]);
        assertEquals(1, values.get("second")[0]);
    }

    @Test
    void missingOperandsAreNamed() {
        AlgorithmBuilder builder = new AlgorithmBuilder("test", SPACE);
        builder.output("y", builder.tensor("x"));
        IllegalArgumentException exception = assertThrows(
                IllegalArgumentException.class,
                () -> Interpreter.run(builder.build(), Map.of("batch", 2), Map.of("x", new double[5])));
        assertEquals("expected 6 values for x, found 5", exception.getMessage());
    }
}
