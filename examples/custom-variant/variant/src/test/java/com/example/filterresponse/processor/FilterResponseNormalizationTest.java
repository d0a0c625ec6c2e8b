package com.example.filterresponse.processor;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;

import com.example.filterresponse.FilterResponseNormalization;
import io.github.normwright.api.DType;
import io.github.normwright.processor.testing.LayerSource;
import io.github.normwright.processor.testing.VariantTests;
import org.junit.jupiter.api.Test;

/** Everything that Normwright holds its own variants to. */
class FilterResponseNormalizationTest {

    private static LayerSource layer(int... sizes) {
        return LayerSource.of(FilterResponseNormalization.class, shape(sizes), -1);
    }

    @Test
    void layersComputeTheFormulas() {
        VariantTests.agreesWithFormulas(layer(DYNAMIC, 5, 7, 19));
        VariantTests.agreesWithFormulas(layer(DYNAMIC, 5, 7, 19).with("learnedEpsilon", true));
        VariantTests.agreesWithFormulas(LayerSource.of(FilterResponseNormalization.class, shape(DYNAMIC, 6, DYNAMIC), 1)
                .as(DType.BFLOAT16));
    }

    @Test
    void gradientsAreSlopes() {
        VariantTests.gradientsAreSlopes(layer(DYNAMIC, 2, 3, 5).with("epsilon", 0.01));
        VariantTests.gradientsAreSlopes(layer(DYNAMIC, 4, 3).with("learnedEpsilon", true));
    }

    @Test
    void sourcesAreAsRecorded() {
        VariantTests.sourcesAreAsRecorded("channels-last", layer(DYNAMIC, 36, 8));
    }

    @Test
    void randomLayersAgree() {
        VariantTests.randomLayersAgree(
                FilterResponseNormalization.class,
                8,
                (source, random) -> source.with("learnedEpsilon", random.nextBoolean()));
    }
}
