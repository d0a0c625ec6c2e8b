package io.github.normwright.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import io.github.normwright.processor.spi.Variant;
import io.github.normwright.processor.testing.Compiled;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Compiles sources with variants that a stranger brings on the processor path. */
final class ForeignCompiler {

    private ForeignCompiler() {}

    /**
     * Compiles sources.
     *
     * @param folder an empty folder, for what names the variants
     * @param providers the names of the classes of variants
     * @param sources one or more types in each
     */
    static Compilation compile(Path folder, List<String> providers, String... sources) throws IOException {
        Path services = folder.resolve("META-INF/services");
        Files.createDirectories(services);
        Files.write(services.resolve(Variant.class.getName()), providers);
        URL[] path = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, ForeignCompiler.class.getClassLoader())) {
            return javac().withProcessors(new NormwrightProcessor(loader))
                    .withOptions("--release", "17", "-Anormwright.vector=off")
                    .compile(Arrays.stream(sources).map(Compiled::file).toList());
        }
    }

    /** The messages of a compilation's errors. */
    static List<String> errors(Compilation compilation) {
        return compilation.errors().stream()
                .map(error -> error.getMessage(null))
                .toList();
    }
}
