package io.github.normwright.examples.modelfiles.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip archive. An entry is inflated no further than to the size that the archive declares for it, which the caller
 * bounds, and its checksum is compared.
 */
final class ZipArchive implements Closeable {

    private final ZipFile zip;
    private final Origin origin;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private ZipArchive(ZipFile zip, Origin origin) {
        this.zip = zip;
        this.origin = origin;
    }

    /** Opens an archive, and lists its entries. */
    static ZipArchive open(Path file, Limits limits) throws IOException {
        Origin origin = new Origin(file.toString());
        ZipArchive archive;
        try {
            archive = new ZipArchive(new ZipFile(file.toFile()), origin);
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            throw origin.refuse(damaged, "is no zip archive, or a damaged one: %s", damaged.getMessage());
        }
        try {
            archive.list(limits);
            return archive;
        } catch (IOException | RuntimeException failure) {
            archive.close();
            throw failure;
        }
    }

    private void list(Limits limits) throws IOException {
        if (zip.size() > limits.tensors()) {
            throw origin.refuse("has %d entries; at most %d are allowed", zip.size(), limits.tensors());
        }
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = next(all);
            if (entries.put(entry.getName(), entry) != null) {
                throw origin.refuse("has two entries %s", Origin.quoted(entry.getName()));
            }
        }
    }

    private ZipEntry next(Enumeration<? extends ZipEntry> all) throws ModelFileException {
        try {
            return all.nextElement();
        } catch (IllegalArgumentException notUtf8) {
            throw origin.refuse(notUtf8, "has an entry whose name cannot be read: %s", notUtf8.getMessage());
        }
    }

    /** Where the archive is from. */
    Origin origin() {
        return origin;
    }

    /** The names of the entries, as the archive lists them. */
    List<String> names() {
        return Collections.unmodifiableList(new ArrayList<>(entries.keySet()));
    }

    /** Whether there is an entry. */
    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** What an entry is said to be: its size and how it is compressed. */
    ZipEntry entry(String name) throws ModelFileException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw origin.refuse("has no entry %s; it has %s", Origin.quoted(name), some());
        }
        return entry;
    }

    private List<String> some() {
        return entries.keySet().stream().limit(8).map(Origin::quoted).toList();
    }

    /**
     * The start of an entry.
     *
     * @param name the entry
     * @param count how many bytes
     * @return that many, or all if there are fewer
     */
    byte[] start(String name, int count) throws IOException {
        ZipEntry entry = entry(name);
        try (InputStream stream = zip.getInputStream(entry)) {
            return stream.readNBytes(count);
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            throw damaged(name, damaged);
        }
    }

    /**
     * An entry.
     *
     * @param name the entry
     * @param most the largest size that is allowed
     * @return all its bytes
     */
    byte[] read(String name, long most) throws IOException {
        ZipEntry entry = entry(name);
        Origin place = origin.within(name);
        long size = entry.getSize();
        if (size < 0 || size > most) {
            throw place.refuse("has %d bytes; at most %d are allowed", size, most);
        }
        byte[] bytes;
        try (InputStream stream = zip.getInputStream(entry)) {
            // Takes memory as bytes arrive, not as they are declared.
            bytes = stream.readNBytes((int) size);
            if (bytes.length < size || stream.read() >= 0) {
                throw place.refuse(
                        "has %s bytes than the %d that the archive declares",
                        bytes.length < size ? "fewer" : "more", size);
            }
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            throw damaged(name, damaged);
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (checksum.getValue() != entry.getCrc()) {
            throw place.refuse(
                    "is damaged: its checksum is %08x, the archive says %08x", checksum.getValue(), entry.getCrc());
        }
        return bytes;
    }

    private ModelFileException damaged(String name, Exception cause) {
        return origin.within(name).refuse(cause, "is damaged: %s", cause.getMessage());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
