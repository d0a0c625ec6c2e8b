package io.github.normwright.examples.tuner;

import io.github.normwright.kernels.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command: {@code examples/tuner/run SOURCE...}. */
@Command(
        name = "examples/tuner/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures which schedules are fastest for annotated layers on this machine, and writes a file for the"
                        + " option normwright.schedules of the processor.")
public final class Main implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "Annotated Java files, or folders of Java files.")
    private List<Path> places;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "32",
            paramLabel = "SIZE",
            description = "The sizes of DYNAMIC dimensions to measure with, in order; the last one stands for all that"
                    + " follow. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes;

    @Option(
            names = "--threads",
            defaultValue = "1",
            paramLabel = "N",
            description = "How many threads share the work of a layer. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--seconds",
            defaultValue = "1",
            paramLabel = "S",
            description = "How long each candidate of a program is measured. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--class-path",
            split = "[:;]",
            paramLabel = "PATH",
            description = "Jars and folders of classes that the sources need besides Normwright.")
    private List<Path> classPath = List.of();

    @Option(
            names = "--output",
            defaultValue = "normwright-schedules.txt",
            paramLabel = "FILE",
            description = "The file to write. Default: ${DEFAULT-VALUE}.")
    private Path output;

    /**
     * Runs the command. Exits with 1 if nothing could be measured, with 2 if the arguments make no sense.
     *
     * @param arguments as {@code --help} lists them
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command, and gives its exit status. */
    static int run(String... arguments) {
        return new CommandLine(new Main()).execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (threads < 1 || !(seconds >= 0) || sizes.stream().anyMatch(size -> size < 1)) {
            System.err.println("--threads and --sizes must be at least 1, --seconds at least 0");
            return CommandLine.ExitCode.USAGE;
        }
        Path folder = Files.createTempDirectory("normwright-tuner");
        try (Threads shared = Threads.of(threads)) {
            Tuner tuner = new Tuner(LayerSources.in(places, classPath), sizes, shared, new Stopwatch(seconds));
            List<Comparison> comparisons = tuner.run(folder, Main::print);
            replace(output, Tuner.best(comparisons).lines(List.of(machine())));
            System.out.println("Wrote " + output + ", for -Anormwright.schedules=" + output.toAbsolutePath());
            return CommandLine.ExitCode.OK;
        } catch (TuningException failed) {
            System.err.println(failed.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            delete(folder);
        }
    }

    private static void print(Comparison comparison) {
        System.out.println(comparison.layer() + " " + comparison.program());
        for (int i = 0; i < comparison.candidates().size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "  %12.1f us  %s%s%s%n",
                    comparison.nanos().get(i) / 1e3,
                    comparison.candidates().get(i),
                    i == 0 ? ", what the cost model prefers" : "",
                    i == comparison.best() ? ", chosen" : "");
        }
    }

    /** On what the file was measured, as far as it matters. */
    private String machine() {
        return "Measured on %s, JDK %s, with %s of a layer and %s for DYNAMIC dimensions"
                .formatted(
                        System.getProperty("os.arch"),
                        Runtime.version().feature(),
                        threads == 1 ? "1 thread" : threads + " threads",
                        sizes.stream().map(Object::toString).collect(Collectors.joining(",")));
    }

    /** Whoever reads the file meanwhile finds the old one or the new one, and never a part of it. */
    private static void replace(Path file, List<String> lines) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.write(written, lines);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
