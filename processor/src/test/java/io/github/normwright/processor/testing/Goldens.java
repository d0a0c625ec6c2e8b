package io.github.normwright.processor.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that must not change unnoticed. To accept changes, run the tests with {@code -Dgoldens.update=true} and read the
 * difference before committing it.
 */
public final class Goldens {

    private static final Path FOLDER = Path.of("src", "test", "resources", "goldens");

    private Goldens() {}

    /** Compares a text with the file of a name, or writes the file. */
    public static void check(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("goldens.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
                return;
            }
            assertTrue(Files.exists(file), name + " is missing; run with -Dgoldens.update=true");
            assertEquals(Files.readString(file, StandardCharsets.UTF_8), text, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
