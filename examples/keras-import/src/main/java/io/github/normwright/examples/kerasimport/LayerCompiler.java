package io.github.normwright.examples.kerasimport;

import io.github.normwright.processor.NormwrightProcessor;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles annotated sources with the processor, in memory, and loads what comes out. Thread-safe. */
public final class LayerCompiler {

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    /** A source that the compiler refused. */
    public static final class CompilationException extends Exception {

        private static final long serialVersionUID = 1;

        CompilationException(String message) {
            super(message);
        }
    }

    /**
     * Compiles a class and everything generated for it.
     *
     * @param name the name of the class
     * @param source its source
     * @return the loaded class
     * @throws CompilationException with the compiler's first error
     */
    public Class<?> compile(String name, String source) throws CompilationException {
        return compile(Map.of(name, source)).get(name);
    }

    /**
     * Compiles classes, each of which stands in a source of its own, and everything generated for them.
     *
     * @param sources the sources by the names of the classes
     * @return the loaded classes by their names
     * @throws CompilationException with the compiler's first error
     */
    public Map<String, Class<?>> compile(Map<String, String> sources) throws CompilationException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        MemoryFiles files = new MemoryFiles(compiler.getStandardFileManager(diagnostics, null, null));
        List<String> options = List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                "--add-modules",
                "jdk.incubator.vector",
                "-nowarn",
                "-implicit:none");
        List<MemorySource> units = sources.entrySet().stream()
                .map(source -> new MemorySource(source.getKey(), source.getValue()))
                .toList();
        JavaCompiler.CompilationTask task = compiler.getTask(null, files, diagnostics, options, null, units);
        task.setProcessors(List.of(new NormwrightProcessor()));
        if (!task.call()) {
            throw new CompilationException(firstError(diagnostics));
        }
        return load(sources.keySet(), new MemoryLoader(files.classes));
    }

    private static Map<String, Class<?>> load(Set<String> names, ClassLoader loader) {
        Map<String, Class<?>> classes = new LinkedHashMap<>();
        for (String name : names) {
            try {
                classes.put(name, Class.forName(name, true, loader));
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return classes;
    }

    private static String firstError(DiagnosticCollector<JavaFileObject> diagnostics) {
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(null).replaceAll("\\s+", " "))
                .findFirst()
                .orElse("the compiler gave no reason");
    }

    private static final class MemorySource extends SimpleJavaFileObject {

        private final String text;

        MemorySource(String className, String text) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Receives a generated source or a class. */
    private static final class MemoryOutput extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        MemoryOutput(String className, Kind kind) {
            super(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, MemoryOutput> classes = new HashMap<>();

        MemoryFiles(JavaFileManager platform) {
            super(platform);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            MemoryOutput output = new MemoryOutput(className, kind);
            if (location == StandardLocation.CLASS_OUTPUT) {
                classes.put(className, output);
            }
            return output;
        }
    }

    private static final class MemoryLoader extends ClassLoader {

        private final Map<String, MemoryOutput> classes;

        MemoryLoader(Map<String, MemoryOutput> classes) {
            super(LayerCompiler.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            MemoryOutput output = classes.get(name);
            if (output == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = output.bytes.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
