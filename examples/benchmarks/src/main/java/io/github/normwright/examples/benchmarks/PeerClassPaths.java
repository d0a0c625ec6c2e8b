package io.github.normwright.examples.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the modules of peers and their libraries are.
 *
 * @param modules the folder of the modules
 * @param libraries a folder of jars to be used in place of those that Maven has put into a module, if any
 */
record PeerClassPaths(Path modules, Optional<Path> libraries) {

    /** The system property with the folder of the modules. */
    private static final String FOLDER_PROPERTY = "benchmarks.peers";

    /** The modules of this command. */
    static PeerClassPaths of(Optional<Path> libraries) {
        return new PeerClassPaths(Path.of(System.getProperty(FOLDER_PROPERTY, ".")), libraries);
    }

    /** The peers of all modules that Maven has built, sorted. */
    List<String> names() {
        return list(modules).stream()
                .filter(module -> Files.isDirectory(module.resolve("target/lib")))
                .map(module -> module.getFileName().toString())
                .toList();
    }

    /**
     * The class path of a peer's module.
     *
     * @param peer its name; {@code onednn-blocked} is in the module {@code onednn}
     * @return its classes and libraries, or nothing for peers that have no module
     */
    String of(String peer) {
        Path target = target(peer);
        return Stream.concat(Stream.of(target.resolve("classes")), jars(peer).stream())
                .filter(Files::exists)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * What a user of a peer must ship.
     *
     * @param peer its name
     * @return its jars; none for peers that have no module
     */
    List<Path> jars(String peer) {
        Path target = target(peer);
        return Files.isDirectory(target) ? list(libraries.orElse(target.resolve("lib"))) : List.of();
    }

    private Path target(String peer) {
        return modules.resolve(peer.replaceFirst("-.*", "")).resolve("target");
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
