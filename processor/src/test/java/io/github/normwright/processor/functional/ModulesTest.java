package io.github.normwright.processor.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.NormalizationLayer;
import io.github.normwright.kernels.Threads;
import io.github.normwright.processor.NormwrightProcessor;
import io.github.normwright.processor.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs with modules and without, compiled and started with the Vector API and without: all work, compute the same, and
 * can say which kernel runs and what would switch vectors on. Nothing but the API and the kernels is there: a program that
 * reads no documents needs no JSON library, even if it writes some.
 */
class ModulesTest {

    private static final String API = ChildJvm.locationOf(NormalizationLayer.class);
    private static final String KERNELS = ChildJvm.locationOf(Threads.class);
    private static final String PROCESSOR = ChildJvm.path(
            ChildJvm.locationOf(NormwrightProcessor.class),
            ChildJvm.locationOf(com.palantir.javapoet.JavaFile.class),
            API);

    private static final String MAIN = """
            package example;
            import io.github.normwright.api.config.ConfigFormat;
            public class Main {
                @io.github.normwright.api.BatchNormalization(shape = {-1, 20})
                interface Norm {}
                public static void main(String[] arguments) {
                    MainNormFloat32 norm = MainNormFloat32.create();
                    float[] x = new float[60];
                    for (int i = 0; i < 60; i++) x[i] = i * i % 17;
                    float[] y = new float[60];
                    norm.train(x, y, 3, norm.newContext());
                    System.out.println(MainNormConfig.serializer(ConfigFormat.KERAS_3).write(norm.config()));
                    System.out.println(java.util.Arrays.hashCode(y));
                    System.out.println(norm.kernel());
                }
            }
            """;

    private static final String PLAIN_MODULE = "module example { requires io.github.normwright.kernels; }";
    private static final String VECTOR_MODULE =
            "module example { requires io.github.normwright.kernels; requires static jdk.incubator.vector; }";
    private static final String NO_MODULE = "";

    private static final String VECTOR = "vector kernel, [0-9]+ bits: module jdk.incubator.vector is available";
    private static final String NOT_COMPILED =
            "scalar kernel: the layer was compiled without a vector kernel; compile it with --add-modules"
                    + " jdk.incubator.vector \\(or requires static jdk.incubator.vector\\)";
    private static final String NOT_LOADED =
            "scalar kernel: module jdk.incubator.vector is not loaded; start Java with --add-modules"
                    + " jdk.incubator.vector";
    private static final String NOT_READ =
            "scalar kernel: module example does not read jdk.incubator.vector; start Java with --add-reads"
                    + " example=jdk.incubator.vector";

    static Stream<Arguments> programs() {
        return Stream.of(
                Arguments.of("no module", NO_MODULE, false, false, NOT_COMPILED),
                Arguments.of("no module, started with vectors", NO_MODULE, false, true, NOT_COMPILED),
                Arguments.of("no module, compiled with vectors", NO_MODULE, true, false, NOT_LOADED),
                Arguments.of("no module, both", NO_MODULE, true, true, VECTOR),
                Arguments.of("module", PLAIN_MODULE, false, false, NOT_COMPILED),
                Arguments.of("module, started with vectors", PLAIN_MODULE, false, true, NOT_COMPILED),
                Arguments.of("module that may require vectors", VECTOR_MODULE, false, false, NOT_LOADED),
                Arguments.of("module that may require vectors, started with them", VECTOR_MODULE, false, true, VECTOR));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void programsRunAndExplainTheirKernel(
            String name,
            String module,
            boolean compiledWithVectors,
            boolean startedWithVectors,
            String kernel,
            @TempDir Path folder)
            throws IOException {
        Path classes = compile(folder, module, compiledWithVectors);
        List<String> lines = run(classes, !module.isEmpty(), startedWithVectors);
        assertTrue(lines.get(lines.size() - 3).contains("\"name\": \"norm\", \"trainable\": true"), lines.toString());
        assertEquals("1968169001", lines.get(lines.size() - 2), "the same bits in every configuration");
        assertTrue(lines.get(lines.size() - 1).matches(kernel), lines.toString());
    }

    private static Path compile(Path folder, String module, boolean withVectors) throws IOException {
        Path classes = folder.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "--release", "17"));
        arguments.addAll(List.of("-processorpath", PROCESSOR));
        arguments.addAll(List.of(module.isEmpty() ? "-classpath" : "--module-path", ChildJvm.path(API, KERNELS)));
        if (withVectors) {
            arguments.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        if (!module.isEmpty()) {
            arguments.add(Files.writeString(folder.resolve("module-info.java"), module)
                    .toString());
        }
        arguments.add(Files.writeString(folder.resolve("Main.java"), MAIN).toString());
        ChildJvm.Result result = ChildJvm.javac(arguments);
        assertEquals(0, result.status(), result.output());
        return classes;
    }

    private static List<String> run(Path classes, boolean isModule, boolean withVectors) {
        List<String> arguments = new ArrayList<>();
        String path = ChildJvm.path(classes.toString(), API, KERNELS);
        arguments.addAll(List.of(isModule ? "--module-path" : "-classpath", path));
        if (withVectors) {
            arguments.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        arguments.addAll(isModule ? List.of("--module", "example/example.Main") : List.of("example.Main"));
        ChildJvm.Result result = ChildJvm.java(arguments);
        assertEquals(0, result.status(), result.output());
        return result.output().lines().toList();
    }
}
