package io.github.normwright.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import io.github.normwright.processor.testing.Compiled;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to variants shows is what happens. */
class GuideTest {

    @TempDir
    Path jar;

    private String guide;
    private String annotation;
    private String variant;
    private String user;
    private String test;

    @BeforeEach
    void read() throws IOException {
        guide = Files.readString(Path.of("..", "docs", "custom-variants.md"));
        List<String> blocks = blocks("java");
        assertEquals(4, blocks.size());
        annotation = blocks.get(0);
        variant = blocks.get(1);
        user = blocks.get(2);
        test = blocks.get(3);
    }

    private List<String> blocks(String language) {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(guide)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void theVariantMakesTheLayerOfItsUser() throws IOException {
        Compilation compilation = compileUser(variant, user);
        assertEquals(List.of(), compilation.errors());
        String layer = source(compilation, "BlockNormFloat32");
        assertTrue(layer.contains("gammaGradient"), layer);
        String kernel = source(compilation, "BlockNormFloat32ScalarKernel");
        assertTrue(kernel.contains("Math.abs"), kernel);
    }

    @Test
    void theTestsOfTheVariantCompile() {
        Compilation compilation = plain().compile(Compiled.file(annotation), Compiled.file(test));
        assertEquals(List.of(), compilation.errors());
    }

    /** A formula is all there is to change: the backward pass changes with it. */
    @Test
    void theGradientFollowsTheFormula() throws IOException {
        String formula = "x.dividedBy(mean.plus(epsilon))";
        assertTrue(variant.contains(formula));
        String before = source(compileUser(variant, user), "BlockNormFloat32ScalarKernel");
        String changed = variant.replace(formula, "x.dividedBy(Expr.sqrt(mean.plus(epsilon)))");
        String after = source(compileUser(changed, user), "BlockNormFloat32ScalarKernel");
        assertTrue(gradientsIn(after).contains("sqrt"), after);
        assertTrue(!gradientsIn(before).contains("sqrt"), before);
    }

    private static String gradientsIn(String kernel) {
        return Arrays.stream(kernel.split("\n    @Override\n"))
                .filter(method -> method.startsWith("    public") && method.contains("radient"))
                .reduce("", String::concat);
    }

    @Test
    void theMessageIsAsShown() throws IOException {
        String unchecked = variant.replace("if (averaged(spec).isEmpty()) {", "if (false) {");
        String flat = user.replace("{DYNAMIC, 14, 14, 64}", "{DYNAMIC, 64}");
        Compilation compilation = compileUser(unchecked, flat);
        assertEquals(1, compilation.errors().size());
        String message = compilation.errors().get(0).getMessage(null);
        assertTrue(guide.contains("error: " + message), message);
    }

    private Compilation compileUser(String variantSource, String userSource) throws IOException {
        Compilation ofVariant = plain().compile(Compiled.file(variantSource));
        assertEquals(List.of(), ofVariant.errors());
        for (JavaFileObject file : ofVariant.generatedFiles()) {
            Path target = jar.resolve(file.getName().replaceFirst("^/[A-Z_]+/", ""));
            Files.createDirectories(target.getParent());
            try (InputStream in = file.openInputStream()) {
                Files.write(target, in.readAllBytes());
            }
        }
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        String provider = blocks("").stream()
                .filter(block -> block.startsWith("com.example"))
                .findFirst()
                .orElseThrow();
        Files.writeString(services.resolve("io.github.normwright.processor.spi.Variant"), provider);
        URL[] path = {jar.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, GuideTest.class.getClassLoader())) {
            return javac().withProcessors(new NormwrightProcessor(loader))
                    .withOptions("--release", "17", "-Anormwright.vector=off")
                    .compile(Compiled.file(annotation), Compiled.file(userSource));
        }
    }

    private static com.google.testing.compile.Compiler plain() {
        return javac().withOptions("--release", "17", "-proc:none", "-Xlint:all", "-Werror");
    }

    private static String source(Compilation compilation, String name) throws IOException {
        for (JavaFileObject file : compilation.generatedSourceFiles()) {
            if (file.getName().endsWith("/" + name + ".java")) {
                return file.getCharContent(false).toString();
            }
        }
        throw new AssertionError("no " + name + " among " + compilation.generatedSourceFiles());
    }
}
