package io.github.normwright.processor.plan.rewrite;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.Loop;
import io.github.normwright.processor.plan.Program;
import io.github.normwright.processor.plan.Step;
import io.github.normwright.processor.testing.LayerSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How maps take two rows at once, and where copies of what belongs to channels are made for them. */
class PairRowsTest {

    private static final LayerSource GROUP = LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 784, 64), -1)
            .with("groups", 8);

    private static Program inference(LayerSource source) {
        return LayerPlan.of(source.algorithm()).inference().program();
    }

    private static List<Loop.Kind> loopsOfMap(Program program) {
        return loopsOfMap(program, "y");
    }

    private static List<Loop.Kind> loopsOfMap(Program program, String result) {
        return program.nests().stream()
                .filter(nest -> nest.results().contains(result))
                .flatMap(nest -> nest.loops().stream())
                .map(Loop::kind)
                .toList();
    }

    private static List<String> copied(Stream<Step> steps) {
        return steps.filter(Step.Wrap.class::isInstance)
                .map(step -> ((Step.Wrap) step).source())
                .toList();
    }

    @Test
    void rowsOfATensorComeInPairs() {
        assertEquals(
                List.of(Loop.Kind.PAIRS, Loop.Kind.LANES),
                loopsOfMap(inference(LayerSource.of(shape(DYNAMIC, 64), -1))));
    }

    /** Three values belong to each channel here, of four bytes; half of the first-level cache holds those of 1365 channels. */
    @Test
    void rowsWithMoreValuesOfChannelsThanTheFirstCacheKeepsComeInFours() {
        assertEquals(
                List.of(Loop.Kind.PAIRS, Loop.Kind.LANES),
                loopsOfMap(inference(LayerSource.of(shape(DYNAMIC, 1360), -1))));
        assertEquals(
                List.of(Loop.Kind.FOURS, Loop.Kind.LANES),
                loopsOfMap(inference(LayerSource.of(shape(DYNAMIC, 1376), -1))));
    }

    /** Four values belong to each channel here. */
    @Test
    void gradientsReadMoreThatBelongsToChannels() {
        assertEquals(List.of(Loop.Kind.PAIRS, Loop.Kind.LANES), loopsOfMap(gradient(1024), "dx"));
        assertEquals(List.of(Loop.Kind.FOURS, Loop.Kind.LANES), loopsOfMap(gradient(1040), "dx"));
    }

    private static Program gradient(int channels) {
        return LayerPlan.of(LayerSource.of(shape(DYNAMIC, channels), -1).algorithm())
                .trainingGradient()
                .program();
    }

    @Test
    void rowsOfASampleComeInPairs() {
        assertEquals(List.of(Loop.Kind.SEQUENTIAL, Loop.Kind.PAIRS, Loop.Kind.LANES), loopsOfMap(inference(GROUP)));
    }

    @Test
    void mapsThatComputeElementaryFunctionsTakeOneRow() {
        assertEquals(
                List.of(Loop.Kind.SEQUENTIAL, Loop.Kind.SEQUENTIAL, Loop.Kind.LANES),
                loopsOfMap(inference(GROUP.with("activation", Activation.GELU))));
    }

    @Test
    void fewRowsOfASampleAreNotWorthCopies() {
        LayerSource few = LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 49, 64), -1)
                .with("groups", 8);
        assertEquals(List.of(Loop.Kind.SEQUENTIAL, Loop.Kind.GROUPS, Loop.Kind.LANES), loopsOfMap(inference(few)));
    }

    /** What belongs to channels is copied for each sample, and for each row of those that are joined. */
    @Test
    void onlyManyRowsOfASampleAreJoined() {
        List<Loop.Kind> single = List.of(Loop.Kind.SEQUENTIAL, Loop.Kind.SEQUENTIAL, Loop.Kind.LANES);
        assertEquals(
                List.of(Loop.Kind.SEQUENTIAL, Loop.Kind.PAIRS, Loop.Kind.LANES), loopsOfMap(inference(rowsOf33(128))));
        assertEquals(single, loopsOfMap(inference(rowsOf33(127))));
        assertEquals(single, loopsOfMap(inference(rowsOf33(DYNAMIC))));
    }

    private static LayerSource rowsOf33(int rows) {
        return LayerSource.of(GroupNormalization.class, shape(DYNAMIC, rows, 33), -1)
                .with("groups", 3);
    }

    /** Parts are shared by threads, so that none of them may copy what belongs to all. */
    @Test
    void copiesOfAPartAreMadeInItAndOthersBefore() {
        Program program = inference(GROUP);
        Stream<Step> inParts =
                program.steps().stream().filter(Step.ForParts.class::isInstance).flatMap(step -> step.inner().stream());
        Stream<Step> once = program.steps().stream()
                .filter(step -> !(step instanceof Step.ForParts))
                .flatMap(step -> Stream.concat(Stream.of(step), step.inner().stream()));
        assertEquals(List.of("meanOfChannel", "scale"), copied(inParts));
        assertEquals(List.of("beta"), copied(once));
    }
}
