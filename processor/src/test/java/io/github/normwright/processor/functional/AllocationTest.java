package io.github.normwright.processor.functional;

import static io.github.normwright.api.Shape.DYNAMIC;
import static io.github.normwright.processor.testing.LayerSource.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.api.Activation;
import io.github.normwright.api.DType;
import io.github.normwright.api.GroupNormalization;
import io.github.normwright.api.LayerNormalization;
import io.github.normwright.api.NonFinite;
import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.testing.ChildJvm;
import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.LayerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once the JIT compiler has seen a layer, no call of it allocates. In a process of its own, for the Vector API keeps its
 * vectors out of memory only as long as a program uses few kinds of them.
 */
class AllocationTest {

    static Stream<LayerSource> layers() {
        return Stream.of(
                LayerSource.of(shape(DYNAMIC, 3, 19), -1),
                LayerSource.of(shape(DYNAMIC, 3, 70), 1),
                LayerSource.of(shape(DYNAMIC, 4, 7, 7), 1),
                LayerSource.of(shape(DYNAMIC, 2, 3, 8), 1, 3),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 3, 19), -1),
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 3, 18), -1)
                        .with("groups", 3),
                LayerSource.of(GroupNormalization.class, shape(DYNAMIC, 6, 33), 1)
                        .with("groups", 3),
                LayerSource.of(shape(DYNAMIC, 3, 19), -1)
                        .with("virtualBatchSize", 2)
                        .with("renorm", true)
                        .with("mask", true)
                        .with("nonFinite", NonFinite.SKIP),
                LayerSource.of(shape(DYNAMIC, 224), -1).with("residual", true).with("activation", Activation.RELU),
                LayerSource.of(shape(DYNAMIC, 256), -1),
                LayerSource.of(shape(DYNAMIC, 256), -1).with("residual", true).with("activation", Activation.RELU),
                LayerSource.of(shape(DYNAMIC, 260), -1).with("activation", Activation.RELU),
                LayerSource.of(shape(DYNAMIC, 272), -1)
                        .with("residual", true)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(shape(DYNAMIC, 1024), -1),
                LayerSource.of(shape(DYNAMIC, 1024), -1).with("activation", Activation.HARD_SWISH),
                LayerSource.of(shape(DYNAMIC, 1024), -1)
                        .with("scale", false)
                        .with("residual", true)
                        .with("activation", Activation.RELU),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 272), -1)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 256), -1)
                        .with("residual", true)
                        .with("activation", Activation.RELU),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 272), -1)
                        .as(DType.BFLOAT16)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(shape(DYNAMIC, 3, 70), 1).with("activation", Activation.RELU),
                LayerSource.of(shape(DYNAMIC, 3, 64), -1).with("residual", true).with("activation", Activation.GELU),
                LayerSource.of(shape(DYNAMIC, 3, 70), 1).with("residual", true).with("activation", Activation.SILU),
                LayerSource.of(shape(DYNAMIC, 208), -1)
                        .as(DType.FLOAT16)
                        .with("residual", true)
                        .with("activation", Activation.RELU),
                LayerSource.of(shape(DYNAMIC, 4, 7, 7), 1)
                        .as(DType.FLOAT16)
                        .with("residual", true)
                        .with("activation", Activation.GELU),
                LayerSource.of(LayerNormalization.class, shape(DYNAMIC, 3, 64), -1)
                        .as(DType.FLOAT16)
                        .with("activation", Activation.HARD_SWISH),
                LayerSource.of(shape(DYNAMIC, 208), -1).as(DType.BFLOAT16),
                LayerSource.of(shape(DYNAMIC, 3, 70), 1)
                        .as(DType.BFLOAT16)
                        .with("synchronizedStatistics", true)
                        .with("mask", true));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void callsDoNotAllocate(LayerSource source, @TempDir Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : Compiled.of(source).classes().entrySet()) {
            Files.write(folder.resolve(file.getKey() + ".class"), file.getValue());
        }
        String classPath = ChildJvm.path(
                folder.toString(),
                ChildJvm.locationOf(AllocationTest.class),
                ChildJvm.locationOf(Threads.class),
                ChildJvm.locationOf(NormalizationLayer.class));
        List<String> kernels = new ArrayList<>(List.of("vector=auto", "vector=off"));
        if (source.dtype() != DType.FLOAT64) {
            kernels.add("vectorBits=256");
        }
        for (String vectors : kernels) {
            List<String> command = new ArrayList<>(List.of(
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-Dnormwright." + vectors,
                    "-cp",
                    classPath,
                    AllocationProbe.class.getName(),
                    source.className()));
            if (source.settings().containsKey("mask")) {
                command.add("mask");
            }
            ChildJvm.Result result = ChildJvm.java(command);
            List<String> lines = new ArrayList<>(result.output().lines().toList());
            assertEquals("0 bytes", lines.get(lines.size() - 1), source + ", " + vectors + ": " + result.output());
        }
    }
}
