package io.github.normwright.examples.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where Maven has put the modules of peers. */
final class PeerClassPaths {

    /** The system property with the folder of these modules. */
    private static final String FOLDER_PROPERTY = "benchmarks.peers";

    private PeerClassPaths() {}

    /** The peers of all modules that Maven has built, sorted. */
    static List<String> names() {
        try (Stream<Path> modules = Files.list(folder())) {
            return modules.filter(module -> Files.isDirectory(module.resolve("target/lib")))
                    .map(module -> module.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty(FOLDER_PROPERTY, "."));
    }

    /**
     * The class path of a peer's module.
     *
     * @param peer its name; {@code onednn-blocked} is in the module {@code onednn}
     * @return its classes and libraries, or nothing for peers that have no module
     */
    static String of(String peer) {
        Path target = folder().resolve(peer.replaceFirst("-.*", "")).resolve("target");
        Path libraries = target.resolve("lib");
        if (!Files.isDirectory(libraries)) {
            return "";
        }
        try (Stream<Path> jars = Files.list(libraries)) {
            List<Path> entries = jars.sorted().toList();
            return Stream.concat(Stream.of(target.resolve("classes")), entries.stream())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
