package io.github.normwright.examples.benchmarks.peer;

import io.github.normwright.processor.NormwrightProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles layers with the processor: generated sources and classes go to a folder. */
public final class LayerCompiler {

    /** The system property that tells a process where the layers are. */
    public static final String FOLDER_PROPERTY = "benchmarks.layers";

    private static final List<String> OPTIONS = List.of(
            "-classpath",
            System.getProperty("java.class.path"),
            "--add-modules",
            "jdk.incubator.vector",
            "-nowarn",
            "-implicit:none");

    private LayerCompiler() {}

    /**
     * The layers that another process has compiled for this one.
     *
     * @return a loader of their classes
     */
    public static ClassLoader compiled() {
        return Peers.loader(System.getProperty(FOLDER_PROPERTY, ""));
    }

    /**
     * Compiles layers.
     *
     * @param layers the layers
     * @param attributes further attributes of all annotations, as they stand in Java; may be empty
     * @param folder receives sources and classes
     * @throws IllegalArgumentException with the compiler's messages, if it refuses one of them
     */
    public static void compile(Collection<LayerSource> layers, String attributes, Path folder) {
        // Several workloads may need the same layer.
        Map<String, LayerSource> byName = new LinkedHashMap<>();
        layers.forEach(layer -> byName.putIfAbsent(layer.typeName(), layer));
        byName.values().stream()
                .collect(Collectors.groupingBy(
                        LayerSource::compilerOptions, LinkedHashMap::new, Collectors.toUnmodifiableList()))
                .forEach((options, group) -> {
                    List<String> all = new ArrayList<>(OPTIONS);
                    all.addAll(options);
                    compile(group, attributes, all, List.of(new NormwrightProcessor()), folder);
                });
    }

    /**
     * Compiles the annotated type of a layer alone, without the processor.
     *
     * @param layer the layer
     * @param attributes further attributes of its annotation; may be empty
     * @param folder receives the class
     */
    public static void compileUnprocessed(LayerSource layer, String attributes, Path folder) {
        compile(List.of(layer), attributes, OPTIONS, List.of(), folder);
    }

    private static void compile(
            List<LayerSource> layers,
            String attributes,
            List<String> options,
            List<Processor> processors,
            Path folder) {
        List<Source> sources = layers.stream()
                .map(layer -> new Source(layer.typeName(), layer.text(attributes)))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
            JavaCompiler.CompilationTask task = compiler.getTask(null, files, diagnostics, options, null, sources);
            task.setProcessors(processors);
            if (!task.call()) {
                throw new IllegalArgumentException("the layers do not compile: " + diagnostics.getDiagnostics());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
