package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.RMSNormalization;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.cost.Choices;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever of its candidates a program is scheduled by, the results are the same, bit for bit. */
class CandidateSchedulesTest {

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of(6, LayerSource.of(shape(DYNAMIC, 48), -1), new int[] {1029}),
                Arguments.of(6, LayerSource.of(shape(DYNAMIC, 3, 272), -1), new int[] {47}),
                Arguments.of(4, LayerSource.of(shape(DYNAMIC, 19), -1), new int[] {600}),
                Arguments.of(2, LayerSource.of(shape(DYNAMIC, 3), -1), new int[] {50_001}),
                Arguments.of(2, LayerSource.of(shape(DYNAMIC, 700), -1), new int[] {157}),
                Arguments.of(2, LayerSource.of(shape(DYNAMIC, 257), -1).as(DType.FLOAT64), new int[] {67}),
                Arguments.of(6, LayerSource.of(shape(DYNAMIC, 2, 16), -1).with("mask", true), new int[] {9}),
                Arguments.of(
                        6,
                        LayerSource.of(shape(DYNAMIC, 32), -1)
                                .with("renorm", true)
                                .with("nonFinite", NonFinite.SKIP),
                        new int[] {70}),
                Arguments.of(2, LayerSource.of(shape(DYNAMIC, 5, 7, 7), 1), new int[] {3}),
                Arguments.of(2, LayerSource.of(shape(DYNAMIC, 3, 5, 6), 1), new int[] {3}),
                Arguments.of(
                        2,
                        LayerSource.of(shape(DYNAMIC, 70, 9, 9), 1)
                                .with("residual", true)
                                .with("activation", Activation.RELU),
                        new int[] {210}),
                Arguments.of(
                        2,
                        LayerSource.of(shape(DYNAMIC, 9, 7, 7), 1)
                                .as(DType.FLOAT64)
                                .with("mask", true),
                        new int[] {190}),
                Arguments.of(2, LayerSource.of(shape(3, 4, 90, 100), 1), new int[] {}),
                Arguments.of(2, LayerSource.of(shape(DYNAMIC, 19, DYNAMIC), 1).as(DType.FLOAT64), new int[] {2, 8200}),
                Arguments.of(2, LayerSource.of(shape(DYNAMIC, 3, DYNAMIC), 1).as(DType.BFLOAT16), new int[] {4, 37}),
                Arguments.of(2, LayerSource.of(shape(DYNAMIC, 6, 10, 8), 1, 2), new int[] {4}),
                Arguments.of(1, LayerSource.of(shape(DYNAMIC, 6, 10, 8), 1, 3), new int[] {4}),
                Arguments.of(1, LayerSource.of(shape(1, 1 << 16), -1), new int[] {}),
                Arguments.of(
                        12,
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 67, 272), -1)
                                .with("groups", 2),
                        new int[] {3}),
                Arguments.of(
                        8,
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 130, 33), -1)
                                .with("groups", 3)
                                .with("residual", true)
                                .with("activation", Activation.RELU),
                        new int[] {3}),
                Arguments.of(
                        8,
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 600, 12), -1)
                                .with("groups", 3),
                        new int[] {2}),
                Arguments.of(
                        2,
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 6, 40), 1)
                                .with("groups", 3),
                        new int[] {2}),
                Arguments.of(2, LayerSource.of(RMSNormalization.class, shape(7, 10, 4), 0), new int[] {}),
                Arguments.of(2, LayerSource.of(LayerNormalization.class, shape(9, 5, 7), 0), new int[] {}),
                Arguments.of(2, LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 272), -1), new int[] {41}),
                Arguments.of(
                        6,
                        LayerSource.of(shape(DYNAMIC, 3, 224), -1)
                                .with("scale", false)
                                .with("residual", true)
                                .with("activation", Activation.RELU),
                        new int[] {13}),
                Arguments.of(
                        6,
                        LayerSource.of(shape(DYNAMIC, 5, 272), -1)
                                .with("residual", true)
                                .with("activation", Activation.RELU),
                        new int[] {13}));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void resultsAreTheSame(int expected, LayerSource source, int... dynamic) {
        List<LayerPlan> plans = plans(source);
        assertEquals(expected, plans.size(), source.toString());
        List<LayerRun> first = List.of();
        for (LayerPlan plan : plans) {
            Compiled compiled = Compiled.of(source, plan);
            List<LayerRun> runs = new ArrayList<>();
            for (boolean isTraining : new boolean[] {true, false}) {
                LayerRun.Input input = LayerRun.Input.random(source.algorithm(), 5, isTraining, dynamic)
                        .roundedTo(source.dtype());
                runs.add(run(source, compiled, Kernels.SCALAR, Threads.callingThread(), input, dynamic));
                runs.add(run(source, compiled, Kernels.VECTOR_256, Threads.callingThread(), input, dynamic));
                try (Threads threads = Threads.of(3)) {
                    runs.add(run(source, compiled, Kernels.VECTOR_512, threads, input, dynamic));
                }
            }
            first = first.isEmpty() ? runs : first;
            for (int i = 0; i < runs.size(); i++) {
                String what = source + " " + plan.training().schedule().choices();
                Compare.assertSame(first.get(i / 3 * 3), runs.get(i), what);
            }
        }
    }

    private static LayerRun run(
            LayerSource source,
            Compiled compiled,
            Kernels kernel,
            Threads threads,
            LayerRun.Input input,
            int... dynamic) {
        return LayerRun.of(kernel.create(compiled, source.className(), threads), input, dynamic);
    }

    /** As many plans as the program with the most candidates has, each of the others with one of its own. */
    private static List<LayerPlan> plans(LayerSource source) {
        List<LayerPlan.Part> parts = LayerPlan.of(source.algorithm()).scheduled().stream()
                .flatMap(scheduled -> scheduled.parts().stream())
                .toList();
        int most = parts.stream()
                .mapToInt(part -> part.schedule().candidates().size())
                .max()
                .orElseThrow();
        List<LayerPlan> plans = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            Map<String, Choices> measured = new LinkedHashMap<>();
            for (LayerPlan.Part part : parts) {
                List<Choices> candidates = part.schedule().candidates();
                measured.put(part.program().name(), candidates.get(i % candidates.size()));
            }
            plans.add(LayerPlan.of(source.algorithm(), new Scheduler(source.costs(), measured)));
        }
        return plans;
    }
}
