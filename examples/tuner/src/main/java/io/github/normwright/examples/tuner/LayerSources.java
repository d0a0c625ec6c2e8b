package io.github.normwright.examples.tuner;

import io.github.normwright.processor.NormwrightProcessor;
import io.github.normwright.processor.schedules.Candidates;
import io.github.normwright.processor.schedules.MeasuredSchedules;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
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

/** Compiles annotated sources with the processor, by schedules that are given. */
final class LayerSources {

    private final List<Path> files;
    private final List<Path> classPath;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    /**
     * What came out of a compilation.
     *
     * @param layers what could have been chosen for each layer, by the names of their classes
     * @param classes loads them
     */
    record Compiled(List<Candidates> layers, ClassLoader classes) {}

    private LayerSources(List<Path> files, List<Path> classPath) {
        this.files = files;
        this.classPath = classPath;
    }

    /**
     * The sources in some places.
     *
     * @param places Java files, or folders of them
     * @param classPath what the sources need besides Normwright
     */
    static LayerSources in(List<Path> places, List<Path> classPath) throws TuningException, IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new TuningException("expected Java files or folders of them, but " + place + " does not exist");
            }
            try (Stream<Path> found = Files.walk(place)) {
                found.filter(LayerSources::isSource).sorted().forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new TuningException("there is no Java file in " + places);
        }
        return new LayerSources(files, classPath);
    }

    /** Everything is compiled on the class path, so the description of a module is left out. */
    private static boolean isSource(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("module-info.java") && Files.isRegularFile(file);
    }

    /**
     * Compiles the sources.
     *
     * @param schedules what the processor is told to choose
     * @param folder an existing empty folder, which receives the classes
     * @throws TuningException with the compiler's errors
     */
    Compiled compile(MeasuredSchedules schedules, Path folder) throws TuningException, IOException {
        Path file = Files.write(folder.resolve("schedules.txt"), schedules.lines(List.of()));
        List<Candidates> layers = new ArrayList<>();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(diagnostics, null, null)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    manager,
                    diagnostics,
                    options(file, folder),
                    null,
                    manager.getJavaFileObjectsFromPaths(files));
            task.setProcessors(List.of(new NormwrightProcessor(layers::add)));
            if (!task.call()) {
                throw new TuningException(errors(diagnostics));
            }
        }
        layers.sort(Comparator.comparing(Candidates::className));
        return new Compiled(List.copyOf(layers), loader(folder));
    }

    private List<String> options(Path schedules, Path folder) {
        List<String> path = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        classPath.forEach(entry -> path.add(entry.toString()));
        return List.of(
                "-classpath",
                String.join(File.pathSeparator, path),
                "--add-modules",
                "jdk.incubator.vector",
                "-nowarn",
                "-d",
                folder.toString(),
                "-Anormwright.schedules=" + schedules);
    }

    private ClassLoader loader(Path folder) throws IOException {
        List<URL> urls = new ArrayList<>(List.of(folder.toUri().toURL()));
        for (Path entry : classPath) {
            urls.add(entry.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), LayerSources.class.getClassLoader());
    }

    private static String errors(DiagnosticCollector<JavaFileObject> diagnostics) {
        StringBuilder text = new StringBuilder("the sources do not compile:");
        diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .forEach(diagnostic -> text.append(System.lineSeparator()).append(diagnostic));
        return text.toString();
    }
}
