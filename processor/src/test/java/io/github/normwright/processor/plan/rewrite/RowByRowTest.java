package io.github.normwright.processor.plan.rewrite;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.BatchNormalization;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.api.UnitNormalization;
import io.github.normwright.processor.plan.Buffer;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.PlanPrinter;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.plan.cost.CostModel;
import io.github.normwright.processor.plan.cost.ElementBytes;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.plan.cost.Traffic;
import io.github.normwright.processor.plan.cost.TrafficPrinter;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which layers are done row by row, and how their plans look then. */
class RowByRowTest {

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of(true, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 768), -1)),
                Arguments.of(true, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, DYNAMIC, 768), -1)),
                Arguments.of(true, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 24, 32), 1, 2)),
                // No number of whole vectors.
                Arguments.of(true, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 701), -1)),
                // Short rows.
                Arguments.of(true, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 256), -1)),
                Arguments.of(false, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 255), -1)),
                // The first-level cache has room for 8192 floats: two rows each of x and y, and gamma and beta.
                Arguments.of(true, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 1365), -1)),
                Arguments.of(false, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 1366), -1)),
                Arguments.of(true, LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 1638), -1)),
                Arguments.of(false, LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 1639), -1)),
                Arguments.of(
                        false,
                        LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 1638), -1)
                                .with("residual", true)),
                Arguments.of(false, LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 8, DYNAMIC, 16), 1)),
                Arguments.of(true, LayerSource.of(UnitNormalization.class, shape(DYNAMIC, 512), -1)),
                // The plane of a sample and a channel, or of the channels of a group, is a row.
                Arguments.of(true, LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 8, 16, 16), 1)),
                Arguments.of(
                        true,
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 32, 8, 8), 1)
                                .with("groups", 8)),
                Arguments.of(false, LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 16, 16, 8), -1)),
                // An elementary function takes longer than memory does; a root is none.
                Arguments.of(
                        false,
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 768), -1)
                                .with("activation", Activation.GELU)),
                Arguments.of(
                        true,
                        LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 768), -1)
                                .with("activation", Activation.HARD_SWISH)),
                // What belongs to a channel lies apart, or together, along the first axis.
                Arguments.of(true, LayerSource.of(BatchNormalization.class, shape(4, 8, 16, 16), 0)),
                Arguments.of(false, LayerSource.of(BatchNormalization.class, shape(4, 8, 16, 16), 1)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void rowsThatFitTheFirstCacheAreDoneOneByOne(boolean expected, LayerSource source) {
        LayerPlan plan = LayerPlan.of(source.algorithm());
        assertEquals(expected, isRowByRow(plan.training().program()), source.toString());
    }

    @Test
    void elementsOfSixteenBitsTakeHalfTheRoom() {
        LayerSource source = LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 2048), -1)
                .as(DType.BFLOAT16);
        CostModel halves = CostModel.of(new ElementBytes(Short.BYTES, Float.BYTES));
        LayerPlan plan = LayerPlan.of(source.algorithm(), new Scheduler(halves, Map.of()));
        assertEquals(true, isRowByRow(plan.training().program()));
    }

    @Test
    void aRowIsSummedMergedAndMappedBeforeTheNext() {
        Program program = LayerPlan.of(LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 768), -1)
                        .algorithm())
                .training()
                .program();
        assertEquals("""
                training on samples x channels 768
                  for each part of samples
                    row by row, for sample in the part
                      pivots:
                        for the first channel
                          first = x[]
                          pivot[] = first - first == 0 ? first : 0
                      statistics:
                        pivot = pivot[]
                        for channel, summed in lanes
                          deviation = x[] - pivot
                          deviationSum += deviation
                          squareSum += deviation * deviation
                      again where pivot is far from the mean, with the mean in its place
                        statistics:
                          pivot = pivot[]
                          for channel, summed in lanes
                            deviation = x[] - pivot
                            deviationSum += deviation
                            squareSum += deviation * deviation
                      mean, variance = merge moments(pivot, deviationSum, squareSum)
                      coefficients:
                        inverseStddev = 1 / sqrt(variance[] + epsilon)
                        inverseStddev[] = inverseStddev
                      normalize:
                        mean = mean[]
                        inverseStddev = inverseStddev[]
                        for channel, in lanes
                          gamma = gamma[]
                          beta = beta[]
                          y[] = (x[] - mean) * inverseStddev * gamma + beta""", String.join("\n", PlanPrinter.print(program)));
        assertEquals(
                List.of(), program.buffers().stream().filter(Buffer::isPartial).toList());
    }

    @Test
    void theSumOfTheOnlyTileIsThatOfTheRow() {
        Program program = LayerPlan.of(LayerSource.of(RMSNormalization.class, shape(DYNAMIC, 768), -1)
                        .algorithm())
                .training()
                .program();
        List<String> lines =
                PlanPrinter.print(program).stream().map(String::strip).toList();
        assertEquals(true, lines.contains("squareSum += xValue * xValue"), lines.toString());
        assertEquals(
                List.of(Buffer.Kind.VALUE, Buffer.Kind.ROW_LANES),
                Stream.of("squareSum", "squareSumLanes")
                        .map(name -> program.buffer(name).kind())
                        .toList());
    }

    @Test
    void theSecondPassIsPredictedToReadFromTheFirstCache() {
        Program program = LayerPlan.of(LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 768), -1)
                        .algorithm())
                .training()
                .program();
        TrafficPrinter printer = new TrafficPrinter(CostModel.FLOAT32.machine());
        assertEquals(
                List.of(
                        "statistics: reads x",
                        "normalize: reads x again, from L1; writes y",
                        "in all 9216 bytes * batch per call"),
                printer.print(Traffic.of(program, CostModel.FLOAT32.elements())));
    }

    private static boolean isRowByRow(Program program) {
        return program.passes().stream().anyMatch(Step.ForRows.class::isInstance);
    }
}
