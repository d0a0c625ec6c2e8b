package io.github.normwright.processor.plan;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.GroupNormalization;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.AlgorithmBuilder;
import io.github.normwright.processor.ir.Axes;
import io.github.normwright.processor.ir.Axis;
import io.github.normwright.processor.ir.Definition;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.ir.Extent;
import io.github.normwright.processor.ir.Operand;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sums of one value are taken over the tensor once, whatever axes they are kept for. */
class LoweringTest {

    private static final LayerSource CUT = LayerSource.of(shape(DYNAMIC, 8), -1).with("virtualBatchSize", 4);

    private static Program gradient(LayerSource source) {
        LayerPlan plan = LayerPlan.of(source.algorithm());
        LayerPlan.Scheduled scheduled = plan.trainingGradient();
        return Lowering.lower(scheduled.algorithm(), scheduled.program().layout());
    }

    /** The sums over the tensor, and the sums of small values with what they are taken from. */
    private static List<String> sums(Program program) {
        return program.steps().stream().flatMap(LoweringTest::sums).toList();
    }

    private static Stream<String> sums(Step step) {
        if (step instanceof Step.SumValues sum) {
            return Stream.of(sum.sum() + " of " + sum.source());
        }
        return step.nests().stream()
                .flatMap(nest -> nest.body().stream())
                .filter(Statement.Reduce.class::isInstance)
                .map(statement -> ((Statement.Reduce) statement).definition())
                .filter(Definition.Sum.class::isInstance)
                .map(sum -> ((Definition.Sum) sum).name());
    }

    /** What the first sum over the tensor adds up. */
    private static Expr firstSum(Program program) {
        return program.nests().stream()
                .flatMap(nest -> nest.body().stream())
                .filter(Statement.Reduce.class::isInstance)
                .map(statement -> ((Statement.Reduce) statement).definition().value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCoarseSumIsTakenFromTheFineOneThatComesAfterIt() {
        LayerSource source = CUT.with("center", false).with("renorm", true);
        assertEquals(
                List.of(
                        "meanGradientSum",
                        "offsetGradient of meanGradientSum",
                        "scaleGradient",
                        "rGradientSum of rGradientSumTerm"),
                sums(gradient(source)));
    }

    @Test
    void aCoarseSumIsTakenFromTheFineOneThatComesBeforeIt() {
        LayerSource source = CUT.with("scale", false);
        assertEquals(
                List.of("inverseStddevGradient", "meanGradientSum", "betaGradient of meanGradientSum"),
                sums(gradient(source)));
    }

    @Test
    void equalSumsAreOneWhereTheirAxesDifferByOneElement() {
        LayerSource source =
                LayerSource.of(shape(2, 8), -1).with("virtualBatchSize", 2).with("scale", false);
        assertEquals(
                List.of("inverseStddevGradient", "meanGradientSum", "betaGradient of meanGradientSum"),
                sums(gradient(source)));
    }

    /** The gradients of gamma and of the variance are the same sum, but for gamma and the deviation. */
    @Test
    void coarseSumsThatDifferInSmallFactorsShareASubtotal() {
        LayerSource source = LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 8, 32), 1)
                .with("groups", 2);
        assertEquals(
                List.of(
                        "inverseStddevGradientSubtotal",
                        "inverseStddevGradient of inverseStddevGradientTerm",
                        "meanGradientSumSubtotal",
                        "meanGradientSum of meanGradientSumTerm",
                        "gammaGradient of gammaGradientTerm",
                        "betaGradient of meanGradientSumSubtotal"),
                sums(gradient(source)));
    }

    /** Of a difference, the small part stays inside: apart from it, what is large may have no digits left. */
    @Test
    void smallPartsOfADifferenceAreSummedWithIt() {
        Axis rows = new Axis(0, new Extent.Fixed(4));
        Axis channels = new Axis(1, new Extent.Fixed(3));
        AlgorithmBuilder builder = new AlgorithmBuilder("training", Axes.of(rows, channels));
        Expr x = builder.tensor("x");
        Expr shift = builder.operand(new Operand("shift", Axes.of(channels), Operand.Role.VARIABLE));
        Expr scale = builder.operand(new Operand("scale", Axes.of(channels), Operand.Role.VARIABLE));
        Expr total = builder.sum("total", scale.times(x.minus(shift)), Axes.of(rows, channels));
        Expr ofChannel = builder.sum("ofChannel", x.minus(shift), Axes.of(rows));
        builder.output("y", x.minus(total).minus(ofChannel));
        Algorithm algorithm = builder.build();
        assertEquals(
                List.of("ofChannel", "total of totalTerm"),
                sums(Lowering.lower(algorithm, Layout.of(List.of(algorithm)))));
    }

    /** A divisor may keep the squares of what is divided within the range of numbers. */
    @Test
    void divisorsAreSummedWithWhatTheyDivide() {
        Axis rows = new Axis(0, new Extent.Fixed(4));
        Axis channels = new Axis(1, new Extent.Fixed(3));
        AlgorithmBuilder builder = new AlgorithmBuilder("training", Axes.of(rows, channels));
        Expr x = builder.tensor("x");
        Expr limit = builder.operand(new Operand("limit", Axes.of(channels), Operand.Role.VARIABLE));
        Expr gamma = builder.operand(new Operand("gamma", Axes.of(channels), Operand.Role.VARIABLE));
        Expr limited = x.dividedBy(limit);
        Expr total = builder.sum("total", gamma.times(limited).times(limited), Axes.of(rows, channels));
        Expr ofChannel = builder.sum("ofChannel", x, Axes.of(rows));
        builder.output("y", x.minus(total).minus(ofChannel));
        Algorithm algorithm = builder.build();
        Program program = Lowering.lower(algorithm, Layout.of(List.of(algorithm)));
        assertEquals(List.of("totalSubtotal", "total of totalTerm", "ofChannel"), sums(program));
        assertEquals(
                Expr.ref("x").dividedBy(Expr.ref("limit")).times(Expr.ref("x").dividedBy(Expr.ref("limit"))),
                firstSum(program));
    }

    @Test
    void coarseSumsWithoutAFineOneShareASubtotal() {
        Axis rows = new Axis(0, new Extent.Fixed(4));
        Axis first = new Axis(1, new Extent.Fixed(3));
        Axis second = new Axis(2, new Extent.Fixed(5));
        AlgorithmBuilder builder = new AlgorithmBuilder("training", Axes.of(rows, first, second));
        Expr x = builder.tensor("x");
        Expr ofFirst = builder.sum("ofFirst", x, Axes.of(rows, second));
        Expr ofSecond = builder.sum("ofSecond", x, Axes.of(rows, first));
        builder.output("y", x.minus(ofFirst).minus(ofSecond));
        Algorithm algorithm = builder.build();
        assertEquals(
                List.of("ofFirstSubtotal", "ofFirst of ofFirstSubtotal", "ofSecond of ofFirstSubtotal"),
                sums(Lowering.lower(algorithm, Layout.of(List.of(algorithm)))));
    }
}
