package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;

import io.github.normwright.api.BatchNormalization;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.cost.Choices;
import io.github.normwright.processor.plan.cost.Scheduler;
import io.github.normwright.processor.testing.Agreement;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.LayerSource;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Layers that nobody thought of: random shapes, axes, dtypes, profiles and settings, compiled and run. A build runs the same
 * ones on every machine. More of them run with {@code -Djqwik.tries.default=1000}, and others with {@code -Dlayers.seed=2}
 * or any other number.
 */
class RandomLayersTest {

    private static final String SAME_FOR_ALL_BUILDS = "1";
    private static final long SEED = Long.getLong("layers.seed", 1);

    /** A layer, and the sizes of its dynamic dimensions in one call. */
    record Call(LayerSource source, int[] dynamic) {
        @Override
        public String toString() {
            return source + " with " + Arrays.toString(dynamic);
        }
    }

    @Provide
    Arbitrary<Call> batchNormalizations() {
        return calls(Arbitraries.just(BatchNormalization.class));
    }

    @Provide
    Arbitrary<Call> anyNormalizations() {
        return calls(Arbitraries.of(RandomLayers.KINDS));
    }

    private static Arbitrary<Call> calls(Arbitrary<? extends Class<? extends Annotation>> kinds) {
        Arbitrary<Long> seeds = Arbitraries.longs().between(0, Long.MAX_VALUE / 2);
        return Combinators.combine(seeds, kinds)
                .as((seed, kind) -> RandomLayers.source(new Random(seed * SEED), kind))
                .map(source -> new Call(source, dynamicSizes(source)));
    }

    /** The batch is a multiple of any virtual batch size there may be. */
    private static int[] dynamicSizes(LayerSource source) {
        // Not the hash code of the record, in which those of enums change from run to run.
        Random random = new Random(source.toString().hashCode());
        int virtualBatchSize = (Integer) source.settings().getOrDefault("virtualBatchSize", 1);
        boolean isBatchDynamic = source.shape().get(0) == DYNAMIC;
        int count =
                (int) source.shape().stream().filter(size -> size == DYNAMIC).count();
        return IntStream.range(0, count)
                .map(i -> {
                    int size = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(12);
                    return i == 0 && isBatchDynamic ? size * virtualBatchSize : size;
                })
                .toArray();
    }

    @Property(shrinking = ShrinkingMode.OFF, seed = SAME_FOR_ALL_BUILDS)
    void everyKernelAgreesWithTheFormulasOfBatchNormalization(@ForAll("batchNormalizations") Call call) {
        check(call);
    }

    @Property(shrinking = ShrinkingMode.OFF, seed = SAME_FOR_ALL_BUILDS)
    void everyKernelAgreesWithTheFormulasOfAnyNormalization(@ForAll("anyNormalizations") Call call) {
        check(call);
    }

    @Property(shrinking = ShrinkingMode.OFF, seed = SAME_FOR_ALL_BUILDS)
    void everyScheduleAgreesWithTheFormulas(@ForAll("anyNormalizations") Call call) {
        check(call, Compiled.of(call.source(), plan(call.source())));
    }

    /** A plan in which each program is scheduled by any of its candidates. */
    private static LayerPlan plan(LayerSource source) {
        Random random = new Random(source.toString().hashCode());
        Map<String, Choices> choices = new LinkedHashMap<>();
        for (LayerPlan.Scheduled scheduled : LayerPlan.of(source.algorithm()).scheduled()) {
            for (LayerPlan.Part part : scheduled.parts()) {
                List<Choices> candidates = part.schedule().candidates();
                choices.put(part.program().name(), candidates.get(random.nextInt(candidates.size())));
            }
        }
        return LayerPlan.of(source.algorithm(), new Scheduler(source.costs(), choices));
    }

    private static void check(Call call) {
        check(call, Compiled.of(call.source()));
    }

    private static void check(Call call, Compiled compiled) {
        for (boolean isTraining : new boolean[] {true, false}) {
            Agreement.check(call.source(), compiled, isTraining, call.dynamic());
        }
    }
}
