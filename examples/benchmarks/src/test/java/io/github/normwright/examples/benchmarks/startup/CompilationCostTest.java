package io.github.normwright.examples.benchmarks.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.examples.benchmarks.peer.LayerSource;
import io.github.normwright.examples.benchmarks.peer.LayerVariant;
import io.github.normwright.examples.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilationCostTest {

    @TempDir
    private Path folder;

    @Test
    void countsTheClassesOfTheLayerAlone() throws IOException {
        LayerSource layer = new LayerSource(Workload.parse("batch/none/9x5/nhwc/float32/1"), LayerVariant.SCALAR);
        CompilationCost cost = CompilationCost.of(layer, "", folder, 2);
        assertTrue(cost.firstTime() > 0);
        try (Stream<Path> files = Files.list(folder.resolve("layers"))) {
            long bytes = files.filter(
                            file -> file.getFileName().toString().matches("ScalarBatch9_5NHWCFloat32.*\\.class"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertEquals(bytes, cost.classBytes());
            assertTrue(bytes > 0);
        }
    }
}
