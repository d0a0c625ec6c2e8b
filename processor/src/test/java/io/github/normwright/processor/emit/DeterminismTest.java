package io.github.normwright.processor.emit;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.LayerSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same annotations give the same bytes, in whatever order the compiler meets them. */
class DeterminismTest {

    private static List<String> sources() {
        List<String> sources = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            LayerSource layer =
                    i % 2 == 0 ? LayerSource.of(shape(DYNAMIC, 10 * i), -1) : LayerSource.of(shape(DYNAMIC, i, 40), 1);
            String text = layer.source().replace("interface Tested", "interface Tested" + i);
            sources.add("package example.p" + i % 3 + ";\n" + text);
        }
        return sources;
    }

    private static Map<String, String> generate(List<String> sources) {
        return Compiled.of(sources.toArray(String[]::new)).sources();
    }

    @Test
    void twoRunsGiveTheSame() {
        assertEquals(generate(sources()), generate(sources()));
    }

    @Test
    void theOrderOfInputDoesNotMatter() {
        Map<String, String> inOrder = generate(sources());
        for (int seed = 1; seed <= 3; seed++) {
            List<String> shuffled = sources();
            Collections.shuffle(shuffled, new Random(seed));
            assertEquals(inOrder, generate(shuffled));
        }
    }

    @Test
    void aLayerDoesNotDependOnItsNeighbours() {
        Map<String, String> together = generate(sources());
        Map<String, String> alone = generate(sources().subList(2, 3));
        alone.forEach((name, text) -> assertEquals(text, together.get(name)));
        // A layer, its two kernels, and its configuration.
        assertEquals(4, alone.size());
    }
}
