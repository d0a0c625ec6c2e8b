package io.github.normwright.processor.testing;

import io.github.normwright.processor.NormwrightProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compilers that users have: javac, and Eclipse's. */
public enum Compiler {
    JAVAC {
        @Override
        JavaCompiler tool() {
            return ToolProvider.getSystemJavaCompiler();
        }
    },
    ECJ {
        @Override
        JavaCompiler tool() {
            return new EclipseCompiler();
        }
    };

    /**
     * Something a compiler said.
     *
     * @param kind how bad it is
     * @param message what it said
     * @param start where in the source the marked part starts
     * @param end where it ends
     */
    public record Finding(Diagnostic.Kind kind, String message, long start, long end) {

        /** The part of a source that is marked. */
        public String markedIn(String source) {
            return start < 0 ? "" : source.substring((int) start, (int) end);
        }
    }

    abstract JavaCompiler tool();

    /** Compiles sources with the processor, each named after the first type in it, and returns what was said. */
    public List<Finding> compile(List<String> options, String... sources) {
        try {
            Path folder = Files.createTempDirectory("normwright");
            try {
                return compile(folder, options, sources);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Finding> compile(Path folder, List<String> options, String... sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            Path file = folder.resolve(Compiled.file(source).getName().replaceFirst("^/", ""));
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source));
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StandardJavaFileManager manager = tool().getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(
                "-d",
                folder.toString(),
                "-s",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "--release",
                "17"));
        all.addAll(options);
        JavaCompiler.CompilationTask task = tool().getTask(
                        new StringWriter(),
                        manager,
                        diagnostics,
                        all,
                        null,
                        manager.getJavaFileObjectsFromPaths(files));
        task.setProcessors(List.of(new NormwrightProcessor()));
        task.call();
        // Compilers say things again when they go through the sources again.
        return diagnostics.getDiagnostics().stream()
                .map(Compiler::finding)
                .distinct()
                .toList();
    }

    private static Finding finding(Diagnostic<? extends JavaFileObject> diagnostic) {
        // The end is exclusive in javac, and inclusive in ecj.
        boolean isJavac = !diagnostic.getClass().getName().contains("eclipse");
        long end = diagnostic.getEndPosition() + (isJavac ? 0 : 1);
        return new Finding(diagnostic.getKind(), diagnostic.getMessage(null), diagnostic.getStartPosition(), end);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
