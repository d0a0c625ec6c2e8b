package io.github.normwright.processor.testing;

import static io.github.normwright.api.Shape.DYNAMIC;

import io.github.normwright.api.DType;
import io.github.normwright.processor.spi.Problems;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** Draws shapes, axes, dtypes and settings until a variant objects to none of them. */
final class RandomShapes {

    private static final int ATTEMPTS = 1000;

    private final Random random;
    private final Class<? extends Annotation> annotation;
    private final BiFunction<LayerSource, Random, LayerSource> settings;

    RandomShapes(
            Class<? extends Annotation> annotation,
            Random random,
            BiFunction<LayerSource, Random, LayerSource> settings) {
        this.annotation = annotation;
        this.random = random;
        this.settings = settings;
    }

    /** The next layer. */
    LayerSource next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LayerSource source = settings.apply(draw(), random);
            if (isAccepted(source)) {
                return source;
            }
        }
        throw new AssertionError("@" + annotation.getSimpleName() + " accepts none of " + ATTEMPTS + " random layers");
    }

    private LayerSource draw() {
        int rank = 1 + random.nextInt(5);
        int certain = random.nextInt(rank);
        List<Integer> shape = new ArrayList<>();
        List<Integer> axis = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            boolean isNamed = i == certain || random.nextInt(4) == 0;
            boolean isDynamic = !isNamed && random.nextBoolean();
            shape.add(isDynamic ? DYNAMIC : 1 + random.nextInt(rank > 3 ? 7 : 40));
            if (isNamed) {
                axis.add(random.nextBoolean() ? i : i - rank);
            }
        }
        DType dtype = DType.values()[random.nextInt(DType.values().length)];
        return LayerSource.of(annotation, shape, axis.toArray(new Integer[0])).as(dtype);
    }

    private static boolean isAccepted(LayerSource source) {
        List<String> problems = new ArrayList<>();
        source.variant().check(source.variantSpec(), List.of(source.precision()), new Problems() {
            @Override
            public void error(String attribute, String code, String text) {
                problems.add(text);
            }

            @Override
            public void warning(String attribute, String code, String text) {
                // A test compiles without warnings.
                problems.add(text);
            }
        });
        return problems.isEmpty();
    }
}
