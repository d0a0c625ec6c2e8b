package io.github.normwright.processor.testing;

import static com.google.testing.compile.Compiler.javac;

import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import io.github.normwright.processor.NormwrightProcessor;
import io.github.normwright.processor.emit.ElementType;
import io.github.normwright.processor.emit.GeneratedSource;
import io.github.normwright.processor.emit.LayerEmitter;
import io.github.normwright.processor.emit.LayerModel;
import io.github.normwright.processor.emit.LayerNames;
import io.github.normwright.processor.ir.LayerAlgorithm;
import io.github.normwright.processor.plan.LayerPlan;
import io.github.normwright.processor.plan.cost.CostModel;
import io.github.normwright.processor.plan.cost.Scheduler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;

/** The classes and sources that come out of a compilation with the processor. */
public final class Compiled {

    /** Options that let generated code use vectors, and show every warning about it. */
    public static final List<String> WITH_VECTORS =
            List.of("--release", "17", "--add-modules", "jdk.incubator.vector", "-Xlint:all,-processing");

    /** The one warning that generated code cannot avoid. */
    private static final String INCUBATING = "using incubating module(s): jdk.incubator.vector";

    private final Map<String, byte[]> classes = new LinkedHashMap<>();
    private final Map<String, String> sources = new TreeMap<>();

    private Compiled(Compilation compilation) {
        if (compilation.status() != Compilation.Status.SUCCESS) {
            throw new AssertionError("does not compile: " + compilation.errors());
        }
        compilation.warnings().stream()
                .filter(warning -> !warning.getMessage(null).contains(INCUBATING))
                .findFirst()
                .ifPresent(warning -> {
                    throw new AssertionError("compiles with a warning: " + warning);
                });
        for (JavaFileObject file : compilation.generatedFiles()) {
            String name = file.getName().replaceFirst("^/[A-Z_]+/", "").replaceFirst("\\.[a-z]+$", "");
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                classes.put(name.replace('/', '.'), bytes(file));
            } else if (file.getKind() == JavaFileObject.Kind.SOURCE) {
                sources.put(name.replace('/', '.'), text(file));
            }
        }
    }

    /** Compiles sources, which must give no warning; each is named after the first type in it. */
    public static Compiled of(String... sourceTexts) {
        return new Compiled(compile(WITH_VECTORS, sourceTexts));
    }

    /** Compiles sources without vector kernels and with more options. */
    public static Compiled withOptions(List<String> options, String... sourceTexts) {
        List<String> all =
                new ArrayList<>(List.of("--release", "17", "-Xlint:all,-processing", "-Anormwright.vector=off"));
        all.addAll(options);
        return new Compiled(compile(all, sourceTexts));
    }

    /** Compiles a layer, which must give no warning. */
    public static Compiled of(LayerSource layer) {
        return of(layer.source());
    }

    /** Compiles a layer without vector kernels, which takes half the time. */
    public static Compiled withoutVectors(LayerSource layer) {
        return withOptions(List.of(), layer.source());
    }

    /** Emits and compiles a layer by a plan of its own. */
    public static Compiled of(LayerSource layer, LayerPlan plan) {
        return of(plan, ElementType.of(layer.dtype()), layer.className());
    }

    /** Emits and compiles the layer of an algorithm that no annotation stands for. */
    public static Compiled of(LayerAlgorithm algorithm, ElementType type, String className) {
        Scheduler scheduler = new Scheduler(CostModel.of(type.elementBytes()), Map.of());
        return of(LayerPlan.of(algorithm, scheduler), type, className);
    }

    private static Compiled of(LayerPlan plan, ElementType type, String className) {
        LayerModel model = new LayerModel(
                LayerNames.of("", className, "tested", true),
                "tested layer",
                List.of("an algorithm of a test"),
                type,
                plan,
                true);
        String[] texts =
                LayerEmitter.emit(model).stream().map(GeneratedSource::text).toArray(String[]::new);
        return of(texts);
    }

    /** Compiles sources, whatever comes of it. */
    public static Compilation compile(List<String> options, String... sourceTexts) {
        List<JavaFileObject> files =
                Arrays.stream(sourceTexts).map(Compiled::file).toList();
        return javac().withProcessors(new NormwrightProcessor())
                .withOptions(ImmutableList.copyOf(options))
                .compile(files);
    }

    /** A source file, named after its package and the first type in it. */
    public static JavaFileObject file(String text) {
        String packageName = find(text, "(?m)^package ([\\w.]+);");
        String type = find(text, "(?:class|interface|enum|record|module) ([\\w.]+)");
        boolean isModule = text.contains("module " + type + " {");
        String name = isModule ? "module-info" : packageName.isEmpty() ? type : packageName + "." + type;
        return JavaFileObjects.forSourceString(name, text);
    }

    private static String find(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The generated sources by class name, in order. */
    public Map<String, String> sources() {
        return sources;
    }

    /** The class files by class name. */
    public Map<String, byte[]> classes() {
        return classes;
    }

    /** A new loader of the classes, so that their static initializers run anew. */
    public ClassLoader newLoader() {
        return new ClassLoader(Compiled.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    private static byte[] bytes(JavaFileObject file) {
        try (InputStream in = file.openInputStream()) {
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String text(JavaFileObject file) {
        try {
            return file.getCharContent(false).toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
