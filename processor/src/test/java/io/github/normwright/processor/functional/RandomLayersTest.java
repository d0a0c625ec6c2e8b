package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;

import io.github.normwright.api.DType;
import io.github.normwright.api.MovingVariance;
import io.github.normwright.api.Profile;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.Compare;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Kernels;
import io.github.normwright.processor.testing.LayerRun;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Layers that nobody thought of: random shapes, axes and settings, compiled and run. More of them run with {@code
 * -Djqwik.tries.default=1000}.
 */
class RandomLayersTest {

    private static final Threads THREADS = Threads.of(2);

    /** A layer, and the sizes of its dynamic dimensions in one call. */
    record Call(LayerSource source, int[] dynamic) {
        @Override
        public String toString() {
            return source + " with " + Arrays.toString(dynamic);
        }
    }

    @Provide
    Arbitrary<Call> calls() {
        Arbitrary<LayerSource> sources = Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.longs().between(0, Long.MAX_VALUE / 2),
                        Arbitraries.of(DType.class),
                        Arbitraries.of(Profile.class),
                        Arbitraries.of(MovingVariance.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of("exponential", "cumulative", "none", "frozen"))
                .as(RandomLayersTest::source);
        return sources.map(source -> new Call(source, dynamicSizes(source)));
    }

    private static LayerSource source(
            int rank,
            long seed,
            DType dtype,
            Profile profile,
            MovingVariance movingVariance,
            boolean center,
            boolean scale,
            String statistics) {
        Random random = new Random(seed);
        List<Integer> shape = new ArrayList<>();
        List<Integer> axis = new ArrayList<>();
        int kept = random.nextInt(rank);
        for (int i = 0; i < rank; i++) {
            boolean isKept = i == kept || random.nextInt(4) == 0;
            boolean isDynamic = !isKept && random.nextBoolean();
            int largest = rank > 3 ? 7 : 40;
            shape.add(isDynamic ? DYNAMIC : 1 + random.nextInt(largest));
            if (isKept) {
                axis.add(random.nextBoolean() ? i : i - rank);
            }
        }
        boolean isTracked = !statistics.equals("none");
        boolean isFrozen = statistics.equals("frozen") && (profile == Profile.KERAS_3 || profile == Profile.TF_KERAS);
        return new LayerSource(shape, axis, dtype, Map.of())
                .with("profile", profile)
                .with("movingVariance", isTracked ? movingVariance : MovingVariance.PROFILE)
                .with("center", center)
                .with("scale", scale)
                .with("trackRunningStats", isTracked)
                .with("cumulativeAverage", statistics.equals("cumulative"))
                .with("trainable", !isFrozen)
                .with("epsilon", 1e-3 * (1 + random.nextInt(50)));
    }

    private static int[] dynamicSizes(LayerSource source) {
        Random random = new Random(source.hashCode());
        return IntStream.range(0, (int)
                        source.shape().stream().filter(size -> size == DYNAMIC).count())
                .map(i -> random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(12))
                .toArray();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void everyKernelAgreesWithTheFormulas(@ForAll("calls") Call call) {
        LayerSource source = call.source();
        Compiled compiled = Compiled.of(source);
        for (boolean isTraining : new boolean[] {true, false}) {
            LayerRun.Input input = LayerRun.Input.random(source.algorithm(), 1, isTraining, call.dynamic());
            LayerRun scalar = run(source, compiled, Kernels.SCALAR, Threads.callingThread(), input, call.dynamic());
            double tolerance = source.dtype() == DType.FLOAT32 ? 3e-5 : 1e-12;
            Compare.assertClose(
                    Oracle.run(source.algorithm(), input, call.dynamic()), scalar, tolerance, call.toString());
            for (Kernels kernel : List.of(Kernels.VECTOR_128, Kernels.VECTOR_256, Kernels.VECTOR_512)) {
                LayerRun vector = run(source, compiled, kernel, THREADS, input, call.dynamic());
                Compare.assertSame(scalar, vector, call + " " + kernel);
            }
        }
    }

    private static LayerRun run(
            LayerSource source,
            Compiled compiled,
            Kernels kernel,
            Threads threads,
            LayerRun.Input input,
            int[] dynamic) {
        return LayerRun.of(kernel.create(compiled, source.className(), threads), input, dynamic);
    }
}
