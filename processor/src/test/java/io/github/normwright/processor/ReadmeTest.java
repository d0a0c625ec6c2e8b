package io.github.normwright.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.processor.testing.Compiled;
import io.github.normwright.processor.testing.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the README shows is what happens. */
class ReadmeTest {

    private static final String HEAD = """
            import io.github.normwright.api.*;
            import static io.github.normwright.api.Shape.DYNAMIC;
            """;

    private static String readme;
    private static List<String> blocks;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("..", "README.md"));
        blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(java)?", ""))
                .toList();
        assertEquals(6, blocks.size());
    }

    @Test
    void theLayerCompilesAndIsUsedAsShown() {
        String user = "class User { void use(float[] x, float[] y, float[] dy, float[] dx, int batch, double rate) {"
                + blocks.get(1) + "} }";
        assertEquals(List.of(), Compiler.JAVAC.compile(List.of(), HEAD + blocks.get(0), user));
    }

    @Test
    void theLayerWithAResidualCompilesAndIsUsedAsShown() {
        String user = "class User { void use(SumNormFloat32 norm, SumNormFloat32.Context context, int batch, float[] x,"
                + " float[] residual, float[] y, float[] dy, float[] dx, float[] dResidual) {" + blocks.get(4) + "} }";
        assertEquals(List.of(), Compiler.JAVAC.compile(List.of(), HEAD + blocks.get(3), user));
    }

    @Test
    void theGeneratedCodeIsAsShown() {
        String kernel = Compiled.of(HEAD + blocks.get(0)).sources().get("StemNormFloat32VectorKernel");
        assertTrue(squeezed(kernel).contains(squeezed(blocks.get(2))), blocks.get(2));
    }

    @Test
    void documentsAreWrittenReadAndFoundAsShown() throws ReflectiveOperationException {
        String imports = """
                import io.github.normwright.api.config.*;
                import io.github.normwright.kernels.config.*;
                """;
        String user = "public class User { public static String use() {" + blocks.get(5)
                + "return config.name() + norm.getClass().getName(); } }";
        Compiled compiled = Compiled.withOptions(
                List.of("-Anormwright.catalog=Layers"), HEAD + blocks.get(0), HEAD + imports + user);
        Class<?> type = Class.forName("User", true, compiled.newLoader());
        assertEquals("stem_normStemNormFloat32", type.getMethod("use").invoke(null));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ");
    }

    @Test
    void theMessageIsAsShown() {
        String source = HEAD + "@BatchNormalization(shape = {DYNAMIC, 28, 28, 128}, axis = 4) interface StemNorm {}";
        List<Compiler.Finding> findings = Compiler.JAVAC.compile(List.of(), source);
        assertEquals(1, findings.size());
        assertTrue(
                readme.contains("error: " + findings.get(0).message()),
                findings.get(0).message());
    }

    @Test
    void theCountsOfRecordingsAreAsShown() throws IOException {
        Path cases = Path.of("..", "examples", "conformance", "src", "test", "resources", "conformance");
        try (Stream<Path> files = Files.list(cases.resolve("batchnorm"))) {
            long all = files.count();
            assertTrue(squeezed(readme).contains("All of the " + all + " recordings"), "all: " + all);
        }
    }
}
