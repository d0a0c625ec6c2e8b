package io.github.normwright.examples.modelfiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the tests, which real systems have written: see {@code src/test/python/make_models.py}. */
public final class TestFiles {

    private static final Path OWN = Path.of("src", "test", "resources", "models");

    /** Recordings that the examples share. */
    private static final Path CONFORMANCE =
            Path.of("..", "conformance", "src", "test", "resources", "conformance", "files");

    private TestFiles() {}

    /** A file by its name. */
    public static Path of(String name) {
        Path own = OWN.resolve(name);
        return Files.exists(own) ? own : CONFORMANCE.resolve(name);
    }

    /** All files with an ending, in order. */
    public static List<Path> ending(String ending) {
        return Stream.of(OWN, CONFORMANCE)
                .flatMap(TestFiles::list)
                .filter(path -> path.toString().endsWith(ending))
                .sorted()
                .toList();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
