package io.github.normwright.processor.plan;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import io.github.normwright.api.Activation;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.InstanceNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.Profile;
import io.github.normwright.processor.ir.Algorithm;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.testing.Goldens;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of typical layers, plain and after each rewrite, as a reader sees them. */
class PlanGoldenTest {

    private static final Set<String> USED_ELSEWHERE =
            Set.of("mean", "inverseStddev", "scale", "gammaGradient", "betaGradient");

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of("channels-last", LayerSource.of(shape(DYNAMIC, 28, 28, 128), -1)),
                Arguments.of(
                        "residual",
                        LayerSource.of(shape(DYNAMIC, 256), -1)
                                .with("residual", true)
                                .with("activation", Activation.RELU)),
                Arguments.of("channels-first", LayerSource.of(shape(DYNAMIC, 64, 56, 56), 1)),
                Arguments.of("channels-first-dynamic", LayerSource.of(shape(DYNAMIC, 64, DYNAMIC, DYNAMIC), 1)),
                Arguments.of("channels-last-few", LayerSource.of(shape(DYNAMIC, 3), -1)),
                Arguments.of("channels-last-odd", LayerSource.of(shape(DYNAMIC, 83), -1)),
                Arguments.of("general", LayerSource.of(shape(DYNAMIC, 6, 10, 8), 1, 3)),
                Arguments.of("general-innermost-reduced", LayerSource.of(shape(4, 6, 10, 8), 0, 2)),
                Arguments.of("one-channel", LayerSource.of(shape(DYNAMIC, 28, 28, 1), -1)),
                Arguments.of("nothing-reduced", LayerSource.of(shape(1, 32), -1)),
                Arguments.of(
                        "cumulative",
                        LayerSource.of(shape(DYNAMIC, 32), 1)
                                .with("profile", Profile.TORCH)
                                .with("cumulativeAverage", true)),
                Arguments.of("layer", LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 64, 256), -1)),
                Arguments.of(
                        "group-channels-last",
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 28, 28, 128), -1)),
                Arguments.of(
                        "group-channels-first",
                        LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 128, 28, 28), 1)),
                Arguments.of("instance", LayerSource.of(InstanceNormalization.class, shape(DYNAMIC, 64, 56, 56), 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void plansAreAsRecorded(String name, LayerSource source) {
        LayerAlgorithm layer = source.algorithm();
        StringBuilder text = new StringBuilder();
        List<LayerPlan.Scheduled> all = LayerPlan.of(layer).scheduled();
        Layouts layouts = Layouts.of(all.stream()
                .flatMap(scheduled -> Parts.of(scheduled.algorithm()).stream())
                .toList());
        for (LayerPlan.Scheduled scheduled : all) {
            Parts.of(scheduled.algorithm()).forEach(part -> append(text, part, layouts.of(part)));
            scheduled.sharedRows().filter(SharedRows::takesOnePass).ifPresent(rows -> {
                append(text, "sums in one pass", rows.sums());
                append(text, "sums in one pass", rows.perRow());
            });
        }
        Goldens.check("plans/" + name + ".txt", text.toString());
    }

    private static void append(StringBuilder text, Algorithm algorithm, Layout layout) {
        Program plain = Lowering.lower(algorithm, layout);
        append(text, "plain", plain);
        String[] before = {print(plain)};
        Schedule.of(plain, USED_ELSEWHERE).apply(plain, (rewrite, program) -> {
            boolean isChanged = !print(program).equals(before[0]);
            before[0] = print(program);
            if (isChanged) {
                append(text, rewrite.title(), program);
            } else {
                text.append("--- ").append(rewrite.title()).append(": nothing to do\n\n");
            }
        });
    }

    private static void append(StringBuilder text, String title, Program program) {
        text.append("--- ").append(title).append('\n').append(print(program)).append('\n');
    }

    private static String print(Program program) {
        return String.join("\n", PlanPrinter.print(program)) + "\n";
    }
}
