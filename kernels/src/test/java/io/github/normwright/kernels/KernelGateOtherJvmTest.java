package io.github.normwright.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.normwright.api.KernelChoice;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What depends on how Java was started. */
class KernelGateOtherJvmTest {

    private static final String MODULE = "io.github.normwright.kernels";
    private static final String MAIN = MODULE + ".PrintKernelChoice";

    @Test
    void choosesVectorsOnTheClassPath() throws Exception {
        assertEquals(
                "true vector kernel, 256 bits: module jdk.incubator.vector is available",
                java("--add-modules", "jdk.incubator.vector", "-cp", path(kernels(), api(), tests()), MAIN));
    }

    @Test
    void choosesScalarsInTheInterpreter() throws Exception {
        String printed =
                java("-Xint", "--add-modules", "jdk.incubator.vector", "-cp", path(kernels(), api(), tests()), MAIN);
        assertTrue(
                printed.matches("false scalar kernel: the JVM runs without its optimizing compiler"
                        + " \\(interpreted mode.*\\)"),
                printed);
    }

    @Test
    void saysThatTheLayersModuleDoesNotReadTheVectorModule() throws Exception {
        assertEquals(
                "false scalar kernel: module " + MODULE + " does not read jdk.incubator.vector;"
                        + " start Java with --add-reads " + MODULE + "=jdk.incubator.vector",
                java(modular()));
    }

    @Test
    void choosesVectorsForAModuleThatReadsThem() throws Exception {
        assertEquals(
                "true vector kernel, 256 bits: module jdk.incubator.vector is available",
                java(modular("--add-reads", MODULE + "=jdk.incubator.vector")));
    }

    private static String[] modular(String... options) throws URISyntaxException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        arguments.addAll(List.of("--module-path", path(kernels(), api())));
        arguments.addAll(List.of("--patch-module", MODULE + "=" + tests()));
        arguments.addAll(List.of("--module", MODULE + "/" + MAIN));
        return arguments.toArray(String[]::new);
    }

    private static String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            return printed.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String path(Path... entries) {
        return String.join(
                File.pathSeparator,
                List.of(entries).stream().map(Path::toString).toList());
    }

    private static Path kernels() throws URISyntaxException {
        return rootOf(KernelGate.class);
    }

    private static Path api() throws URISyntaxException {
        return rootOf(KernelChoice.class);
    }

    private static Path tests() throws URISyntaxException {
        return rootOf(PrintKernelChoice.class);
    }

    /** The directory or the archive that a class comes from. */
    private static Path rootOf(Class<?> type) throws URISyntaxException {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        String location = type.getResource(file).toString();
        String root = location.substring(0, location.length() - file.length());
        return Path.of(new URI(root.startsWith("jar:") ? root.substring(4, root.length() - 1) : root));
    }
}
