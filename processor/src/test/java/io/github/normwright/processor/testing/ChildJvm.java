package io.github.normwright.processor.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs in a Java process of their own, whose compiler has seen nothing else. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * What a process printed.
     *
     * @param status its exit status
     * @param output its standard output and its errors, in that order
     */
    public record Result(int status, String output) {}

    /** Runs {@code java} with arguments. */
    public static Result java(List<String> arguments) {
        return run("java", arguments);
    }

    /** Runs {@code javac} with arguments. */
    public static Result javac(List<String> arguments) {
        return run("javac", arguments);
    }

    private static Result run(String tool, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("normwright", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + command);
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Where a class of the class path was loaded from. */
    public static String locationOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).getPath();
    }

    /** A class path. */
    public static String path(String... entries) {
        return String.join(File.pathSeparator, entries);
    }
}
