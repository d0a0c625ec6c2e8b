package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Replaces files: whoever opens one finds the old contents or the new, never a part. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes the contents of a file. */
    public interface Contents {

        /**
         * Writes them.
         *
         * @param temporary an empty file in the directory of the one to be replaced
         * @throws IOException if it cannot be written; the file to be replaced is left as it was
         */
        void write(Path temporary) throws IOException;
    }

    /**
     * Creates a file, or replaces it. The contents go to a temporary file beside it, which is then moved.
     *
     * @param file the file; a symbolic link is followed
     * @param contents writes the contents
     * @throws IOException if the file cannot be written; it is left as it was
     */
    public static void replace(Path file, Contents contents) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        // Not createTempFile, whose files only their owner may read.
        Path temporary =
                Files.createFile(target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp"));
        try {
            contents.write(temporary);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
