package io.github.normwright.examples.modelfiles.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of NumPy's {@code savez} or {@code savez_compressed}: a zip archive of arrays. Arrays in either byte order and either
 * index order are read; objects, texts and complex numbers are refused.
 */
public final class NpzFile implements TensorFile {

    private static final String EXTENSION = ".npy";

    private final ZipArchive archive;
    private final SortedMap<String, TensorInfo> tensors;
    private final Map<String, NpyHeader> headers;
    private final List<String> order;

    private NpzFile(
            ZipArchive archive,
            SortedMap<String, TensorInfo> tensors,
            Map<String, NpyHeader> headers,
            List<String> order) {
        this.archive = archive;
        this.tensors = Collections.unmodifiableSortedMap(tensors);
        this.headers = headers;
        this.order = Collections.unmodifiableList(order);
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
    public static NpzFile open(Path file, Limits limits) throws IOException {
        ZipArchive archive = ZipArchive.open(file, limits);
        try {
            return read(archive, limits);
        } catch (IOException | RuntimeException failure) {
            archive.close();
            throw failure;
        }
    }

    private static NpzFile read(ZipArchive archive, Limits limits) throws IOException {
        SortedMap<String, TensorInfo> tensors = new TreeMap<>();
        Map<String, NpyHeader> headers = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (String entry : archive.names()) {
            Origin origin = archive.origin().within(entry);
            if (!entry.endsWith(EXTENSION)) {
                throw origin.refuse("is no array: the names of those end in %s", EXTENSION);
            }
            String name = entry.substring(0, entry.length() - EXTENSION.length());
            NpyHeader header = NpyHeader.read(origin, name, archive.start(entry, NpyHeader.MOST_BYTES), limits);
            long size = archive.entry(entry).getSize();
            if (size != (long) header.bytes() + header.info().bytes()) {
                throw origin.refuse(
                        "has %d bytes, but a header of %d and %s of %d",
                        size, header.bytes(), header.info(), header.info().bytes());
            }
            tensors.put(name, header.info());
            headers.put(name, header);
            order.add(name);
        }
        return new NpzFile(archive, tensors, headers, order);
    }

    @Override
    public SortedMap<String, TensorInfo> tensors() {
        return tensors;
    }

    /**
     * The names of the arrays in the order in which they were written.
     *
     * @return the names, as the archive lists them; immutable
     */
    public List<String> names() {
        return order;
    }

    @Override
    public Tensor read(String name) throws IOException {
        TensorInfo info = Tensors.find(archive.origin(), tensors, name);
        NpyHeader header = headers.get(name);
        return header.tensor(archive.read(name + EXTENSION, (long) header.bytes() + info.bytes()));
    }

    @Override
    public void copyWith(Path target, List<Tensor> replacements) throws IOException {
        // Arrays have their checksums in the archive, so they are all written anew.
        Map<String, Tensor> contents = new LinkedHashMap<>();
        for (String name : order) {
            contents.put(name, read(name));
        }
        TensorNames.check(replacements);
        for (Tensor replacement : replacements) {
            TensorInfo found =
                    Tensors.find(archive.origin(), tensors, replacement.info().name());
            Tensors.checkSame(archive.origin(), found, replacement.info());
            contents.put(found.name(), replacement);
        }
        NpzWriter.write(target, List.copyOf(contents.values()));
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
