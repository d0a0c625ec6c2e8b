package io.github.normwright.examples.modelfiles.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipOutputStream;

/** Writes files that NumPy's {@code load} reads. */
public final class NpzWriter {

    private NpzWriter() {}

    /**
     * Writes tensors into a file, which is created or replaced at once. The same tensors give the same bytes.
     *
     * @param file the file
     * @param tensors the tensors, no two of one name, none of a type that NumPy does not have
     * @throws IOException if it cannot be written; a file that was there is left as it was
     * @throws IllegalArgumentException if two tensors have one name, or if NumPy does not have a type
     */
    public static void write(Path file, List<Tensor> tensors) throws IOException {
        TensorNames.check(tensors);
        AtomicFile.replace(file, temporary -> {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(temporary));
                    ZipOutputStream zip = new ZipOutputStream(stream)) {
                for (Tensor tensor : tensors) {
                    ByteBuffer bytes = NpyHeader.write(tensor);
                    StoredEntries.put(zip, tensor.info().name() + ".npy", bytes.array());
                }
            }
        });
    }
}
