package io.github.normwright.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.normwright.processor.testing.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/folding.md shows compiles. */
class FoldingDocumentTest {

    @Test
    void theCodeCompiles() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "folding.md"));
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(document)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(2, blocks.size());
        String head = """
                import io.github.normwright.api.*;
                import io.github.normwright.kernels.*;
                import io.github.normwright.kernels.fold.*;
                import java.util.*;
                """;
        String layer = "@BatchNormalization(shape = {Shape.DYNAMIC, 128}) interface Norm {}";
        String user = "class User { void use(NormFloat32 norm, float[] kernel, float[] bias, double[] x, int batch) {"
                + String.join("\n", blocks) + "} }";
        assertEquals(List.of(), Compiler.JAVAC.compile(List.of(), head + layer, head + user));
    }
}
