package io.github.normwright.examples.modelfiles.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.ZipOutputStream;

/**
 * A {@code .keras} file: a zip archive of the model's configuration, some words about it, and an HDF5 file of weights. Its
 * tensors are those of the weights.
 */
public final class KerasArchive implements TensorFile {

    private static final String CONFIG = "config.json";
    private static final String METADATA = "metadata.json";
    private static final String WEIGHTS = "model.weights.h5";

    private final Limits limits;
    private final ZipArchive archive;
    private final Hdf5File weights;

    private KerasArchive(Limits limits, ZipArchive archive, Hdf5File weights) {
        this.limits = limits;
        this.archive = archive;
        this.weights = weights;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param limits what it may ask for
     * @return the open file
     * @throws ModelFileException if it is damaged or too large
     * @throws IOException if it cannot be read
     */
    public static KerasArchive open(Path file, Limits limits) throws IOException {
        ZipArchive archive = ZipArchive.open(file, limits);
        try {
            byte[] weights = archive.read(WEIGHTS, limits.archiveBytes());
            Origin origin = archive.origin().within(WEIGHTS);
            return new KerasArchive(limits, archive, Hdf5File.open(Bytes.of(weights, origin), limits));
        } catch (IOException | RuntimeException failure) {
            archive.close();
            throw failure;
        }
    }

    /**
     * The configuration of the model.
     *
     * @return the document
     * @throws IOException if it cannot be read, or is no JSON
     */
    public Json config() throws IOException {
        return document(CONFIG);
    }

    /**
     * What Keras says of itself: {@code keras_version} and {@code date_saved}.
     *
     * @return the document
     * @throws IOException if it cannot be read, or is no JSON
     */
    public Json metadata() throws IOException {
        return document(METADATA);
    }

    private Json document(String entry) throws IOException {
        Origin origin = archive.origin().within(entry);
        byte[] bytes = archive.read(entry, limits.documentBytes());
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Json.parse(origin, text, limits);
        } catch (CharacterCodingException malformed) {
            throw origin.refuse(malformed, "is not UTF-8");
        }
    }

    /**
     * The weights.
     *
     * @return the file within this one, which is closed with it
     */
    public Hdf5File weights() {
        return weights;
    }

    @Override
    public SortedMap<String, TensorInfo> tensors() {
        return weights.tensors();
    }

    @Override
    public Tensor read(String name) throws IOException {
        return weights.read(name);
    }

    @Override
    public void copyWith(Path target, List<Tensor> replacements) throws IOException {
        byte[] changed = archive.read(WEIGHTS, limits.archiveBytes());
        weights.patches(replacements).apply(changed);
        AtomicFile.replace(target, temporary -> {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(temporary));
                    ZipOutputStream zip = new ZipOutputStream(stream)) {
                for (String entry : archive.names()) {
                    byte[] contents = entry.equals(WEIGHTS) ? changed : archive.read(entry, limits.archiveBytes());
                    StoredEntries.put(zip, entry, contents);
                }
            }
        });
    }

    @Override
    public void close() throws IOException {
        weights.close();
        archive.close();
    }
}
