package io.github.normwright.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerClassPathsTest {

    @TempDir
    private Path folder;

    private Path modules;
    private Path classes;
    private Path found;
    private Path other;

    @BeforeEach
    void makeModules() throws IOException {
        modules = folder.resolve("peers");
        classes = Files.createDirectories(modules.resolve("onednn/target/classes"));
        found = Files.createDirectories(modules.resolve("onednn/target/lib")).resolve("dnnl-1.jar");
        other = Files.createDirectories(folder.resolve("other")).resolve("dnnl-2.jar");
        Files.createDirectories(modules.resolve("unbuilt"));
        Files.createFile(found);
        Files.createFile(other);
    }

    @Test
    void areThoseOfTheModule() {
        PeerClassPaths paths = new PeerClassPaths(modules, Optional.empty());
        assertEquals(List.of("onednn"), paths.names());
        assertEquals(classes + File.pathSeparator + found, paths.of("onednn"));
        assertEquals(paths.of("onednn"), paths.of("onednn-blocked"));
        assertEquals(List.of(found), paths.jars("onednn"));
    }

    @Test
    void canHaveOtherLibraries() {
        PeerClassPaths paths = new PeerClassPaths(modules, Optional.of(folder.resolve("other")));
        assertEquals(classes + File.pathSeparator + other, paths.of("onednn"));
    }

    @Test
    void areEmptyForPeersWithoutAModule() {
        PeerClassPaths paths = new PeerClassPaths(modules, Optional.of(folder.resolve("other")));
        assertEquals("", paths.of("plain"));
        assertEquals(List.of(), paths.jars("plain"));
    }
}
