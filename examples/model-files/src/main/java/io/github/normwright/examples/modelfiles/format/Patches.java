package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Other bytes for tensors, at the places where they stand in a file. Everything else in the file stays, be it an optimizer's
 * state or something that this project does not know.
 */
final class Patches {

    private final Map<Long, ByteBuffer> patches = new TreeMap<>();

    /** Where in its file a tensor stands in one piece. */
    interface Places {
        Optional<Long> offset(String name) throws IOException;
    }

    /**
     * Finds the places.
     *
     * @param origin the file
     * @param file its tensors
     * @param places where they stand
     * @param replacements what shall stand there
     */
    static Patches of(Origin origin, TensorFile file, Places places, List<Tensor> replacements) throws IOException {
        TensorNames.check(replacements);
        Patches patches = new Patches();
        for (Tensor replacement : replacements) {
            TensorInfo wanted = replacement.info();
            TensorInfo found = Tensors.find(origin, file.tensors(), wanted.name());
            Tensors.checkSame(origin, found, wanted);
            // What can be read stands within the file.
            file.read(wanted.name());
            long offset = places.offset(wanted.name())
                    .orElseThrow(() -> origin.refuse(
                            "%s cannot be replaced: its bytes do not stand in one piece",
                            Origin.quoted(wanted.name())));
            patches.patches.put(offset, replacement.bytes());
        }
        return patches;
    }

    /** Writes a copy of a file with these bytes in it. */
    void copy(Path source, Path target) throws IOException {
        AtomicFile.replace(target, temporary -> {
            Files.copy(source, temporary, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                for (Map.Entry<Long, ByteBuffer> patch : patches.entrySet()) {
                    write(channel, patch.getKey(), patch.getValue());
                }
            }
        });
    }

    private static void write(FileChannel channel, long offset, ByteBuffer bytes) throws IOException {
        long position = offset;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** Puts the bytes into a file in memory. */
    void apply(byte[] file) {
        patches.forEach((offset, bytes) -> bytes.get(file, (int) (long) offset, bytes.remaining()));
    }
}
