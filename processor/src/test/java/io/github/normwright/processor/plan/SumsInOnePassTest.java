package io.github.normwright.processor.plan;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.Expr;
import io.github.normwright.processor.plan.cost.Choice;
import io.github.normwright.processor.plan.cost.Choices;
import io.github.normwright.processor.plan.cost.CostModel;
import io.github.normwright.processor.plan.cost.ElementBytes;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.testing.LayerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the sums over rows and those along rows share a pass, and what becomes of the two programs. */
class SumsInOnePassTest {

    private static final LayerSource LAYER = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 768), -1);

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of(true, LAYER),
                Arguments.of(true, LAYER.with("center", false)),
                Arguments.of(true, LAYER.with("scale", false)),
                Arguments.of(true, LAYER.with("scale", false).with("activation", Activation.RELU)),
                Arguments.of(true, LAYER.with("activation", Activation.HARD_SWISH)),
                Arguments.of(
                        true,
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 512), -1)
                                .with("scale", false)),
                Arguments.of(true, LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 272), -1)),
                Arguments.of(
                        true,
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 272), -1)
                                .with("residual", true)
                                .with("activation", Activation.HARD_SWISH)),
                Arguments.of(true, LAYER.with("residual", true).with("activation", Activation.RELU)),
                Arguments.of(true, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 24, 32), 1, 2)),
                Arguments.of(true, LayerSource.of(LayerNormalization.class, shape(40, DYNAMIC, 272), -1)),
                // The first-level cache has room for two rows of x and dy, gamma and two sums; or one sum.
                Arguments.of(true, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 1168), -1)),
                Arguments.of(false, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 1184), -1)),
                Arguments.of(true, LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 1360), -1)),
                Arguments.of(false, LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 1376), -1)),
                // Sums of short rows stay in registers.
                Arguments.of(false, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 64), -1)),
                // The last elements would be taken twice.
                Arguments.of(false, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 700), -1)),
                // Elementary functions take longer than memory does.
                Arguments.of(false, LAYER.with("activation", Activation.GELU)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void rowsOfWholeVectorsThatFitTheFirstCacheAreSummedOnce(boolean expected, LayerSource source) {
        LayerPlan plan = LayerPlan.of(source.algorithm());
        assertEquals(expected, takesOnePass(plan.trainingGradient()), source.toString());
        assertEquals(expected, takesOnePass(plan.inferenceGradient()), source.toString());
    }

    @Test
    void elementsOfSixteenBitsTakeHalfTheRoom() {
        LayerSource source = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 1536), -1)
                .as(DType.BFLOAT16);
        CostModel halves = CostModel.of(new ElementBytes(Short.BYTES, Float.BYTES));
        LayerPlan plan = LayerPlan.of(source.algorithm(), new Scheduler(halves, Map.of()));
        assertTrue(takesOnePass(plan.trainingGradient()));
    }

    @Test
    void whoeverMeasuredOtherSumsToBeBetterGetsThem() {
        Choices blocks = Choices.of(Choice.CHANNEL_BLOCKS);
        Scheduler measured = new Scheduler(CostModel.FLOAT32, Map.of("trainingParameterGradient", blocks));
        LayerPlan plan = LayerPlan.of(LAYER.algorithm(), measured);
        assertEquals(false, takesOnePass(plan.trainingGradient()));
        assertEquals(true, takesOnePass(plan.inferenceGradient()));
    }

    @Test
    void rowsFromQuartersOfATileAreNotHandedOver() {
        Choices blocks = Choices.of(Choice.CHANNEL_BLOCKS);
        Scheduler measured = new Scheduler(CostModel.FLOAT32, Map.of("trainingParameterGradient", blocks));
        List<Program> programs =
                LayerPlan.of(LAYER.algorithm(), measured).trainingGradient().programs();
        assertTrue(SharedRows.of(programs).isPresent());
        Program quarters = programs.get(0)
                .mapNests(nest -> nest.withLoops(nest.loops().stream()
                        .map(loop -> loop.isTiled() ? loop.as(Loop.Kind.QUARTERS) : loop)
                        .toList()));
        assertTrue(SharedRows.of(List.of(quarters, programs.get(1))).isEmpty());
    }

    @Test
    void theFirstProgramTakesAllSumsAndTheSecondReadsThem() {
        SharedRows rows =
                LayerPlan.of(LAYER.algorithm()).trainingGradient().sharedRows().orElseThrow();
        Nest sums = rows.sums().nests().get(0);
        assertEquals(
                List.of("gammaGradientPart", "betaGradientPart", "inverseStddevGradient", "meanGradientSum"),
                sums.sums().stream().map(Statement.Accumulate::target).toList());
        assertEquals(
                List.of("gammaGradientPart", "betaGradientPart"),
                rows.sums().sumsInMemory(sums).stream()
                        .map(Statement.Accumulate::target)
                        .toList());
        assertEquals(
                List.of("gradientCoefficients", "inputGradient"),
                rows.perRow().nests().stream().map(Nest::name).toList());
        assertEquals(
                List.of(),
                rows.perRow().buffers().stream().filter(Buffer::isPartial).toList());
    }

    @Test
    void plainJavaTakesThemApart() {
        Program sums = LayerPlan.of(LAYER.algorithm())
                .trainingGradient()
                .sharedRows()
                .orElseThrow()
                .sums();
        SumsInOnePass.Apart apart =
                SumsInOnePass.Apart.of(sums, sums.nests().get(0)).orElseThrow();
        assertEquals(
                List.of("""
                        gradientSums:
                          for sample in the tile
                            mean = mean[]
                            for channel, summed in lanes
                              dyValue = dy[]
                              xValue = x[]
                              gamma = gamma[]
                              inverseStddevGradient += dyValue * gamma * (xValue - mean)
                              meanGradientSum += dyValue * gamma""", """
                        gradientSums:
                          for sample in the tile, in groups, sums in memory
                            mean = mean[]
                            inverseStddev = inverseStddev[]
                            for channel, in lanes
                              dyValue = dy[]
                              xValue = x[]
                              gammaGradientPart += dyValue * ((xValue - mean) * inverseStddev)
                              betaGradientPart += dyValue"""),
                Stream.of(apart.alongRows(), apart.overRows())
                        .map(nest -> String.join("\n", PlanPrinter.print(sums, new Step.Run(nest))))
                        .toList());
    }

    @Test
    void localsOfOneNameThatAreNotTheSameAreKeptApart() {
        SharedRows rows = apart();
        assertTrue(SumsInOnePass.of(rows, CostModel.FLOAT32).isPresent());
        assertEquals(
                Optional.empty(),
                SumsInOnePass.of(
                        new SharedRows(with("half", 0.5, rows.sums()), with("half", 0.25, rows.perRow())),
                        CostModel.FLOAT32));
        assertTrue(SumsInOnePass.of(
                        new SharedRows(with("half", 0.5, rows.sums()), with("half", 0.5, rows.perRow())),
                        CostModel.FLOAT32)
                .isPresent());
    }

    @Test
    void aLocalThatIsAnArrayToTheOtherNestIsKeptApart() {
        SharedRows rows = apart();
        SharedRows capturing = new SharedRows(with("gamma", 1, rows.sums()), rows.perRow());
        assertEquals(Optional.empty(), SumsInOnePass.of(capturing, CostModel.FLOAT32));
    }

    /** A program whose nests begin with a local. */
    private static Program with(String local, double value, Program program) {
        return program.mapNests(nest -> {
            List<Statement> body = new ArrayList<>(nest.body());
            body.add(0, new Statement.Define(local, new Expr.Constant(value)));
            return nest.withBody(body);
        });
    }

    /** The two programs of the layer, each scheduled for itself. */
    private static SharedRows apart() {
        Algorithm gradient = LayerPlan.of(LAYER.algorithm()).trainingGradient().algorithm();
        Layouts layouts = Layouts.of(Parts.of(gradient));
        List<Program> programs = Parts.of(gradient).stream()
                .map(part -> Lowering.lower(part, layouts.of(part)))
                .map(plain -> Schedule.of(plain, Set.of("gammaGradient", "betaGradient"))
                        .apply(plain))
                .toList();
        return SharedRows.of(programs).orElseThrow();
    }

    private static boolean takesOnePass(LayerPlan.Scheduled scheduled) {
        return scheduled.sharedRows().filter(SharedRows::takesOnePass).isPresent();
    }
}
